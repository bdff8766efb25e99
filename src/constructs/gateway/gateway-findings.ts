import type { IConstruct } from 'constructs';
import { Category, type Finding, type ResourceRef, Severity } from '../../manifest/finding';
import type { GrantData, SectionData } from '../../manifest/grant-data';
import { GATEWAY_API } from '../../manifest/kinds';
import { enumerate } from '../../manifest/text';
import { publishedGrants } from '../roles/published';
import type { TeamGrant } from '../roles/team-grant';
import { onOneGateway } from './grant-overlaps';

/** The gateway that findings are about. */
interface Subject extends IConstruct {
  readonly gatewayName: string;
  readonly gatewayNamespace: string;
}

/** What only the whole app tells of a gateway's grants. */
export function gatewayFindings(gateway: Subject, own: readonly TeamGrant[]): Finding[] {
  return [...openEgress(gateway, own), ...sharedListeners(gateway, own)];
}

/** Grants that isolate egress, and no EgressLockdown closes their namespaces. */
function openEgress(gateway: Subject, own: readonly TeamGrant[]): Finding[] {
  const locked = publishedGrants(gateway.node.root).filter((grant) => grant._isLockedDown());
  const closed = new Set(locked.flatMap((grant) => grant.namespaces));
  return own.filter((grant) => grant._data().isolation.egress).flatMap((grant) => {
    const open = grant.namespaces.filter((namespace) => !closed.has(namespace));
    return open.length === 0 ? [] : [{
      code: 'GW041',
      severity: Severity.ERROR,
      category: Category.SECURITY,
      message: `the grant of team "${grant.team}" isolates egress, and nothing closes it in ${open.join(', ')}: pods there reach everything`,
      fix: 'lock it down with new EgressLockdown(scope, id, { grant }), or admit with Isolation.INGRESS or NONE',
      resource: resourceOf(gateway),
      construct: gateway.node.path,
    }];
  });
}

/** Listeners that several teams share: there only the admission policy keeps one from claiming the other's hostname. */
function sharedListeners(gateway: Subject, own: readonly TeamGrant[]): Finding[] {
  if (own.length === 0) return [];
  const grants = publishedGrants(gateway.node.root).filter((grant) => onOneGateway(grant._data(), own[0]._data()));
  const sections = new Map(own.flatMap((grant) => grant._data().sections.map((section) => [section.name, section])));
  return [...sections.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((section) => sharedListener(gateway, section, grants));
}

function sharedListener(gateway: Subject, section: SectionData, grants: readonly TeamGrant[]): Finding[] {
  const users = grants.filter((grant) => uses(grant._data(), section.name));
  const teams = [...new Set(users.map((grant) => grant.team))].sort();
  const unguarded = [...new Set(users.filter((grant) => !grant._isGuarded()).map((grant) => grant.team))].sort();
  if (teams.length < 2 || unguarded.length === 0) return [];
  return [{
    code: 'GW050',
    severity: Severity.WARNING,
    category: Category.SECURITY,
    message: `teams ${enumerated(teams)} share listener "${section.name}" (${section.hostname ?? 'every hostname'}), where a route of the one can claim `
      + 'the hostname or path of the other; Gateway API itself does not stop it',
    fix: `make a TeamAccess of the grants of ${enumerated(unguarded)} with mode: GuardMode.ENFORCE: its admission policy then does`,
    resource: resourceOf(gateway),
    construct: gateway.node.path,
  }];
}

/** Names as a sentence lists them; of many the first few. */
function enumerated(names: string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : enumerate(names, 'and');
}

function uses(grant: GrantData, section: string): boolean {
  return grant.sections.some(({ name }) => name === section);
}

function resourceOf({ gatewayName, gatewayNamespace }: Subject): ResourceRef {
  return { apiVersion: `${GATEWAY_API}/v1`, kind: 'Gateway', name: gatewayName, namespace: gatewayNamespace };
}
