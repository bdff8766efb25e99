import type { Chart } from 'cdk8s';
import { BackendTlsPolicy } from '../../src';
import * as gateways from './gateway-cases';
import { type Builder, INFRA } from './parts';

/** A policy for one Service of the infrastructure's namespace, which trusts the authority of a ConfigMap. */
function policy(
  chart: Chart, name: string, service: string, authority: string, { sectionName, hostname = 'abc.example.com' }: Options = {},
): void {
  new BackendTlsPolicy(chart, `policy-${name}`, {
    metadata: { name, namespace: INFRA },
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: service, ...(sectionName && { sectionName }) }],
      validation: { caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: authority }], hostname },
    },
  });
}

interface Options {
  readonly sectionName?: string;
  readonly hostname?: string;
}

const AUTHORITY = 'tls-checks-ca-certificate';

export const invalidAuthority: Builder = (chart) => {
  gateways.backendTlsAuthority(chart);
  for (const kind of ['nonexistent', 'malformed']) {
    policy(chart, `${kind}-ca-certificate-ref`, `backendtlspolicy-${kind}-ca-certificate-ref-test`, `${kind}-ca-certificate`);
  }
};

export const observedGeneration: Builder = (chart) => {
  gateways.backendTlsGeneration(chart);
  policy(chart, 'observed-generation-bump', 'observed-generation-bump-test', AUTHORITY, { sectionName: 'https' });
};

export const backendTlsPolicy: Builder = (chart) => {
  gateways.backendTlsPolicy(chart);
  const sectionName = 'btls';
  policy(chart, 'normative-test', 'backendtlspolicy-test', AUTHORITY, { sectionName });
  policy(chart, 'host-mismatch', 'backendtlspolicy-host-mismatch-test', AUTHORITY, { sectionName, hostname: 'mismatch.example.com' });
  policy(chart, 'cert-mismatch', 'backendtlspolicy-cert-mismatch-test', 'mismatch-ca-certificate', { sectionName });
  policy(chart, 'reconcile-test', 'backendtlspolicy-reconcile-test', AUTHORITY, { sectionName });
};

export const clientCertificate: Builder = (chart) => {
  gateways.backendTls(chart);
  policy(chart, 'gateway-tls-backend-client-certificate-test', 'tls-backend-with-client-cert-validation', AUTHORITY);
};

export const systemAuthorities: Builder = (chart) => {
  new BackendTlsPolicy(chart, 'policy', {
    metadata: { name: 'tls-upstream-dev' },
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: 'dev' }],
      validation: { hostname: 'dev.example.com', wellKnownCaCertificates: 'System' },
    },
  });
};
