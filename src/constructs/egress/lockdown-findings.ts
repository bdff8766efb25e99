import { closedPart, describeDestination } from '../../manifest/destinations';
import { Category, type Finding, Severity } from '../../manifest/finding';
import type { DestinationData, EgressBackendData } from '../../manifest/grant-data';
import { describeHost, sharedDomainOf } from '../../manifest/host-names';
import { SEEN } from '../../manifest/mesh-ports';
import { withoutNamed } from '../../manifest/named-blocks';
import { enumerate } from '../../manifest/text';
import { whereOf } from '../base/where-of';
import { publishedGrants } from '../roles/published';
import type { TeamGrant } from '../roles/team-grant';
import type { LockdownBackend } from './backends/backend';
import { destinationCode } from './destination-code';
import type { LockdownIntent } from './lockdown-intent';
import type { Site } from './lockdown-site';

/** What another gateway's grant of the team lists for these namespaces, and nobody opens: a namespace has one lockdown. */
export function forgottenFindings(site: Site, locked: TeamGrant): Finding[] {
  const { team, namespaces, egress, cluster } = locked._data();
  const open = egress.map((destination) => withoutNamed(destination, cluster));
  const others = publishedGrants(site.lockdown.node.root).filter((grant) => grant !== locked).map((grant) => grant._data())
    .filter((other) => other.team.name === team.name && other.namespaces.some((namespace) => namespaces.includes(namespace)));
  return others.flatMap(({ gateway, egress: listed }) => listed
    .filter((destination) => closedPart(withoutNamed(destination, cluster), open) !== undefined)
    .map((destination) => ({
      code: 'GW043',
      severity: Severity.ERROR,
      category: Category.SEMANTIC,
      message: `${describeDestination(destination)} is in the egress of the grant of team "${team.name}" on gateway ${gateway.namespace}/${gateway.name}, `
        + 'and the lockdown of its namespace keeps it closed',
      fix: `add ${destinationCode(destination)} to allow of the EgressLockdown`,
      ...whereOf(site.first),
    })));
}

/** What the back end of a lockdown cannot promise, for the namespaces and destinations at hand. */
export function promiseFindings(
  site: Site, backend: LockdownBackend, { grant: { namespaces }, destinations, settings }: LockdownIntent,
): Finding[] {
  const hosts = destinations.map((destination) => destination.through ?? destination).filter(({ form }) => form === 'host');
  const direct = destinations.filter(({ form }) => form === 'host');
  const named = (form: DestinationData['form']): boolean => destinations.some((destination) => destination.form === form);
  return [
    undone(backend, namespaces, settings),
    ...(direct.length > 0 ? [byAddress(backend, direct)] : []),
    ...hosts.flatMap((destination) => sharedDomain(destination)),
    ...(named('anywhere') ? [ANYWHERE] : []),
    ...(named('metadata') ? [METADATA] : []),
  ].map((part) => ({ ...part, ...whereOf(site.first) }));
}

type Part = Omit<Finding, 'resource' | 'construct'>;

function undone(
  { title, promises, undoneIn }: LockdownBackend, namespaces: readonly string[], settings: EgressBackendData,
): Part {
  const by = undoneIn?.(settings) ?? promises.undoneBy;
  return {
    code: 'GW504',
    severity: Severity.UNKNOWN,
    category: Category.EVIDENCE,
    message: `whether the lockdown of ${enumerate(namespaces.map((name) => `"${name}"`), 'and')} by ${title} lasts is not decided by these manifests: ${by}`,
    fix: 'see to it that only the operators have those rights, with TeamAccess for the team, and no role edit or admin there',
  };
}

function byAddress({ title, promises }: LockdownBackend, hosts: readonly DestinationData[]): Part {
  const names = enumerate(hosts.map(describeHost), 'and');
  const message = `${title} holds ${names} ${promises.hosts}`;
  if (promises.by === 'sidecar') {
    return {
      code: 'GW506', severity: Severity.WARNING, category: Category.SECURITY,
      message: `${message}: a process that goes around its sidecar reaches every public address on their ports${unseen(hosts)}`,
      fix: 'choose a back end that the network enforces, or lead the hosts through an egress gateway with '
        + 'EgressBackend.egressGateway(…)',
    };
  }
  return {
    code: 'GW505', severity: Severity.UNKNOWN, category: Category.EVIDENCE, message,
    fix: 'check the server\'s certificate in the client, and route what must not be mistaken through an '
      + 'egress gateway that sees names',
  };
}

/** Where a sidecar sees no name, all of a port goes to the one host. */
function unseen(hosts: readonly DestinationData[]): string {
  const ports = hosts.flatMap((host) => host.ports).map(({ port = 0 }) => port).filter((port) => !SEEN.has(port));
  if (ports.length === 0) return '';
  return `, and on ${enumerate([...new Set(ports)].map(String), 'and')} the sidecar sees no host: it sends all connections to the one that is open there`;
}

function sharedDomain(destination: DestinationData): Part[] {
  const shared = sharedDomainOf(destination);
  if (shared === undefined) return [];
  return [{
    code: 'GW507', severity: Severity.WARNING, category: Category.SECURITY,
    message: `${describeHost(destination)} opens names that anybody can rent (${shared}), so that data can be carried out to a stranger's`,
    fix: 'name the hosts that are your own with Destination.host(…)',
  }];
}

const ANYWHERE: Part = {
  code: 'GW508', severity: Severity.WARNING, category: Category.SECURITY,
  message: 'every public address is open, so that the lockdown keeps no data in: only metadata and private addresses stay closed',
  fix: 'name the hosts or address blocks that are needed',
};

const METADATA: Part = {
  code: 'GW509', severity: Severity.WARNING, category: Category.SECURITY,
  message: 'the metadata service is open: whatever runs in the pods can take the credentials of their node',
  fix: 'give the workload an identity of its own, and write Destination.workloadIdentity({ reason })',
};
