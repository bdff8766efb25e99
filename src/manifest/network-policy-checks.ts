import { type Cidr, cidrContains, cidrProblem, parseCidr } from './cidr';
import { type Data, type FieldCheck, list, missing, object, oneOf, problemsOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { labelSelector } from './label-selector-checks';
import { listOf } from './manifest';
import { portProblem } from './numbers';
import type { Problem } from './problem';

const PORT_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A number from 1 to 65535, or the name of a container's port (RFC 6335). */
function portOrNameProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'string') return portProblem(value);
  if (/^\d+$/.test(value)) return { reason: 'a port in quotes is taken for a name', fix: `write ${Number(value)}, without quotes` };
  if (value.length <= 15 && PORT_NAME.test(value) && /[a-z]/.test(value)) return undefined;
  return {
    reason: 'a port name has 1 to 15 lower case letters, digits and single inner "-", with at least one letter',
    fix: 'write the name of a container port such as "http", or its number',
  };
}

/** What is wrong with a range of ports, whose parts are good: it starts at a number, and does not end before it. */
export function rangeOfPorts({ port, endPort }: Data, path: string): FieldProblem[] {
  if (endPort === undefined) return [];
  if (port === undefined) return [missing(`${path}.port`, 'write the first port of the range that endPort ends')];
  const at = `${path}.endPort`;
  const named = { reason: `a range cannot start at the named port ${JSON.stringify(port)}`, fix: 'write its number' };
  if (typeof port === 'string') return [{ path: at, value: endPort, ...named }];
  if ((endPort as number) >= (port as number)) return [];
  return [fieldProblem(at, endPort, `it is below port ${String(port)}`, `write a port from ${String(port)} to 65535`)];
}

const port: FieldCheck = object({
  optional: { protocol: oneOf(['TCP', 'UDP', 'SCTP']), port: valueOf(portOrNameProblem), endPort: valueOf(portProblem) },
  rules: [rangeOfPorts],
});

/** An exception is a smaller block inside the block. */
function exceptionsInside({ cidr, except }: Data, path: string): FieldProblem[] {
  const outer = parseCidr(cidr as string);
  return listOf(except).flatMap((value, index) => {
    const inner = parseCidr(value as string);
    if (!outer || !inner) return [];
    const problem = exceptionProblem(outer, inner, String(cidr));
    return problem ? [fieldProblem(`${path}.except[${index}]`, value, problem.reason, problem.fix)] : [];
  });
}

/** What is wrong with an exception to an address block. */
export function exceptionProblem(outer: Cidr, inner: Cidr, cidr: string): Problem | undefined {
  if (outer.family !== inner.family) return { reason: `${cidr} is of the other address family`, fix: 'write a peer of its own for each family' };
  if (!cidrContains(outer, inner)) return { reason: `it does not lie inside ${cidr}`, fix: `write a block inside ${cidr}, or leave it out` };
  return inner.length > outer.length ? undefined : { reason: `it is all of ${cidr}`, fix: 'write a smaller block, or leave the peer out' };
}

const block = valueOf(cidrProblem);

function onePeer(peer: Data, path: string): FieldProblem[] {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  const selects = namespaceSelector !== undefined || podSelector !== undefined;
  if (ipBlock === undefined && !selects) {
    return [fieldProblem(path, peer, 'it names nobody', 'write ipBlock or selectors; podSelector {} takes all pods')];
  }
  if (ipBlock === undefined || !selects) return [];
  return [fieldProblem(
    `${path}.ipBlock`, ipBlock,
    'an address block stands alone',
    'write a peer of its own for the selectors',
  )];
}

const peer: FieldCheck = object({
  optional: {
    podSelector: labelSelector,
    namespaceSelector: labelSelector,
    ipBlock: object({ required: { cidr: block }, optional: { except: list(block) }, rules: [exceptionsInside] }),
  },
  rules: [onePeer],
});

const spec: FieldCheck = object({
  optional: {
    podSelector: labelSelector,
    policyTypes: list(oneOf(['Ingress', 'Egress']), { max: 2 }),
    ingress: list(object({ optional: { from: list(peer), ports: list(port) } })),
    egress: list(object({ optional: { to: list(peer), ports: list(port) } })),
  },
});

/** What is wrong with the spec of a NetworkPolicy. Source: Kubernetes, networking.k8s.io/v1, and what its API server checks. */
export function networkPolicyProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
