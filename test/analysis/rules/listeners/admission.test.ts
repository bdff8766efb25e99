import type { Manifest } from '../../../../src/manifest/manifest';
import { finding, found, gateway, http, https, listenerSet, listening, namespace, object, route } from './judged';

const NAME = 'kubernetes.io/metadata.name';
const from = (rule: object): object => http({ allowedRoutes: { namespaces: rule } });
const selecting = (selector: object): object => from({ from: 'Selector', selector });
const AT = 'spec.listeners[0].allowedRoutes.namespaces';

describe('GW124', () => {
  test('Selector without a selector', () => {
    expect(found('GW124', [listening(from({ from: 'Selector' }))])).toEqual([
      finding(`${AT}.selector`, /^from: Selector without a selector admits no namespace/, { severity: 'error' }),
    ]);
  });

  test('a selector that is not read is a warning', () => {
    expect(found('GW124', [listenerSet(from({ selector: { matchLabels: { a: 'b' } } }))])).toEqual([
      finding(`${AT}.selector`, /does nothing: it is read with "Selector" alone, and the default is "Same"$/, { severity: 'warning' }),
    ]);
  });

  test('the same for ListenerSets', () => {
    expect(found('GW124', [gateway({ listeners: [http()], allowedListeners: { namespaces: { from: 'Selector' } } })])).toEqual([
      finding('spec.allowedListeners.namespaces.selector', /no ListenerSets can attach$/),
    ]);
  });

  const shop = namespace('shop', { team: 'shop' });

  test.each<[string, object]>([
    ['by a label', { matchLabels: { team: 'bank' } }],
    ['by name', { matchLabels: { [NAME]: 'bank' } }],
    ['by one of several requirements', { matchLabels: { team: 'shop' }, matchExpressions: [{ key: NAME, operator: 'NotIn', values: ['shop'] }] }],
    ['by a label that must not be there', { matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] }],
  ])('in a closed world, a selector that matches none: %s', (_, selector) => {
    expect(found('GW124', [shop, listening(selecting(selector))], true)).toEqual([finding(`${AT}.selector`, /^no namespace here has the labels/)]);
    expect(found('GW124', [shop, listening(selecting(selector))])).toEqual([]);
  });

  test.each<[string, object]>([
    ['a label', { matchLabels: { team: 'shop' } }],
    ['one of several values', { matchExpressions: [{ key: 'team', operator: 'In', values: ['bank', 'shop'] }] }],
    ['a label that is there', { matchExpressions: [{ key: 'team', operator: 'Exists' }] }],
    ['the name of a namespace with routes alone', { matchLabels: { [NAME]: 'identity' } }],
    ['everything', {}],
  ])('in a closed world, a selector that matches by %s: nothing', (_, selector) => {
    expect(found('GW124', [shop, route(undefined, undefined, 'HTTPRoute', 'identity'), listening(selecting(selector))], true)).toEqual([]);
  });
});

describe('GW125', () => {
  test('a label that is not the name\'s, with the namespaces that have it', () => {
    const manifests = [namespace('shop', { access: 'yes' }), namespace('bank', { access: 'yes' }), namespace('other')];
    expect(found('GW125', [...manifests, listening(selecting({ matchLabels: { access: 'yes' } }))])).toStrictEqual([{
      severity: 'warning', name: 'edge', path: `${AT}.selector`,
      message: 'which namespaces may attach routes to listener "http" is decided by label "access": whoever may label namespaces admits more of '
        + 'them, while the control plane alone sets kubernetes.io/metadata.name',
      fix: 'name the namespaces: matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [shop, bank] }]',
    }]);
  });

  test('the names that are left out bound nothing', () => {
    const selector = { matchLabels: { access: 'yes' }, matchExpressions: [{ key: NAME, operator: 'NotIn', values: ['bank'] }] };
    expect(found('GW125', [listening(selecting(selector))])).toHaveLength(1);
  });

  test('for ListenerSets too', () => {
    const allowedListeners = { namespaces: { from: 'Selector', selector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } } };
    expect(found('GW125', [gateway({ listeners: [http()], allowedListeners })])).toEqual([finding('spec.allowedListeners.namespaces.selector', /attach ListenerSets/)]);
  });

  test.each<[string, object]>([
    ['names', selecting({ matchLabels: { [NAME]: 'shop' } })],
    ['names and a label', selecting({ matchLabels: { access: 'yes' }, matchExpressions: [{ key: NAME, operator: 'In', values: ['shop'] }] })],
    ['a selector that is not read', from({ from: 'Same', selector: { matchLabels: { access: 'yes' } } })],
    ['everything, which GW126 judges', selecting({})],
  ])('%s: nothing', (_, listener) => {
    expect(found('GW125', [listening(listener)])).toEqual([]);
  });
});

