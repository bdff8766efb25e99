import { cidrProblem } from './cidr';
import { type Data, type FieldCheck, list, object, oneOf, problemsOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { labelSelector } from './label-selector-checks';
import { integerProblem, portProblem } from './numbers';

const any: FieldCheck = () => undefined;
const port: FieldCheck = valueOf(portProblem);
const HIGHEST_PRIORITY = 1000;

/** One of some fields, and one alone. */
function oneField(fields: readonly string[]): (value: Data, path: string) => FieldProblem[] {
  return (value, path) => {
    const set = fields.filter((field) => value[field] !== undefined);
    if (set.length === 1) return [];
    const reason = set.length === 0 ? 'it says nothing' : `${set.join(' and ')} exclude each other`;
    return [fieldProblem(path, value, reason, `write one of ${fields.join(', ')}`)];
  };
}

type Fields = Record<string, FieldCheck>;

function either(shapes: Fields): FieldCheck {
  return object({ optional: shapes, rules: [oneField(Object.keys(shapes))] });
}

const pods: FieldCheck = object({ required: { namespaceSelector: labelSelector }, optional: { podSelector: labelSelector } });
const subject: FieldCheck = either({ namespaces: labelSelector, pods });

/** A range begins before it ends. */
function inOrder({ start, end }: Data, path: string): FieldProblem[] {
  if ((start as number) < (end as number)) return [];
  const reason = `it is not above start ${String(start)}`;
  return [fieldProblem(`${path}.end`, end, reason, 'write the lower port as start, or one port by its number')];
}

const range: FieldCheck = object({ required: { start: port, end: port }, rules: [inOrder] });
const protocolName = oneOf(['TCP', 'UDP', 'SCTP']);

/** A port of the older API. */
const oldPort: FieldCheck = either({
  portNumber: object({ required: { port }, optional: { protocol: protocolName } }),
  portRange: object({ required: { start: port, end: port }, optional: { protocol: protocolName }, rules: [inOrder] }),
  namedPort: any,
});

const byPort: FieldCheck = object({ optional: { destinationPort: either({ number: port, range }) } });
const newPort: FieldCheck = either({ tcp: byPort, udp: byPort, sctp: byPort, destinationNamedPort: any });

const inside = { namespaces: labelSelector, pods };
const outside = { ...inside, networks: list(valueOf(cidrProblem), { min: 1 }), nodes: labelSelector };

/** The rules of a direction: actions, peers, ports. */
function rules(actions: readonly string[], field: 'from' | 'to', peer: Fields, ports: Fields): FieldCheck {
  return list(object({
    required: { action: oneOf(actions), [field]: list(either(peer), { min: 1 }) },
    optional: { name: any, ...ports },
  }));
}

function spec(actions: readonly string[], head: Fields, egress: Fields, ports: Fields): FieldCheck {
  return object({
    required: { ...head, subject },
    optional: { ingress: rules(actions, 'from', inside, ports), egress: rules(actions, 'to', egress, ports) },
  });
}

const priority: FieldCheck = valueOf((value) => integerProblem(value, 0, HIGHEST_PRIORITY, '100'));
const OLD_PORTS = { ports: list(oldPort) };

const SPECS: ReadonlyMap<string, FieldCheck> = new Map([
  ['AdminNetworkPolicy', spec(['Allow', 'Deny', 'Pass'], { priority }, outside, OLD_PORTS)],
  ['BaselineAdminNetworkPolicy', spec(['Allow', 'Deny'], {}, outside, OLD_PORTS)],
  ['ClusterNetworkPolicy', spec(
    ['Accept', 'Deny', 'Pass'], { tier: oneOf(['Admin', 'Baseline']), priority }, { ...outside, domainNames: any },
    { protocols: list(newPort) },
  )],
]);

/** What is wrong with the spec of a cluster-wide network policy. Source: Network Policy API, v1alpha1 and v1alpha2. */
export function clusterNetworkPolicyProblems(kind: string, value: unknown): FieldProblem[] {
  const check = SPECS.get(kind);
  return check ? problemsOf(check, value, 'spec') : [];
}
