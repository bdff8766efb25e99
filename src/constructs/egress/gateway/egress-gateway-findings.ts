import type { ApiObject } from 'cdk8s';
import { Category, type Finding, Severity } from '../../../manifest/finding';
import { whereOf } from '../../base/where-of';
import { isClosed } from '../../isolation/open-sides';
import type { TeamNamespaces } from '../../isolation/team-namespaces';
import type { EgressGuarantee } from '../egress-guarantee';

/** What an egress gateway does not hold: clients that go around it (GW534), and what only its configuration says (GW535). */
export function egressGatewayFindings(
  gateway: ApiObject, clients: readonly TeamNamespaces[], guarantees: readonly EgressGuarantee[],
): Finding[] {
  const where = { category: Category.SECURITY, ...whereOf(gateway) };
  const open = clients.filter((client) => client._grant()?._isLockedDown() !== true)
    .flatMap(({ namespaces }) => namespaces).filter((namespace) => !isClosed(gateway, namespace, 'egress'));
  const around = open.map((namespace): Finding => ({
    ...where,
    code: 'GW534',
    severity: Severity.WARNING,
    message: `nothing in this app closes egress of namespace "${namespace}", so its pods reach the destinations without the gateway`,
    fix: 'lock the namespace down with an EgressLockdown that opens the gateway\'s way alone',
  }));
  return [...around, ...guarantees.map(({ destination, network, proxy, unseen }): Finding => ({
    ...where,
    code: 'GW535',
    severity: Severity.UNKNOWN,
    message: `${destination}: network policies hold that ${network}; the proxy's configuration alone holds ${proxy}; `
      + `manifests do not show ${unseen}`,
    fix: 'keep who may change the gateway\'s objects to the operators, and watch the proxies\' access logs',
  }))];
}
