import { checkEntries } from '../../../../src/analysis/check-entries';
import type { CheckOptions, Entry } from '../../../../src/analysis/rule';

/** What GW001 and GW006 say of a kind. */
function said(apiVersion: string, kind: string, options: Partial<CheckOptions> = {}, more: Partial<Entry> = {}): string[] {
  return checkEntries([{ manifest: { apiVersion, kind, metadata: { name: 'a' } }, ...more }], { channel: 'standard', ...options })
    .filter(({ code }) => ['GW001', 'GW006'].includes(code)).map(({ code, path, message, fix }) => `${code} ${path}: ${message}; ${fix}`);
}

const GATEWAY = 'gateway.networking.k8s.io';

describe('a kind that its group never had', () => {
  const of = 'has no such kind in any release of';

  test.each([
    [`${GATEWAY}/v1`, 'HTTPRotue', `GW001 kind: "HTTPRotue": ${GATEWAY} ${of} Gateway API 1.0 to 1.6; write HTTPRoute`],
    [`${GATEWAY}/v1`, 'HTTPRoutes', `GW001 kind: "HTTPRoutes": ${GATEWAY} ${of} Gateway API 1.0 to 1.6; write HTTPRoute`],
    ['gateway.networking.x-k8s.io/v1alpha1', 'XBackends', `GW001 kind: "XBackends": gateway.networking.x-k8s.io ${of} Gateway API 1.0 to 1.6; write XBackend`],
    [
      'networking.k8s.io/v1', 'HTTPRoute',
      `GW001 apiVersion: "networking.k8s.io/v1": networking.k8s.io ${of} Kubernetes up to 1.36; write ${GATEWAY}/v1, which has HTTPRoute`,
    ],
    ['networking.k8s.io/v1', 'NetworkPolcy', `GW001 kind: "NetworkPolcy": networking.k8s.io ${of} Kubernetes up to 1.36; write NetworkPolicy`],
    ['v1', 'Servcie', `GW001 kind: "Servcie": the core group ${of} Kubernetes up to 1.36; write Service`],
    ['v1', 'Deployment', `GW001 apiVersion: "v1": the core group ${of} Kubernetes up to 1.36; write apps/v1, which has Deployment`],
    ['discovery.k8s.io/v1', 'Foo', `GW001 kind: "Foo": discovery.k8s.io ${of} Kubernetes up to 1.36; write a kind of the group: EndpointSlice`],
    [GATEWAY, 'HTTPRoute', `GW001 apiVersion: "${GATEWAY}": it names an API group and none of its versions; write ${GATEWAY}/v1`],
    [
      'example.com', 'Thing',
      'GW001 apiVersion: "example.com": it names an API group and none of its versions; write the version after it, such as example.com/v1',
    ],
  ])('%s %s', (apiVersion, kind, expected) => {
    expect(said(apiVersion, kind)).toEqual([expected]);
  });

  test('in a version that there is none of', () => {
    expect(said(`${GATEWAY}/v1alpha9`, 'Foo')).toEqual([expect.stringMatching(/^GW001 kind: "Foo": .* 1\.0 to 1\.6; write a kind of the group: GatewayClass, Gateway, /)]);
  });

  test('is told for a release of Kubernetes that the table has', () => {
    expect(said('networking.k8s.io/v1', 'NetworkPolcy', { kubernetesVersion: '1.36' })).toEqual([expect.stringMatching(/^GW001/)]);
  });
});

describe('a kind is not known, and no error', () => {
  const bundles = (version: string) => ({ bundles: [{ cluster: 'prod', version, channel: 'standard' as const }] });

  test.each([
    ['of a release of Kubernetes after the table', said('networking.k8s.io/v1', 'TrafficRule', { kubernetesVersion: '1.37' })],
    ['of a release of Gateway API after the table', said(`${GATEWAY}/v1`, 'QUICRoute', {}, bundles('1.9'))],
    ['in the core group, where no known one is near', said('v1', 'Config')],
    ['of a group of which not all is known', said('cert-manager.io/v1', 'CertificateX')],
    ['of a release of Gateway API that is past', said('gateway.networking.x-k8s.io/v1alpha1', 'XListenerSet')],
    ['that is built in and has no schema here', said('apps/v1', 'ReplicaSet')],
    ['of a list', said(`${GATEWAY}/v1`, 'HTTPRouteList')],
  ])('%s', (_what, findings) => {
    expect(findings).toEqual([expect.stringMatching(/^GW006 kind: /)]);
  });

  test('but letters of another case are one in any release', () => {
    expect(said(`${GATEWAY}/v1`, 'HttpRoute', {}, bundles('1.9'))).toEqual([expect.stringMatching(/^GW001 kind: .*write HTTPRoute$/)]);
  });
});
