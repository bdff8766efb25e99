import type { HostnameData } from '../../manifest/grant-data';
import { covers } from '../../manifest/hostname';
import { LISTENER_LIMIT } from '../../manifest/listener-checks';
import { familiesOf, type RouteFamily, serves } from '../../manifest/route-protocols';
import { enumerate, quoted } from '../../manifest/text';
import { invalid, type Place, refused } from '../base/problems';
import { closestListeners } from './closest-listeners';
import { type DeclaredListener, type ListenerDomain, listenerUnder } from './declared-listeners';
import type { GrantRequest } from './grant-request';
import { checkClashes } from './listener-clashes';
import { type Admitted, listenerManifest } from './listener-manifest';
import { certificateServes, checkSharedCertificates, type PlanContext } from './plan-certificate';
import { describeListener, type PlannedListener } from './planned-listener';

/** Where the hostnames of a grant are served, before anything is changed. */
export interface GrantPlan {
  /** Listeners that the grant uses, each once. */
  readonly sections: PlannedListener[];
  readonly served: Omit<HostnameData, 'prefixes'>[];
  /** Listeners that the grant adds. */
  readonly added: PlannedListener[];
}

/** The listeners of one gateway: what was declared, what grants add, and who may attach to each. */
export class GatewayListeners {
  readonly #declared: DeclaredListener[];
  readonly #redirect?: PlannedListener;
  readonly #context: PlanContext;
  readonly #added = new Map<string, PlannedListener>();
  readonly #admitted = new Map<string, { namespaces: Set<string>; kinds: Set<string> }>();

  public constructor(declared: DeclaredListener[], context: PlanContext, redirect?: PlannedListener) {
    this.#declared = declared;
    this.#context = context;
    this.#redirect = redirect;
  }

  /** All listeners, in a stable order: the redirect, then as declared, those of one domain by hostname. */
  public all(): PlannedListener[] {
    const own = this.#declared.flatMap((one) => ('listener' in one ? [one.listener] : this.addedUnder(one.domain)));
    return this.#redirect ? [this.#redirect, ...own] : own;
  }

  /** What the Gateway's spec holds. */
  public manifests(): object[] {
    return this.all().map((listener) => listenerManifest(listener, this.admittedTo(listener)));
  }

  /** Where the routes of a grant would attach; `listenerNames` limits it to listeners that were declared one by one. */
  public plan(place: Place, request: Pick<GrantRequest, 'hostnames' | 'routeKinds' | 'listenerNames'>): GrantPlan {
    const { hostnames, routeKinds, listenerNames = [] } = request;
    const named = this.namedListeners(place, listenerNames, routeKinds);
    const families = familiesOf(routeKinds);
    const choices = hostnames.map((hostname, index) => families.filter(({ byHostname }) => byHostname)
      .flatMap((family) => this.listenersFor(place, hostname, `hostnames[${index}]`, family, named)));
    const whole = families.filter(({ byHostname }) => !byHostname).flatMap((family) => this.wholeListeners(place, family, named));
    const sections = [...new Map([...choices.flat(), ...whole].map((listener) => [listener.name, listener])).values()];
    const known = new Set(this.all().map(({ name }) => name));
    return {
      sections,
      served: hostnames.map((hostname, index) => ({ hostname, sections: choices[index].map(({ name }) => name) })),
      added: sections.filter(({ name }) => !known.has(name)),
    };
  }

