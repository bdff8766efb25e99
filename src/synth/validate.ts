import { createHash } from 'node:crypto';
import type { IConstruct } from 'constructs';
import { checkEntries } from '../analysis/check-entries';
import type { Entry } from '../analysis/rule';
import { deferredFindings } from '../constructs/base/validation-hook';
import { RoleScope } from '../constructs/roles/role-scope';
import { type Finding, Severity } from '../manifest/finding';
import { acknowledgedReason, mayAcknowledge } from './acknowledged';
import { collect, type Collected } from './collect';

/** Fingerprints of the manifests that the rules found clean, by root. */
const clean = new WeakMap<IConstruct, string>();

/** All findings of a tree, in a stable order: by construct, then by code. */
export function validateTree(root: IConstruct): Finding[] {
  const collected = collect(root);
  const deferred = root.node.findAll().flatMap((construct) => deferredFindings(construct));
  const findings = [...collected.broken, ...ruleFindings(root, collected.entries), ...deferred];
  return acknowledge(findings, collected);
}

/**
 * What the rules say. A clean answer is kept until any manifest changes, because cdk8s
 * validates an app once for each of its charts.
 */
function ruleFindings(root: IConstruct, entries: Entry[]): Finding[] {
  const fingerprint = fingerprintOf(entries);
  if (clean.get(root) === fingerprint) return [];
  const findings = checkEntries(entries, channelOf(entries));
  if (findings.length === 0) clean.set(root, fingerprint);
  return findings;
}

function fingerprintOf(entries: Entry[]): string {
  const hash = createHash('sha1');
  for (const { manifest, construct, role } of entries) hash.update(JSON.stringify([construct, manifest, role?.persona]));
  for (const grants of new Set(entries.map(({ role }) => role?.grants))) hash.update(JSON.stringify(grants ?? null));
  return hash.digest('hex');
}

/** The channel of the bundle that a grant of the app names; standard where none does. */
function channelOf(entries: Entry[]): 'standard' | 'experimental' {
  const grants = entries.flatMap(({ role }) => role?.grants ?? []);
  return grants.some(({ cluster }) => cluster.gatewayApi.channel === 'experimental') ? 'experimental' : 'standard';
}

function acknowledge(findings: Finding[], { entries, constructs }: Collected): Finding[] {
  const byConstruct = new Map(entries.map((entry) => [entry.construct, entry]));
  return findings.map((finding) => {
    const entry = byConstruct.get(finding.construct);
    const construct = finding.construct === undefined ? undefined : constructs.get(finding.construct);
    const reason = entry && acknowledgedReason(entry.manifest, finding.code);
    if (reason === undefined || !mayAcknowledge(finding, construct && RoleScope.of(construct))) return finding;
    return { ...finding, acknowledged: reason };
  });
}

/** The findings that fail a synth. */
export function failuresOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity, acknowledged }) => severity === Severity.ERROR && acknowledged === undefined);
}
