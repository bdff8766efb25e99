import { profileOfPlugins } from '../network';
import type { Control } from './control';
import type { Evidence, EvidenceVerdict, QueryResult } from './evidence';
import type { EvidenceSet, Question } from './question';
import { metadataClosed } from './questions/outside';
import { ANY_POD, listed } from './subjects';
import { unseenOf } from './unseen';

/** What a set of manifests shows of controls, in their order. Each question is asked once. */
export function evidenceOf(controls: readonly Control[], set: EvidenceSet): Evidence[] {
  const answers = new Map<Question, QueryResult>();
  return controls.map((control) => {
    const queries = control.asks.map((question) => {
      const answer = answers.get(question) ?? askOf(question, set);
      answers.set(question, answer);
      return answer;
    });
    return { ...headOf(control), ...judge(control, queries), queries, assumptions: assumptionsOf(control, set) };
  });
}

/** Asks a question, unless the cluster is not known to do what policies say. */
function askOf({ question, query, needsPlugin, ask }: Question, set: EvidenceSet): QueryResult {
  const { nothing, notAll } = needsPlugin ? unseenOf(set) : {};
  if (nothing !== undefined) return { question, query, objects: [], violations: [], unanswered: nothing };
  const { unanswered, ...found } = ask(set);
  const reasons = [unanswered, notAll].filter((one) => one !== undefined);
  return { question, query, ...found, ...(reasons.length > 0 && { unanswered: reasons.join('; ') }) };
}

function headOf({ benchmark, version, id, title }: Control): Pick<Evidence, 'benchmark' | 'version' | 'control' | 'title'> {
  return { benchmark, version, control: id, title };
}

/** A violation is one whatever else is not known; satisfied is only what is shown whole. */
function judge({ remains }: Control, queries: readonly QueryResult[]): { verdict: EvidenceVerdict; statement: string } {
  const violations = queries.flatMap((query) => query.violations);
  if (violations.length > 0) {
    return { verdict: 'violated', statement: listed(violations.map(({ object, reason }) => `${object}: ${reason}`), 3, '; ') };
  }
  const open = queries.flatMap(({ unanswered }) => unanswered ?? []);
  if (queries.length === 0) return { verdict: 'not-assessable', statement: `manifests do not show it: ${remains ?? 'nothing is asked of them'}` };
  if (open.length > 0) return { verdict: 'not-assessable', statement: [...new Set(open)].join('; ') };
  if (remains !== undefined) {
    return { verdict: 'not-assessable', statement: `what manifests can show holds; what they cannot: ${remains}` };
  }
  return { verdict: 'satisfied', statement: satisfiedOf(new Set(queries.flatMap((query) => query.objects))) };
}

function satisfiedOf(objects: ReadonlySet<string>): string {
  const isToCome = objects.size > 0 && [...objects].every((object) => object.endsWith(`/${ANY_POD}`));
  const absent = isToCome ? ', pods to come alone: no workload is in the files' : '';
  return `it holds for what it is about: ${objects.size} object${objects.size === 1 ? '' : 's'}${absent}`;
}

function assumptionsOf({ asks }: Control, { networkPlugins, namespaces, resolvesOnMetadata }: EvidenceSet): string[] {
  if (asks.length === 0) return [];
  const isOfNetwork = asks.some(({ needsPlugin }) => needsPlugin);
  return [
    'the files hold every policy, workload and namespace that the verdict is about',
    namespaces ? `the audit is about ${listed(namespaces)}` : 'the audit is about every namespace in the files',
    ...(isOfNetwork && profileOfPlugins(networkPlugins).enforced === true
      ? [`${networkPlugins.join(' and ')} ${networkPlugins.length > 1 ? 'run in the clusters and enforce' : 'runs in the cluster and enforces'} network policies`] : []),
    ...(resolvesOnMetadata && asks.includes(metadataClosed)
      ? ['on port 53 of the metadata address the resolver of the cluster answers, and nothing else'] : []),
  ];
}
