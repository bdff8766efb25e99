import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Manifest } from '../../../../src/manifest/manifest';
import { Persona } from '../../../../src/manifest/persona';
import { foundIn, said } from '../../../util/check';

const cart = (spec = '{ ports: [{ name: http, port: 80, targetPort: 8080 }] }', namespace = 'shop'): string => `
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: ${namespace} }
spec: ${spec}
---`;

const route = (parent: string, kind = 'HTTPRoute'): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: { name: cart, namespace: shop }
spec: { parentRefs: [${parent}], rules: [{ backendRefs: [{ name: cart, port: 80 }] }] }
---`;

const parent = (more = ''): string => `{ group: "", kind: Service, name: cart${more} }`;

describe('GW360: the port of a parent', () => {
  test.each([
    [', port: 8080', ['error spec.parentRefs[0].port: Service shop/cart has no port 8080: that is the pod\'s port behind its port 80, '
      + 'so the route is not accepted, and the requests go their way without it']],
    [', port: 81', [expect.stringMatching(/has no port 81, so/)]], [', sectionName: web', [expect.stringMatching(/calls no port "web"/)]],
    [', port: 80', []], [', sectionName: http', []], ['', []],
  ])('%s', (more, messages) => {
    expect(said('GW360', cart() + route(parent(more)))).toEqual(messages);
  });

  test('is not looked for where the Service is not here', () => {
    expect(foundIn('GW360', route(parent(', port: 81')))).toEqual([]);
  });
});

test('GW361: a parent that is not here is unknown, and an error in a closed world', () => {
  expect(foundIn('GW361', route(parent()))).toMatchObject([{ severity: 'unknown', path: 'spec.parentRefs[0].name' }]);
  expect(foundIn('GW361', route(parent()), { closedWorld: true })).toMatchObject([{ severity: 'error' }]);
  expect(foundIn('GW361', cart() + route(parent()))).toEqual([]);
});

test.each([
  ['{ clusterIP: None }', ['warning']], ['{ type: ExternalName, externalName: a.com }', ['warning']], ['{}', []],
])('GW362: a parent with %s', (spec, severities) => {
  expect(foundIn('GW362', cart(spec) + route(parent())).map(({ severity }) => severity)).toEqual(severities);
});

describe('GW363: routes of consumers', () => {
  const foreign = route(parent(', namespace: other'));

  test('are found, and those of the own namespace are not', () => {
    expect(said('GW363', foreign)).toEqual([expect.stringMatching(/^warning spec\.parentRefs\[0\]\.namespace: .*callers in namespace "shop" alone/)]);
    expect(foundIn('GW363', route(parent()) + route(parent(', namespace: shop')))).toEqual([]);
  });

  test('are meant where a role writes them', () => {
    const manifest = {
      apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'cart', namespace: 'shop' },
      spec: { parentRefs: [{ group: '', kind: 'Service', name: 'cart', namespace: 'other' }] },
    } as Manifest;
    const role = { persona: Persona.CLUSTER_OPERATOR, grants: [] };
    expect(checkEntries([{ manifest, role }], { channel: 'standard' }).filter(({ code }) => code === 'GW363')).toEqual([]);
  });
});

test.each(['{ kind: Service, name: cart }', '{ group: gateway.networking.k8s.io, kind: Service, name: cart }'])('GW364: %s is no Service', (ref) => {
  expect(foundIn('GW364', route(ref))).toMatchObject([{ severity: 'error', path: 'spec.parentRefs[0].group', fix: 'write ""' }]);
});

test('GW365: an XMesh says where its parameters are', () => {
  const mesh = (ref: string): string =>
    `apiVersion: gateway.networking.x-k8s.io/v1alpha1\nkind: XMesh\nmetadata: { name: m }\nspec: { controllerName: a.io/m, parametersRef: ${ref} }`;
  expect(foundIn('GW365', mesh('{ group: "", kind: ConfigMap, name: a }'))).toMatchObject([{ severity: 'error', path: 'spec.parametersRef.namespace' }]);
  expect(foundIn('GW365', mesh('{ group: "", kind: ConfigMap, name: a, namespace: b }'))).toEqual([]);
});
