import { namespaceOf } from '../analysis/cluster/cluster-index';
import type { Evidence } from '../analysis/evidence/evidence';
import { evidenceOf } from '../analysis/evidence/evidence-of';
import { evidenceSetOf } from '../analysis/evidence/evidence-set';
import { FRAMEWORKS, LEFT_OUT } from '../analysis/evidence/frameworks';
import type { EvidenceSet } from '../analysis/evidence/question';
import { listed, namespacesIn } from '../analysis/evidence/subjects';
import type { Entry } from '../analysis/rule';
import { ANY_CLOUD } from '../manifest/cluster-presets';
import { show } from '../manifest/problem';
import { evidenceHtml } from './formats/evidence-html';
import { evidenceMarkdown } from './formats/evidence-markdown';
import { EXIT, type Io, UsageError } from './io';
import { readPaths } from './reading/read-paths';
import type { Profile } from './settings/profile';

/** The options, as the argument parser checked them. */
interface EvidenceOptions {
  readonly framework: string;
  readonly format: 'markdown' | 'json' | 'html';
  readonly profile?: string;
  readonly networkPlugin?: string;
  readonly namespace?: readonly string[];
}

type Page = (framework: string, evidence: readonly Evidence[], leftOut?: string) => string;

const FORMATS: Record<EvidenceOptions['format'], Page> = {
  markdown: (_, evidence, leftOut) => evidenceMarkdown(titleOf(evidence), evidence, leftOut),
  html: (_, evidence, leftOut) => evidenceHtml(titleOf(evidence), evidence, leftOut),
  json: (framework, controls, leftOut) => `${JSON.stringify({ framework, leftOut, controls }, undefined, 2)}\n`,
};

/** Every benchmark of a framework, with its version. */
function titleOf(evidence: readonly Evidence[]): string {
  return [...new Set(evidence.map(({ benchmark, version }) => `${benchmark} ${version}`))].join('; ');
}

/** Prints what manifests show of the controls of a benchmark. */
export function evidenceCommand(paths: readonly string[], given: Record<string, unknown>, io: Io): number {
  const { framework, format, profile: file, networkPlugin, namespace: namespaces } = given as unknown as EvidenceOptions;
  const { inputs, problems, profile } = readPaths(paths, { ...(file !== undefined && { profile: file }) }, io);
  const set = evidenceSetOf(inputs.entries, {
    networkPlugins: networkPlugin === undefined ? pluginsOf(profile) : [networkPlugin],
    metadataCidrs: profile.metadataCidrs ?? ANY_CLOUD,
    resolvesOnMetadata: profile.resolvesOnMetadata === true,
    ...(namespaces && { namespaces }),
  });
  refuseUnknown(namespaces ?? [], set, inputs.entries);
  io.stdout.write(FORMATS[format](framework, evidenceOf(FRAMEWORKS.get(framework)!, set), LEFT_OUT.get(framework)));
  return problems.length > 0 ? EXIT.findings : EXIT.fine;
}

/** The network plugins of a profile; none unless each of its clusters says which one it has. */
function pluginsOf({ networkPlugins = [] }: Profile): readonly string[] {
  const named = networkPlugins.filter((name) => name !== undefined);
  return named.length === networkPlugins.length ? named : [];
}

const MOST_NAMES = 10;

/** An audit of a namespace that is not there would find nothing, and look as if all were well. */
function refuseUnknown(asked: readonly string[], set: EvidenceSet, entries: readonly Entry[]): void {
  const written = entries.flatMap(({ manifest }) => namespaceOf(manifest) ?? []);
  const there = [...new Set([...namespacesIn({ ...set, namespaces: undefined }), ...written])].sort();
  const absent = asked.filter((name) => !there.includes(name));
  if (absent.length === 0) return;
  const names = there.length === 0 ? 'they have none' : `there are ${listed(there, MOST_NAMES)}`;
  throw new UsageError(`--namespace ${absent.map(show).join(', ')}: it is not in the files; ${names}`);
}
