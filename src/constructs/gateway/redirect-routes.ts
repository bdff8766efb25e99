import type { Construct } from 'constructs';
import { delegatedPorts, isDelegated } from '../../manifest/delegation';
import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { ROUTE_LIMITS } from '../../manifest/route-limits';
import { PlainObject } from '../base/plain-object';
import type { TeamGrant } from '../roles/team-grant';
import { type PlannedRedirect, redirectRouteSpec, type RedirectSpec } from './plan-redirect';

const { hostnames: LIMIT } = ROUTE_LIMITS;

/** A listener, as far as the redirect depends on it. */
interface Served {
  readonly protocol: string;
  readonly hostname?: string;
}

/** What teams with listeners of their own serve over HTTPS alone, where the redirect leads to. */
export function delegatedHttps(grants: readonly TeamGrant[], port: number): Served[] {
  return grants.map((grant) => grant._data()).filter(isDelegated)
    .filter((grant) => isSecureAlone(delegatedPorts(grant), port))
    .flatMap(({ hostnames }) => hostnames.map(({ hostname }) => ({ protocol: 'HTTPS', hostname })));
}

function isSecureAlone(ports: ReadonlyMap<string, readonly number[]>, port: number): boolean {
  return ports.get('HTTPS')?.includes(port) === true && !ports.has('HTTP');
}

/**
 * The routes that answer on the redirect listener, kept in step with what is served over HTTPS. They name its hostnames:
 * beside a route for one of them, such as an ACME challenge, a route for all hostnames would no longer be asked.
 */
export class RedirectRoutes {
  readonly #specs: RedirectSpec[] = [];

  public constructor(
    private readonly gateway: Construct, private readonly redirect: PlannedRedirect,
    private readonly target: { name: string; namespace: string },
  ) {}

  /** Port in the new address; none where it is the one that https means. */
  public get port(): number | undefined {
    return this.redirect.port;
  }

  /** Redirects the hostnames of these listeners; every hostname where one of them serves every one, or none is served yet. */
  public follow(listeners: readonly Served[]): void {
    const secure = listeners.filter(({ protocol }) => protocol === 'HTTPS').map(({ hostname }) => hostname);
    const named = secure.includes(undefined) ? [] : [...new Set(secure as string[])].sort();
    for (let i = 0; i === 0 || i * LIMIT < named.length; i++) {
      const spec = this.#specs[i] ?? this.add(i);
      const hostnames = named.slice(i * LIMIT, (i + 1) * LIMIT);
      if (hostnames.length > 0) spec.hostnames = hostnames;
    }
  }

  private add(index: number): RedirectSpec {
    const spec = redirectRouteSpec(this.redirect, this.target);
    const id = index === 0 ? 'http-redirect' : `http-redirect-${index + 1}`;
    new PlainObject(this.gateway, id, knownKind(GATEWAY_API, 'HTTPRoute'), { namespace: this.target.namespace }, { spec });
    this.#specs[index] = spec;
    return spec;
  }
}
