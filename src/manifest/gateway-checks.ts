import { annotationsOf } from './annotation-checks';
import { parseCidr } from './cidr';
import { byField, type Data, type FieldCheck, list, mapOf, object, oneOf, problemsOf, valueOf } from './field-checks';
import type { FieldProblem } from './field-problem';
import { hostnameProblem } from './hostname';
import { listenersOf, namespacesFrom } from './listener-checks';
import { labelKeyProblem, labelValueProblem } from './names';
import { portProblem } from './numbers';
import type { Problem } from './problem';
import { localObjectReference, objectReference, secretReference } from './reference-checks';
import { domainPathProblem, objectNameProblem, textProblem } from './text-checks';

const ADDRESS_TYPES = ['IPAddress', 'Hostname', 'NamedAddress'];

/** What is no type of address: the schema's pattern holds at one end of the text only, and takes more. */
export function addressTypeProblem(value: unknown): Problem | undefined {
  if (ADDRESS_TYPES.includes(value as string) || !domainPathProblem(value)) return undefined;
  return {
    reason: 'it is neither IPAddress, Hostname nor NamedAddress, nor a type of an implementation with its domain',
    fix: 'write "IPAddress" or "Hostname", or a type such as "example.com/pool"',
  };
}

/** An address fits its type. Source: Gateway API v1.6.1, GatewaySpecAddress. */
function suitsType({ type = 'IPAddress', value }: Data, path: string): FieldProblem[] {
  if (value === undefined) return [];
  const problem = type === 'IPAddress' ? ipProblem(value as string) : type === 'Hostname' ? hostnameProblem(value) : undefined;
  return problem ? [{ path: `${path}.value`, value, reason: problem.reason, fix: problem.fix }] : [];
}

function ipProblem(value: string): Problem | undefined {
  return parseCidr(`${value}/${value.includes(':') ? 128 : 32}`)
    ? undefined
    : { reason: 'it is not an IPv4 or IPv6 address', fix: 'write one such as "203.0.113.10", or type "Hostname" for a name' };
}

const address: FieldCheck = object({
  optional: { type: valueOf(addressTypeProblem), value: valueOf((value) => textProblem(value, 0, 253, '203.0.113.10')) },
  rules: [suitsType],
});

/** Addresses and hostnames stand once each; other types are the implementation's matter. */
const addressKey = (item: unknown): string | undefined => {
  const { type = 'IPAddress', value } = item as Data;
  return value !== undefined && (type === 'IPAddress' || type === 'Hostname') ? `${type} ${String(value)}` : undefined;
};

const infrastructure: FieldCheck = object({
  optional: {
    labels: mapOf(labelKeyProblem, labelValueProblem, { max: 8, of: 'GatewayInfrastructure' }),
    annotations: annotationsOf('GatewayInfrastructure'),
    parametersRef: localObjectReference,
  },
});

/** Most authorities of one validation. Source: Gateway API v1.6.1, FrontendTLSValidation. */
export const AUTHORITY_LIMIT = 16;

const frontendTls: FieldCheck = object({
  optional: {
    validation: object({
      required: { caCertificateRefs: list(objectReference, { min: 1, max: AUTHORITY_LIMIT, of: 'FrontendTLSValidation' }) },
      optional: { mode: oneOf(['AllowValidOnly', 'AllowInsecureFallback']) },
    }),
  },
});

const portTls: FieldCheck = object({ required: { port: valueOf(portProblem), tls: frontendTls } });

const tls: FieldCheck = object({
  optional: {
    backend: object({ optional: { clientCertificateRef: secretReference } }),
    frontend: object({
      required: { default: frontendTls },
      optional: {
        perPort: list(portTls, { max: 64, of: 'FrontendTLSConfig', unique: byField('port') }),
      },
    }),
  },
});

const spec: FieldCheck = object({
  required: { gatewayClassName: valueOf(objectNameProblem), listeners: listenersOf('GatewaySpec') },
  optional: {
    addresses: list(address, {
      max: 16, of: 'GatewaySpec', rest: 'another Gateway', unique: { what: 'address', key: addressKey },
    }),
    infrastructure,
    allowedListeners: object({ optional: { namespaces: namespacesFrom(['All', 'Selector', 'Same', 'None']) } }),
    tls,
    defaultScope: oneOf(['All', 'None']),
  },
});

/** What is wrong with the spec of a Gateway. Source: Gateway API v1.6.1, GatewaySpec. */
export function gatewayProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
