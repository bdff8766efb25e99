import { byField, type Data, type FieldCheck, list, mapOf, missing, object, oneOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { hostnameProblem } from './hostname';
import { labelSelector } from './label-selector-checks';
import { isRecord, listOf } from './manifest';
import { labelKeyProblem, subdomainProblem } from './names';
import { portProblem } from './numbers';
import type { Problem } from './problem';
import { secretReference } from './reference-checks';
import { groupProblem, kindProblem, textProblem } from './text-checks';

const CORE_PROTOCOLS = ['HTTP', 'HTTPS', 'TLS', 'TCP', 'UDP'];
const CUSTOM_PROTOCOL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/[A-Za-z0-9]+$/;

/** A listener's protocol: one of the API's five, or an implementation's own with its domain. */
function protocolProblem(value: unknown): Problem | undefined {
  const text = textProblem(value, 1, 255, 'HTTPS');
  if (text) return text;
  if (CORE_PROTOCOLS.includes(value as string) || CUSTOM_PROTOCOL.test(value as string)) return undefined;
  const near = CORE_PROTOCOLS.find((protocol) => protocol === (value as string).toUpperCase());
  return {
    reason: 'the protocols are HTTP, HTTPS, TLS, TCP and UDP, and those of an implementation carry its domain',
    fix: near ? `write "${near}"` : 'write one of them, or a name such as "example.com/Bar"',
  };
}

/** Which namespaces may attach; `from: Selector` says by which labels. */
export function namespacesFrom(choices: string[]): FieldCheck {
  return object({
    optional: { from: oneOf(choices), selector: labelSelector },
    rules: [({ from, selector }, path) => (from === 'Selector' && selector === undefined
      ? [missing(`${path}.selector`, 'write the labels of the namespaces, such as matchLabels with kubernetes.io/metadata.name')]
      : [])],
  });
}

const allowedRoutes: FieldCheck = object({
  optional: {
    namespaces: namespacesFrom(['All', 'Selector', 'Same']),
    kinds: list(object({ required: { kind: valueOf(kindProblem) }, optional: { group: valueOf(groupProblem) } }), { max: 8 }),
  },
});

const tls: FieldCheck = object({
  optional: {
    mode: oneOf(['Terminate', 'Passthrough']),
    certificateRefs: list(secretReference, { max: 64 }),
    options: mapOf(labelKeyProblem, (value) => textProblem(value, 0, 4096, 'true'), 16),
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
  optional: { hostname: valueOf(hostnameProblem), tls, allowedRoutes },
  rules: [suitsProtocol],
});

function distinctListeners(listeners: Data[], path: string): FieldProblem[] {
  const first = new Map<string, number>();
  return listeners.flatMap((one, index) => {
    const place = JSON.stringify([one.port, one.protocol, one.hostname ?? null]);
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

/** The listeners of a Gateway or a ListenerSet. Source: Gateway API v1.6.1, Listener. */
export const listeners: FieldCheck = list(listener, { min: 1, max: 64, unique: byField('name'), rules: [distinctListeners] });