  /** Whether the gateway can hold the listeners that a grant adds. */
  public checkRoom(place: Place, added: PlannedListener[]): void {
    const together = [...this.all(), ...added];
    checkClashes(place, together, this.#context.facts);
    checkSharedCertificates(place, together, this.#context.facts);
    if (together.length <= LISTENER_LIMIT) return;
    throw refused(place, `the gateway would have ${together.length} listeners, and ${LISTENER_LIMIT} is the limit `
      + '(Gateway API v1.6.1, GatewaySpec); admit to a second SharedGateway, let a team add listeners of its own with delegate, '
      + 'or serve the domain with one listener, such as Listener.https("*.company.com", …), and guard its hostnames '
      + 'with TeamAccess');
  }

  /** Lets namespaces attach routes of some kinds. */
  public admit(plan: GrantPlan, namespaces: string[], kinds: string[]): void {
    for (const listener of plan.added) this.#added.set(listener.name, listener);
    for (const { name, protocol } of plan.sections) {
      const admitted = this.#admitted.get(name) ?? { namespaces: new Set(), kinds: new Set() };
      namespaces.forEach((namespace) => admitted.namespaces.add(namespace));
      kinds.filter((kind) => serves(protocol, kind)).forEach((kind) => admitted.kinds.add(kind));
      this.#admitted.set(name, admitted);
    }
  }

  private addedUnder(domain: ListenerDomain): PlannedListener[] {
    return [...this.#added.values()]
      .filter(({ hostname }) => this.domainOf(hostname!) === domain)
      .sort((a, b) => (a.hostname! < b.hostname! ? -1 : 1));
  }

  /** Challenges of certificates are answered by routes beside the Gateway, so clear text admits its own namespace too. */
  private admittedTo({ name, protocol }: PlannedListener): Admitted | undefined {
    const admitted = this.#admitted.get(name);
    const challenged = protocol === 'HTTP' && this.all().some(({ certificate }) => certificate?.issuer !== undefined);
    if (!admitted || !challenged) return admitted;
    return {
      namespaces: new Set([...admitted.namespaces, this.#context.namespace]),
      kinds: new Set([...admitted.kinds, 'HTTPRoute']),
    };
  }

  private explicit(): PlannedListener[] {
    return this.#declared.flatMap((one) => ('listener' in one ? [one.listener] : []));
  }

  private namedListeners(place: Place, names: readonly string[], kinds: readonly string[]): PlannedListener[] {
    const explicit = this.explicit();
    return names.map((name, index) => {
      const listener = explicit.find((one) => one.name === name);
      if (listener && kinds.some((kind) => serves(listener.protocol, kind))) return listener;
      throw invalid(place, `listenerNames[${index}]`, name, listener ? {
        reason: `listener ${describeListener(listener)} serves none of the grant's kinds of routes (${kinds.join(', ')})`,
        fix: 'leave it out, or grant the kind that it serves with routeKinds',
      } : {
        reason: name === this.#redirect?.name ? 'it only redirects' : 'the gateway declares no listener of that name',
        fix: explicit.length === 0 ? 'leave listenerNames out' : `write one of ${quoted(explicit.map((one) => one.name))}`,
      });
    });
  }

  /** The named listeners of a family that knows no hostnames: nothing else says which are meant. */
  private wholeListeners(place: Place, { kinds, protocols }: RouteFamily, named: readonly PlannedListener[]): PlannedListener[] {
    const chosen = named.filter(({ protocol }) => protocols.includes(protocol));
    if (chosen.length > 0) return chosen;
    const [protocol] = protocols;
    const declared = this.explicit().filter((one) => one.protocol === protocol).map(({ name }) => name);
    throw refused(place, `listenerNames names no listener for ${protocol}, and a ${kinds[0]} takes all that arrives at one; ${declared.length > 0
      ? `write some of ${quoted(declared)}` : `declare one with Listener.${protocol.toLowerCase()}(port), and write its name`}`);
  }

  private listenersFor(
    place: Place, hostname: string, option: string, family: RouteFamily, named: readonly PlannedListener[],
  ): PlannedListener[] {
    const own = named.filter(({ protocol }) => family.protocols.includes(protocol));
    const chosen = own.length > 0
      ? own.filter((listener) => covers(listener.hostname, hostname))
      : closestListeners(this.candidates(place, hostname), hostname, family);
    if (chosen.length === 0) {
      throw invalid(place, option, hostname, {
        reason: family.protocols.includes('HTTPS') ? 'no listener covers it' : `no listener for ${enumerate(family.protocols, 'or')} covers it`,
        fix: this.coverageHint(hostname, family, own),
      });
    }
    const unserved = chosen.find((listener) => !certificateServes(listener, hostname));
    if (unserved) throw invalid(place, option, hostname, certificateProblem(unserved, hostname));
    return chosen;
  }

  /** Declared listeners, and the one that the hostname has or would get. */
  private candidates(place: Place, hostname: string): PlannedListener[] {
    const explicit = this.explicit();
    const domain = this.domainOf(hostname);
    const taken = explicit.some((one) => one.protocol === 'HTTPS' && one.hostname === hostname && one.port === domain?.port);
    return domain === undefined || taken ? explicit : [...explicit, listenerUnder(place, domain, hostname, this.#context)];
  }

  /** The narrowest domain that a hostname stands under. */
  private domainOf(hostname: string): ListenerDomain | undefined {
    return this.#declared
      .flatMap((one) => ('domain' in one && covers(one.domain.domain, hostname) ? [one.domain] : []))
      .sort((a, b) => b.domain.length - a.domain.length)[0];
  }

  private coverageHint(hostname: string, { protocols, kinds }: RouteFamily, named: readonly PlannedListener[]): string {
    const served = named.length > 0
      ? named.map(describeListener)
      : this.#declared.map((one) => ('listener' in one ? describeListener(one.listener) : `a listener for each hostname under "${one.domain.domain}"`));
    const add = protocols.includes('TLS')
      ? `Listener.tlsPassthrough("${hostname}") or Listener.tls("${hostname}", …), or admit ${kinds[0]}s for other hostnames in a grant of their own`
      : `Listener.https("${hostname}", …)`;
    return `the gateway has ${served.join(', ')}; admit a hostname that one of them covers, or add ${add}`;
  }
}

function certificateProblem({ name, certificate }: PlannedListener, hostname: string): { reason: string; fix: string } {
  const names = quoted(certificate!.dnsNames);
  return {
    reason: `the certificate of listener "${name}" is valid for ${names}, and a wildcard stands for one label`,
    fix: `admit a hostname that the certificate is valid for, or give "${hostname}" a listener with a certificate of its own`,
  };
}
