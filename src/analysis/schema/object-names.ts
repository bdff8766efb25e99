import { kindFacts } from '../../manifest/kinds';
import { given } from '../../manifest/manifest';
import { labelProblem, subdomainProblem } from '../../manifest/names';
import type { Problem } from '../../manifest/problem';
import type { KindSchema } from './schema-node';

type Names = KindSchema['names'];

/** What the API server appends to `generateName`, and how much of it stays. Source: Kubernetes, names.SimpleNameGenerator. */
const RANDOM_PART = 'x7k2p';
const GENERATED_LIMIT = 58;

/** What is wrong with the names in the metadata of an object, by field. */
export function nameProblems(
  metadata: Record<string, unknown>, { group, kind, names }: KindSchema,
): (readonly [string, Problem])[] {
  const { name, generateName, namespace } = metadata;
  const ofName = isEmpty(name) ? missingName(generateName) : nameProblem(name, names);
  const ofPrefix = isEmpty(generateName) ? undefined : prefixProblem(generateName, names, isEmpty(name));
  const ofNamespace = isEmpty(namespace) || typeof namespace !== 'string' ? undefined : labelProblem(namespace);
  // The API server takes no notice of a namespace where there can be none, and fills it in where it is empty.
  const counts = ofNamespace && kindFacts(group, kind)?.namespaced !== false;
  return [
    ...ofName ? [['name', ofName] as const] : [],
    ...ofPrefix ? [['generateName', ofPrefix] as const] : [],
    ...counts ? [['namespace', ofNamespace] as const] : [],
  ];
}

function missingName(generateName: unknown): Problem | undefined {
  if (!isEmpty(generateName)) return undefined;
  return { reason: 'it is required and missing', fix: 'add `name`: a DNS name such as "shop"' };
}

/** Names that are no text are the table's to report. */
function nameProblem(name: unknown, names: Names): Problem | undefined {
  if (typeof name !== 'string') return undefined;
  switch (names) {
    case 'path-segment': return segmentProblem(name);
    case 'label': return labelProblem(name);
    default: return subdomainProblem(name);
  }
}

/** The start of a name; where no name is given, also the name that it leads to. */
function prefixProblem(prefix: unknown, names: Names, leads: boolean): Problem | undefined {
  if (typeof prefix !== 'string') return undefined;
  const masked = names !== 'path-segment' && prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix;
  const problem = nameProblem(masked, names);
  return problem ?? (leads ? nameProblem(`${prefix.slice(0, GENERATED_LIMIT)}${RANDOM_PART}`, names) : undefined);
}

function segmentProblem(name: string): Problem | undefined {
  if (name !== '.' && name !== '..' && !/[/%]/.test(name)) return undefined;
  const reason = 'it cannot stand in a URL path: it is "." or "..", or holds "/" or "%"';
  return { reason, fix: 'write a name such as "shop-routes"' };
}

function isEmpty(value: unknown): boolean {
  return !given(value) || value === '';
}
