import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Manifest } from '../../../../src/manifest/manifest';

const apiVersion = 'gateway.networking.k8s.io/v1';
const edge: Manifest = {
  apiVersion, kind: 'Gateway', metadata: { name: 'edge', namespace: 'infra' },
  spec: {
    gatewayClassName: 'c',
    listeners: [['web', 80], ['foo', 8080], ['bar', 8080]].map(([name, port]) =>
      ({ name, port, protocol: 'HTTP', hostname: `${name}.company.com`, allowedRoutes: { namespaces: { from: 'All' } } })),
  },
};

const said = (parentRef: object, namespace: string, others: Manifest[] = [edge]): string[] => {
  const route: Manifest = { apiVersion, kind: 'HTTPRoute', metadata: { name: 'shop', namespace }, spec: { parentRefs: [{ name: 'edge', ...parentRef }] } };
  return checkEntries([...others, route].map((manifest) => ({ manifest })), { channel: 'experimental' })
    .filter(({ code }) => code === 'GW175').map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
};

describe('GW175: a route that is bound to the port of a listener', () => {
  test('of a Gateway of another namespace: its owner may change the port', () => {
    expect(said({ namespace: 'infra', port: 80 }, 'shop')).toEqual([
      'spec.parentRefs[0].port: the route attaches to whatever listens on port 80 of Gateway infra/edge, and comes off when its owner '
      + 'moves the listener to another port; the name of a listener stays | write sectionName: web instead',
    ]);
  });

  test('the listeners of that port are named', () => {
    expect(said({ namespace: 'infra', port: 8080 }, 'shop')).toEqual([
      expect.stringMatching(/ \| write a parentRef for each listener that is meant, with sectionName: foo or bar, instead$/),
    ]);
  });

  test('where the Gateway is not here, its listener has a name as well', () => {
    expect(said({ namespace: 'infra', port: 80 }, 'shop', [])).toEqual([expect.stringMatching(/ \| write the sectionName of the listener instead$/)]);
  });

  test.each([
    ['with the name of the listener beside it', { namespace: 'infra', port: 80, sectionName: 'web' }, 'shop'],
    ['within one namespace, where one owner changes both', { port: 80 }, 'infra'],
    ['within one namespace that is written', { namespace: 'infra', port: 80 }, 'infra'],
    ['of a Service of a mesh', { group: '', kind: 'Service', namespace: 'infra', port: 80 }, 'shop'],
  ])('nothing is said of a port %s', (_, parentRef, namespace) => {
    expect(said(parentRef, namespace)).toEqual([]);
  });
});
