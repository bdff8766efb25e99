import { jsonText } from '../../../manifest/json-text';
import { given } from '../../../manifest/manifest';
import { show } from '../../../manifest/problem';
import { type Fields, firstRepeated, keysOf, type Maybe, type NodeRule, type RuleProblem } from './node-rule';

interface ListenerTls {
  readonly mode?: Maybe<string>;
  readonly certificateRefs?: Maybe<readonly unknown[]>;
  readonly options?: Maybe<Fields>;
}

interface Listener {
  readonly name: string;
  readonly port?: Maybe<number>;
  readonly protocol: string;
  readonly hostname?: Maybe<string>;
  readonly tls?: Maybe<ListenerTls>;
}

/** Where TLS ends that does not say it. */
const DEFAULT_MODE = 'Terminate';

const CLEAR = ['HTTP', 'TCP', 'UDP'];
const WITHOUT_HOSTNAMES = ['TCP', 'UDP'];

/** A rule that each listener has to meet by itself: the first that does not is told. */
function ofEach(judge: (listener: Listener) => RuleProblem | undefined): NodeRule<readonly Listener[]> {
  return (listeners) => {
    for (let index = 0; index < listeners.length; index++) {
      const problem = judge(listeners[index]);
      if (problem) return { ...problem, at: [index, ...problem.at ?? []] };
    }
    return undefined;
  };
}

const tlsOfProtocol = ofEach(({ protocol, tls }) => {
  if (!CLEAR.includes(protocol) || !given(tls)) return undefined;
  const fix = protocol === 'UDP' ? 'remove it' : `remove it, or write protocol "${protocol === 'HTTP' ? 'HTTPS' : 'TLS'}"`;
  return { at: ['tls'], reason: `protocol ${protocol} has no TLS`, fix };
});

const httpsTerminates = ofEach(({ protocol, tls }) => {
  if (protocol !== 'HTTPS' || !given(tls) || (tls.mode ?? DEFAULT_MODE) === 'Terminate') return undefined;
  const fix = 'write "Terminate", or protocol "TLS" to pass connections on';
  return { at: ['tls', 'mode'], reason: 'HTTPS ends TLS at the gateway', fix };
});

const tlsHasMode = ofEach(({ protocol, tls }) => {
  if (protocol !== 'TLS' || given(tls)) return undefined;
  return {
    at: ['tls'],
    reason: 'protocol TLS does not say where TLS ends',
    fix: 'add `tls` with mode "Terminate", which ends it here, or "Passthrough", which leaves it to the backend',
  };
});

const hostnameOfProtocol = ofEach(({ protocol, hostname }) => {
  if (!WITHOUT_HOSTNAMES.includes(protocol) || !hostname) return undefined;
  return { at: ['hostname'], reason: `protocol ${protocol} carries no hostname`, fix: 'remove it' };
});

const namesDistinct: NodeRule<readonly Listener[]> = (listeners) => {
  const found = firstRepeated(listeners, ({ name }) => name);
  if (!found) return undefined;
  const reason = `listener ${found.earlier} of this list has the same name ${show(found.item.name)}`;
  return { at: [found.index, 'name'], reason, fix: 'give each listener a name of its own' };
};

/** Where connections arrive; listeners that leave the port to others are told apart by nothing. */
function placeOf({ port, protocol, hostname }: Listener): string | undefined {
  return given(port) ? jsonText([port, protocol, hostname ?? null]) : undefined;
}

const placesDistinct: NodeRule<readonly Listener[]> = (listeners) => {
  const found = firstRepeated(listeners, placeOf);
  if (!found) return undefined;
  const { port, protocol, hostname } = found.item;
  const named = given(hostname) ? `hostname ${show(hostname)}` : 'no hostname either';
  return {
    at: [found.index],
    reason: `listener ${found.earlier} of this list has port ${port}, protocol ${protocol} and ${named} too, so no connection tells the two apart`,
    fix: 'change one of the three, or remove one of the listeners',
  };
};

/** Without either field the API server fails to look at them. */
const terminateHasCertificate: NodeRule<ListenerTls> = ({ mode, certificateRefs, options }) => {
  if ((mode ?? DEFAULT_MODE) !== 'Terminate') return undefined;
  if ((certificateRefs?.length ?? 0) > 0 || keysOf(options).length > 0) return undefined;
  return {
    at: ['certificateRefs'],
    reason: 'TLS that ends at the gateway needs a certificate',
    fix: 'name a Secret, or the options of the implementation that provide one',
    fails: !given(certificateRefs) || !given(options),
  };
};

const portsDistinct: NodeRule<readonly { readonly port: number }[]> = (ports) => {
  const found = firstRepeated(ports, ({ port }) => port);
  if (!found) return undefined;
  return {
    at: [found.index, 'port'], reason: `item ${found.earlier} of this list is for the same port`, fix: 'say once what holds for a port',
  };
};

/** What holds for the listeners of a Gateway or ListenerSet. Source: Gateway API v1.6.1, GatewaySpec and ListenerSetSpec. */
export const LISTENER_RULES: [string, NodeRule<never>][] = [
  ['listener-tls-of-protocol', tlsOfProtocol],
  ['https-listener-terminates', httpsTerminates],
  ['tls-listener-has-mode', tlsHasMode],
  ['listener-hostname-of-protocol', hostnameOfProtocol],
  ['listener-names-distinct', namesDistinct],
  ['listeners-distinct', placesDistinct],
  ['delegated-listeners-distinct', placesDistinct],
  ['terminate-has-certificate', terminateHasCertificate],
  ['frontend-ports-distinct', portsDistinct],
];
