import type { IConstruct } from 'constructs';
import { checkEntries } from '../analysis/check-entries';
import type { Entry } from '../analysis/rule';
import { deferredFindings } from '../constructs/base/validation-hook';
import { RoleScope } from '../constructs/roles/role-scope';
import { type Finding, Severity } from '../manifest/finding';
import { acknowledgedReason, mayAcknowledge } from './acknowledged';
import { collect, type Collected, collectToKeep, type Kept, stillHolds } from './collect';
import type { Judging } from './judging';
import type { RenderedObject } from './rendered-object';

/** What the rules said of a tree, and of which objects. */
interface Judged {
  readonly collected: Kept;
  readonly findings: readonly Finding[];
}

/** The last judgement of each tree that fails nothing: cdk8s validates an app once for each of its charts. */
const judged = new WeakMap<IConstruct, Judged>();

/** All findings of a tree, in a stable order: by construct, then by code. */
export function validateTree(root: IConstruct): Finding[] {
  const constructs = root.node.findAll();
  const before = judged.get(root);
  const { collected, findings } = before && stillHolds(before.collected, constructs) ? before : judge(constructs);
  const all = complete(collected, findings, constructs);
  if (failuresOf(all).length > 0) judged.delete(root);
  else judged.set(root, { collected, findings });
  return all;
}

function judge(constructs: readonly IConstruct[]): Judged {
  const collected = collectToKeep(constructs);
  return { collected, findings: checkObjects(collected.objects) };
}

/** All findings of a tree, judged afresh with what is given, and what was judged. */
export function validateGiven(
  root: IConstruct, { closedWorld, implementation, channel, bundles }: Judging,
): { readonly findings: Finding[]; readonly entries: readonly Entry[] } {
  const constructs = root.node.findAll();
  const collected = collect(constructs);
  const entries = collected.objects.flatMap((rendered) => rendered.entries)
    .map((entry) => (bundles ? { ...entry, bundles } : entry));
  const options = { channel: channel ?? channelOf(entries), closedWorld, implementation };
  return { findings: complete(collected, checkEntries(entries, options), constructs), entries };
}

/** All findings of a tree, and its objects as they were rendered for them, all of them afresh. */
export function validateAfresh(root: IConstruct): { readonly findings: Finding[]; readonly objects: readonly RenderedObject[] } {
  const constructs = root.node.findAll();
  const collected = collect(constructs);
  return { findings: complete(collected, checkObjects(collected.objects), constructs), objects: collected.objects };
}

function checkObjects(objects: readonly RenderedObject[]): Finding[] {
  const entries = objects.flatMap((rendered) => rendered.entries);
  return checkEntries(entries, { channel: channelOf(entries) });
}

/** The channel for objects of which no bundle is known: experimental where another object's cluster has it. */
function channelOf(entries: Entry[]): 'standard' | 'experimental' {
  return entries.some(({ bundles }) => bundles?.some(({ channel }) => channel === 'experimental')) ? 'experimental' : 'standard';
}

/** The rules' findings with those of the constructs themselves. */
function complete({ objects, broken }: Collected, rules: readonly Finding[], constructs: IConstruct[]): Finding[] {
  const findings = [...broken, ...rules, ...constructs.flatMap(deferredFindings)];
  return findings.length === 0 ? findings : acknowledge(findings, objects, constructs);
}

function acknowledge(findings: Finding[], objects: readonly RenderedObject[], constructs: readonly IConstruct[]): Finding[] {
  const byPath = new Map(constructs.map((construct) => [construct.node.path, construct]));
  const byConstruct = new Map<IConstruct, RenderedObject>(objects.map((rendered) => [rendered.object, rendered]));
  return findings.map((finding) => {
    const construct = finding.construct === undefined ? undefined : byPath.get(finding.construct);
    const reason = construct && acknowledgedReason(finding, construct, byConstruct.get(construct));
    if (reason === undefined || !mayAcknowledge(finding, construct && RoleScope.of(construct))) return finding;
    return { ...finding, acknowledged: reason };
  });
}

/** The findings that fail a synth. */
export function failuresOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity, acknowledged }) => severity === Severity.ERROR && acknowledged === undefined);
}
