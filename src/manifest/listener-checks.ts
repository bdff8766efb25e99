import { annotationsOf } from './annotation-checks';
import { byField, type Data, type FieldCheck, list, missing, object, oneOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { hostnameFormProblem } from './hostname';
import { jsonText } from './json-text';
import { labelSelector } from './label-selector-checks';
import { isRecord, listOf } from './manifest';
import { subdomainProblem } from './names';
import { portProblem } from './numbers';
import type { Problem } from './problem';
import { secretReference } from './reference-checks';
import { groupProblem, kindProblem, textProblem } from './text-checks';

const PROTOCOL = /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9]+$/;

/** A listener's protocol by its form: a word, or a name with the domain of an implementation. */
function protocolProblem(value: unknown): Problem | undefined {
  const text = textProblem(value, 1, 255, 'HTTPS');
  if (text) return text;
  return PROTOCOL.test(value as string)
    ? undefined
    : { reason: 'a protocol is a word, or a domain, "/" and a word', fix: 'write one such as "HTTPS" or "example.com/Bar"' };
}

/** Which namespaces may attach; `from: Selector` says by which labels. */
export function namespacesFrom(choices: string[]): FieldCheck {
  return object({ optional: { from: oneOf(choices), selector: labelSelector } });
}

const routeGroupKind: FieldCheck = object({
  required: { kind: valueOf(kindProblem) }, optional: { group: valueOf(groupProblem) },
});

const allowedRoutes: FieldCheck = object({
  optional: {
    namespaces: namespacesFrom(['All', 'Selector', 'Same']),
    kinds: list(routeGroupKind, { max: 8, of: 'AllowedRoutes' }),
  },
});

const tls: FieldCheck = object({
  optional: {
    mode: oneOf(['Terminate', 'Passthrough']),
    certificateRefs: list(secretReference, { max: 64, of: 'ListenerTLSConfig' }),
    options: annotationsOf('ListenerTLSConfig'),
  },
  rules: [terminateHasCertificate],
});

function terminateHasCertificate({ mode = 'Terminate', certificateRefs, options }: Data, path: string): FieldProblem[] {
  const configured = listOf(certificateRefs).length > 0 || (isRecord(options) && Object.keys(options).length > 0);
  if (mode !== 'Terminate' || configured) return [];
  return [fieldProblem(
    `${path}.certificateRefs`, certificateRefs,
    'TLS that ends here needs a certificate',
    'name a Secret, or the options of the implementation that provide one',
  )];
}

/** What the protocol asks of hostname and tls. */
function suitsProtocol(listener: Data, path: string): FieldProblem[] {
  const { protocol, hostname } = listener;
  const problems: FieldProblem[] = [];
  if (listener.tls !== undefined && ['HTTP', 'TCP', 'UDP'].includes(protocol as string)) {
    const fix = protocol === 'UDP' ? 'leave tls out' : `leave tls out, or write protocol "${protocol === 'HTTP' ? 'HTTPS' : 'TLS'}"`;
    problems.push({ path: `${path}.tls`, value: listener.tls, reason: `protocol ${protocol} has no TLS`, fix });
  }
  if (hostname !== undefined && ['TCP', 'UDP'].includes(protocol as string)) {
    const reason = `protocol ${protocol} carries no hostname`;
    problems.push({ path: `${path}.hostname`, value: hostname, reason, fix: 'leave the hostname out' });
  }
  return [...problems, ...suitsTlsMode(listener, path)];
}

function suitsTlsMode(listener: Data, path: string): FieldProblem[] {
  if (listener.protocol === 'TLS' && listener.tls === undefined) {
    return [missing(`${path}.tls`, 'write tls with its mode: Terminate ends TLS here, Passthrough leaves it to the backend')];
  }
  const mode = isRecord(listener.tls) ? listener.tls.mode : undefined;
  if (listener.protocol !== 'HTTPS' || mode !== 'Passthrough') return [];
  return [fieldProblem(
    `${path}.tls.mode`, mode,
    'HTTPS ends TLS at the gateway',
    'write "Terminate", or protocol "TLS" to pass the connection on',
  )];
}

const listener: FieldCheck = object({
  required: { name: valueOf(subdomainProblem), port: valueOf(portProblem), protocol: valueOf(protocolProblem) },
  optional: { hostname: valueOf(hostnameFormProblem), tls, allowedRoutes },
  rules: [suitsProtocol],
});

function distinctListeners(listeners: Data[], path: string): FieldProblem[] {
  const first = new Map<string, number>();
  return listeners.flatMap((one, index) => {
    const place = jsonText([one.port, one.protocol, one.hostname ?? null]);
    const earlier = first.get(place);
    if (earlier === undefined) {
      first.set(place, index);
      return [];
    }
    return [fieldProblem(
      `${path}[${index}]`, one,
      `${path}[${earlier}] has the same port, protocol and hostname`,
      'change one of the three, or leave one of the listeners out',
    )];
  });
}

/** Most listeners of a Gateway, and of a ListenerSet. Source: Gateway API v1.6.1, GatewaySpec and ListenerSetSpec. */
export const LISTENER_LIMIT = 64;

/** The listeners of a Gateway or a ListenerSet. Source: Gateway API v1.6.1, Listener. */
export const listenersOf = (of: string): FieldCheck => list(listener, {
  min: 1, max: LISTENER_LIMIT, of, rest: 'a ListenerSet', unique: byField('name'), rules: [distinctListeners],
});
