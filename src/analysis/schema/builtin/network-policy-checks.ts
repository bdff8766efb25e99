import { cidrProblem, parseCidr } from '../../../manifest/cidr';
import { isRecord, listOf } from '../../../manifest/manifest';
import { exceptionProblem, rangeOfPorts } from '../../../manifest/network-policy-checks';
import type { StructureProblem } from '../structure-problem';

type Data = Record<string, unknown>;

/**
 * What the API server refuses of a NetworkPolicy beyond its structure: ranges that end before they begin, and address
 * blocks that are ambiguous or except what they do not hold. Source: Kubernetes 1.36, validation of networking.k8s.io.
 */
export function networkPolicyChecks({ spec }: Data): StructureProblem[] {
  if (!isRecord(spec)) return [];
  return [...ruleProblems(spec, 'ingress', 'from'), ...ruleProblems(spec, 'egress', 'to')];
}

function ruleProblems(spec: Data, direction: string, peers: string): StructureProblem[] {
  return recordsOf(spec[direction], `spec.${direction}`).flatMap(([rule, path]) => [
    ...recordsOf(rule.ports, `${path}.ports`).flatMap(([port, at]) => rangeProblems(port, at)),
    ...recordsOf(rule[peers], `${path}.${peers}`).flatMap(([{ ipBlock }, at]) => (isRecord(ipBlock) ? blockProblems(ipBlock, `${at}.ipBlock`) : [])),
  ]);
}

function rangeProblems({ port, endPort }: Data, path: string): StructureProblem[] {
  const typed = endPort === null || (typeof endPort === 'number' && (port === null || typeof port !== 'object'));
  if (!typed) return [];
  return rangeOfPorts({ port: port ?? undefined, endPort: endPort ?? undefined }, path)
    .map((problem) => ({ code: 'form', ...problem }));
}

function blockProblems({ cidr, except }: Data, path: string): StructureProblem[] {
  const outer = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
  if (!outer) return [];
  const exceptions = listOf(except).flatMap((value, index): StructureProblem[] => {
    const inner = typeof value === 'string' ? parseCidr(value) : undefined;
    if (!inner) return [];
    const at = `${path}.except[${index}]`;
    const problem = exceptionProblem(outer, inner, String(cidr));
    return problem ? [{ code: 'form', path: at, value, ...problem }] : ambiguousBlock(value, at);
  });
  return [...ambiguousBlock(cidr, `${path}.cidr`), ...exceptions];
}

function ambiguousBlock(value: unknown, path: string): StructureProblem[] {
  const problem = cidrProblem(value);
  return problem ? [{ code: 'ambiguous-block', path, value, ...problem }] : [];
}

/** The objects in a list, each with its path. */
function recordsOf(value: unknown, path: string): [Data, string][] {
  return listOf(value).flatMap((item, index): [Data, string][] => (isRecord(item) ? [[item, `${path}[${index}]`]] : []));
}
