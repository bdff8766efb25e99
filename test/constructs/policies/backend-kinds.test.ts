import { App, Testing } from 'cdk8s';
import { ClusterGuards, type GuardBackendKind, OperatorChart } from '../../../src';
import { testGrant } from '../../util/grants';

const POOL = { group: 'inference.networking.k8s.io', kind: 'InferencePool' };

/** What the guard of backends lets routes name. */
function openKinds(backendKinds?: GuardBackendKind[]): string {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  new ClusterGuards(chart, 'guards', { grants: [testGrant()], backendKinds });
  const manifests = Testing.synth(chart) as { metadata: { name: string }; spec: { variables?: { name: string; expression: string }[] } }[];
  const guard = manifests.find(({ metadata: { name }, spec }) => name === 'cluster-guards-backends' && spec.variables)!;
  return guard.spec.variables!.find(({ name }) => name === 'open')!.expression;
}

test('routes name Services and their imports alone', () => {
  expect(openKinds()).toBe('[\'/Service\', \'multicluster.x-k8s.io/ServiceImport\']');
});

test('what is opened is opened to the one namespace', () => {
  const kinds = '{\'models\': [\'inference.networking.k8s.io/InferencePool\', \'a.b/C\']}';
  expect(openKinds([{ namespace: 'models', ...POOL }, { namespace: 'models', group: 'a.b', kind: 'C' }]))
    .toBe(`['/Service', 'multicluster.x-k8s.io/ServiceImport'] + (request.namespace in ${kinds} ? ${kinds}[request.namespace] : [])`);
});

test.each(['neighbours', 'platformObjects'])('%s of nothing are refused as well', (option) => {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  expect(() => new ClusterGuards(chart, 'guards', { grants: [testGrant()], [option]: [null] })).toThrow(/\[0\] null: it is no object; write \{ /);
});

test.each<[string, unknown, RegExp]>([
  ['no list', 'x', /backendKinds "x": it is not a list; write \[\{ namespace, group, kind \}\]/],
  ['nothing', [undefined], /backendKinds\[0\] undefined: it is no object; write \{ namespace, group, kind \}/],
  ['no namespace', [POOL], /backendKinds\[0\]\.namespace undefined/],
  ['a version', [{ namespace: 'models', ...POOL, group: 'a.b/v1' }], /backendKinds\[0\]\.group "a\.b\/v1": a group has no version/],
  ['a kind that is none', [{ namespace: 'models', ...POOL, kind: 'a b' }], /backendKinds\[0\]\.kind "a b"/],
  ['another option', [{ namespace: 'models', ...POOL, name: 'a' }], /backendKinds\[0\]\.name/],
  ['any host', [{ namespace: 'models', group: 'networking.istio.io', kind: 'Hostname' }], /kind "Hostname": it is any host, .*; make an EgressGateway/],
])('%s is refused', (_, backendKinds, message) => {
  expect(() => openKinds(backendKinds as GuardBackendKind[])).toThrow(message);
});
