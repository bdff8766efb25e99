import { backendTlsValidation } from './backend-tls-validation-checks';
import { type Data, type FieldCheck, missing, object, oneOf, problemsOf, valueOf } from './field-checks';
import { type FieldProblem, fieldProblem } from './field-problem';
import { preciseHostnameFormProblem } from './hostname';
import { portProblem } from './numbers';
import type { Problem } from './problem';
import { secretReference } from './reference-checks';

/** A name of the internet: Services have kinds of reference of their own. */
function externalHostnameProblem(value: unknown): Problem | undefined {
  const problem = preciseHostnameFormProblem(value);
  if (problem) return problem;
  return (value as string).endsWith('.cluster.local')
    ? { reason: 'it names a Service of the cluster', fix: 'refer to the Service itself, or write a name outside of the cluster' }
    : undefined;
}

function clientCertificateSuitsMode({ mode, clientCertificateRef }: Data, path: string): FieldProblem[] {
  const shown = mode === 'ClientAndServer';
  if (shown === (clientCertificateRef !== undefined)) return [];
  return shown
    ? [missing(`${path}.clientCertificateRef`, 'name the Secret with the certificate that the gateway shows, or write mode "ServerOnly"')]
    : [fieldProblem(
      `${path}.clientCertificateRef`, clientCertificateRef,
      `mode ${String(mode)} shows no certificate`, 'leave it out, or write mode "ClientAndServer"',
    )];
}

const tls: FieldCheck = object({
  required: { mode: oneOf(['None', 'ServerOnly', 'ClientAndServer']) },
  optional: { clientCertificateRef: secretReference, validation: backendTlsValidation },
  rules: [clientCertificateSuitsMode],
});

/** The one type that there is needs its hostname. */
function hostnameOfType({ externalHostname }: Data, path: string): FieldProblem[] {
  return externalHostname === undefined ? [missing(`${path}.externalHostname`, 'write { hostname: "api.example.com" }')] : [];
}

/**
 * Names of ports are meant to be DNS labels, but the rule in the CRD of v1.6.1 holds for the empty name alone: it compares with
 * null the answer of a library that says "no errors" by an empty optional.
 */
function portNameProblem(value: unknown): Problem | undefined {
  return value === '' ? undefined : { reason: 'a rule of Gateway API v1.6.1 refuses every name', fix: 'leave it out' };
}

const port: FieldCheck = object({ required: { port: valueOf(portProblem) }, optional: { name: valueOf(portNameProblem) } });

const spec: FieldCheck = object({
  required: { type: oneOf(['ExternalHostname']), port },
  optional: {
    externalHostname: object({ required: { hostname: valueOf(externalHostnameProblem) } }),
    protocol: oneOf(['TCP', 'HTTP', 'HTTP2', 'HTTP11', 'H2C', 'MCP']),
    tls,
  },
  rules: [hostnameOfType],
});

/** What is wrong with the spec of an XBackend. Source: Gateway API v1.6.1, BackendSpec. */
export function xBackendProblems(value: unknown): FieldProblem[] {
  return problemsOf(spec, value, 'spec');
}
