import { App, Chart } from 'cdk8s';
import { LabelSelectorOperator, ListenerProtocol, ListenerSet, RouteNamespacesFrom, TlsMode } from '../../../src';

const certificate = { group: '', kind: 'Secret', name: 'shop-tls', namespace: 'pki' };
const parentRef = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'company-gateway', namespace: 'edge' };

test('a ListenerSet with every field of both channels', () => {
  // WHEN
  const set = new ListenerSet(new Chart(new App(), 'shop'), 'listeners', {
    spec: {
      parentRef,
      listeners: [
        {
          name: 'https', port: 443, protocol: ListenerProtocol.HTTPS, hostname: '*.shop.company.com',
          tls: { mode: TlsMode.TERMINATE, certificateRefs: [certificate], options: { 'company.com/minimum-version': '1.3' } },
          allowedRoutes: {
            kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
            namespaces: {
              fromNamespaces: RouteNamespacesFrom.SELECTOR,
              selector: {
                matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
                matchExpressions: [
                  { key: 'tier', operator: LabelSelectorOperator.IN, values: ['front'] },
                  { key: 'closed', operator: LabelSelectorOperator.DOES_NOT_EXIST },
                ],
              },
            },
          },
        },
        {
          name: 'partners', port: 8443, protocol: ListenerProtocol.HTTPS, tls: { certificateRefs: [certificate] },
          allowedRoutes: { namespaces: { fromNamespaces: RouteNamespacesFrom.ALL } },
        },
        {
          name: 'passed-on', port: 9443, protocol: ListenerProtocol.TLS, tls: { mode: TlsMode.PASSTHROUGH },
          allowedRoutes: { namespaces: { fromNamespaces: RouteNamespacesFrom.SAME } },
        },
      ],
    },
  });
  // THEN
  expect(set.toJson().spec).toStrictEqual({
    parentRef,
    listeners: [
      {
        name: 'https', port: 443, protocol: 'HTTPS', hostname: '*.shop.company.com',
        tls: { mode: 'Terminate', certificateRefs: [certificate], options: { 'company.com/minimum-version': '1.3' } },
        allowedRoutes: {
          kinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
          namespaces: {
            from: 'Selector',
            selector: {
              matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
              matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }, { key: 'closed', operator: 'DoesNotExist' }],
            },
          },
        },
      },
      {
        name: 'partners', port: 8443, protocol: 'HTTPS', tls: { certificateRefs: [certificate] },
        allowedRoutes: { namespaces: { from: 'All' } },
      },
      {
        name: 'passed-on', port: 9443, protocol: 'TLS', tls: { mode: 'Passthrough' },
        allowedRoutes: { namespaces: { from: 'Same' } },
      },
    ],
  });
});
