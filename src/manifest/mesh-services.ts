import type { GrantData } from './grant-data';
import { labelProblem } from './names';
import type { Problem } from './problem';

/** A Service as grants name it. */
export function meshServiceKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** `namespace/name` of a Service. */
export function meshServiceProblem(value: unknown): Problem | undefined {
  const fix = 'write "namespace/name" of a Service, such as "payments/api"';
  if (typeof value !== 'string') return { reason: 'it is not text', fix };
  const parts = value.split('/');
  if (parts.length !== 2) return { reason: 'it is not a namespace and a name', fix };
  const problem = parts.map(labelProblem).find((one) => one !== undefined);
  return problem && { reason: problem.reason, fix };
}

/** The Services of other namespaces that grants give as parents of routes of a kind, each once. */
export function meshServicesOf(grants: readonly GrantData[], kind: string): string[] {
  return [...new Set(grants.flatMap(({ routeKinds, meshServices = [] }) => (routeKinds.includes(kind) ? meshServices : [])))];
}