describe('GW126', () => {
  test.each<[string, object]>([
    ['All', from({ from: 'All' })],
    ['an empty selector', selecting({})],
    ['All, with HTTPS', https('http', undefined, 'x', { allowedRoutes: { namespaces: { from: 'All' } } })],
  ])('every hostname for every namespace: %s', (_, listener) => {
    expect(found('GW126', [listening(listener)])).toEqual([
      finding(`${AT}.from`, /^listener "http" takes routes of every namespace for every hostname/, { severity: 'warning' }),
    ]);
  });

  test.each<[string, object]>([
    ['a hostname', http({ hostname: '*.company.com', allowedRoutes: { namespaces: { from: 'All' } } })],
    ['Same', from({ from: 'Same' })],
    ['the default', http()],
    ['a protocol without hostnames', { name: 'db', port: 5432, protocol: 'TCP', allowedRoutes: { namespaces: { from: 'All' } } }],
  ])('%s: nothing', (_, listener) => {
    expect(found('GW126', [listening(listener)])).toEqual([]);
  });
});

describe('GW143', () => {
  const policy = (resources: string[], expression = 'object.spec.hostnames.all(h, h != "")', apiGroups = ['gateway.networking.k8s.io']): Manifest =>
    object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'hostnames', {
      spec: { matchConstraints: { resourceRules: [{ apiGroups, apiVersions: ['*'], operations: ['CREATE'], resources }] }, validations: [{ expression }] },
    });
  const open = (more: object = {}): Manifest => listening(http({ hostname: '*.company.com', allowedRoutes: { namespaces: { from: 'All' }, ...more } }));

  test('GRPCRoutes pass by a policy for HTTPRoutes', () => {
    expect(found('GW143', [policy(['httproutes']), open()])).toEqual([
      finding('spec.listeners[0].allowedRoutes', /^listener "http" takes GRPCRoutes too/, { severity: 'warning' }),
    ]);
    expect(found('GW143', [policy(['httproutes']), open({ kinds: [{ kind: 'HTTPRoute' }, { kind: 'GRPCRoute' }] })])).toHaveLength(1);
  });

  test.each<[string, Manifest[]]>([
    ['a policy for both', [policy(['httproutes', 'grpcroutes']), open()]],
    ['a policy for each', [policy(['httproutes']), policy(['grpcroutes']), open()]],
    ['a policy for everything', [policy(['*']), open()]],
    ['a policy on something else', [policy(['httproutes'], 'size(object.spec.rules) < 5'), open()]],
    ['a policy for another group', [policy(['httproutes'], undefined, ['example.com']), open()]],
    ['HTTPRoutes alone', [policy(['httproutes']), open({ kinds: [{ kind: 'HTTPRoute' }] })]],
    ['the Gateway\'s own namespace', [policy(['httproutes']), open({ namespaces: { from: 'Same' } })]],
    ['no policy', [open()]],
  ])('%s: nothing', (_, manifests) => {
    expect(found('GW143', manifests)).toEqual([]);
  });
});
