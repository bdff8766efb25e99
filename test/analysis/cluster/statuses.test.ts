import { ClusterIndex } from '../../../src/analysis/cluster/cluster-index';
import type { Condition } from '../../../src/analysis/cluster/status/condition';
import { gatewayStatus } from '../../../src/analysis/cluster/status/gateway-status';
import { listenerSetStatus } from '../../../src/analysis/cluster/status/listener-set-status';
import { policyStatus } from '../../../src/analysis/cluster/status/policy-status';
import { routeStatus } from '../../../src/analysis/cluster/status/route-status';
import type { RuleContext } from '../../../src/analysis/rule';
import type { Manifest } from '../../../src/manifest/manifest';

const API = 'gateway.networking.k8s.io/v1';
type Spec = Record<string, unknown>;

function object(kind: string, name: string, spec: Spec, creationTimestamp?: string): Manifest {
  return { apiVersion: API, kind, metadata: { name, namespace: 'shop', ...(creationTimestamp !== undefined && { creationTimestamp }) }, spec };
}

const service: Manifest = {
  apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: { ports: [{ name: 'https', port: 443 }] },
};
const target = (change: Spec = {}): Spec => ({ group: '', kind: 'Service', name: 'web', ...change });
const policy = (name: string, change: Spec = {}, made?: string): Manifest => object('BackendTLSPolicy', name, {
  targetRefs: [target()], validation: { hostname: 'a.com', wellKnownCACertificates: 'System' }, ...change,
}, made);
const trusting = (ref: Spec): Spec => ({ validation: { hostname: 'a.com', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca', ...ref }] } });

/** The first object, and the set that it stands in. */
function world([first, ...others]: Manifest[], closedWorld = false): [{ manifest: Manifest }, RuleContext] {
  const entries = [first, ...others].map((manifest) => ({ manifest }));
  return [entries[0], { index: new ClusterIndex(entries), channel: 'experimental', closedWorld }];
}

/** Conditions as `type status reason`, and what would decide them. */
const said = (conditions: readonly Condition[]): string[] =>
  conditions.map(({ type, status, reason, missing }) => `${type} ${status} ${reason}${missing === undefined ? '' : ` (${missing})`}`);
const ofPolicy = (...manifests: Manifest[]): string[] => said(policyStatus(...world(manifests)));

describe('the status of a BackendTLSPolicy', () => {
  test.each<[string, Spec, string[]]>([
    ['a known target and the authorities of the system', {}, ['Accepted True Accepted', 'ResolvedRefs True ResolvedRefs']],
    ['a port that the Service does not name', { targetRefs: [target({ sectionName: 'http' })] },
      ['Accepted False TargetNotFound', 'ResolvedRefs True ResolvedRefs']],
    ['an authority of another kind', trusting({ kind: 'Service' }), ['Accepted False NoValidCACertificate', 'ResolvedRefs False InvalidKind']],
    ['a target and an authority that are not here', { targetRefs: [target({ name: 'absent' })], ...trusting({}) },
      ['Accepted Unknown Pending (Service shop/absent)', 'ResolvedRefs Unknown Pending (ConfigMap shop/ca)']],
    ['an authority that is not here', trusting({}),
      ['Accepted Unknown Pending (ConfigMap shop/ca)', 'ResolvedRefs Unknown Pending (ConfigMap shop/ca)']],
    ['a Secret as authority', trusting({ kind: 'Secret' }), [
      'Accepted Unknown Pending (whether the implementation takes Secret as authority)',
      'ResolvedRefs Unknown Pending (whether the implementation takes Secret as authority)',
    ]],
  ])('with %s', (_, change, conditions) => {
    expect(ofPolicy(policy('a', change), service)).toEqual(conditions);
  });

  test('of several for a target the oldest is accepted, and without ages nobody knows', () => {
    const [early, late] = [policy('b', {}, '2026-01-01T00:00:00Z'), policy('a', {}, '2026-02-01T00:00:00Z')];
    expect(ofPolicy(late, early, service)[0]).toBe('Accepted False Conflicted');
    expect(ofPolicy(early, late, service)[0]).toBe('Accepted True Accepted');
    expect(ofPolicy(policy('a'), early, service)[0]).toBe('Accepted Unknown Pending (which policy for the target is the oldest)');
  });
});

const listeners = [{ name: 'http', port: 80, protocol: 'HTTP' }];
const gateway = (spec: Spec = {}): Manifest => object('Gateway', 'edge', { gatewayClassName: 'c', listeners, ...spec });
const set = object('ListenerSet', 'set', { parentRef: { name: 'edge' }, listeners: [{ name: 'own', port: 81, protocol: 'HTTP' }] });
const route = object('HTTPRoute', 'web', { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs: [{ name: 'absent', port: 80 }] }] });

describe('what is not here', () => {
  test('a route without its Gateway and Service is told what would decide, and in a closed world has no Service', () => {
    expect(said(routeStatus(...world([route]))[0].conditions))
      .toEqual(['Accepted Unknown Pending (Gateway shop/edge)', 'ResolvedRefs Unknown Pending (Service shop/absent)']);
    expect(said(routeStatus(...world([route, gateway()], true))[0].conditions))
      .toEqual(['Accepted True Accepted', 'ResolvedRefs False BackendNotFound']);
  });

  test('a ListenerSet that its Gateway does not take says nothing of its listeners', () => {
    const { conditions, listeners: own } = listenerSetStatus(...world([set, gateway()]));
    expect({ conditions: said(conditions), own }).toEqual({ conditions: ['Accepted False NotAllowed', 'Programmed False NotAllowed'], own: [] });
  });

  test('nor does a Gateway whose parameters are not there', () => {
    const refused = gateway({ infrastructure: { parametersRef: { group: '', kind: 'ConfigMap', name: 'absent' } } });
    const gatewayClass: Manifest = { apiVersion: API, kind: 'GatewayClass', metadata: { name: 'c' }, spec: { controllerName: 'a.b/c' } };
    const { conditions, listeners: own } = gatewayStatus(...world([refused, gatewayClass], true));
    expect(said(conditions)).toEqual(['Accepted False InvalidParameters', 'Programmed False Invalid', 'ResolvedRefs True ResolvedRefs']);
    expect(own).toEqual([]);
  });
});

test('listeners of a Gateway that conflict are invalid, those of a ListenerSet name the conflict', () => {
  const both = gateway({ allowedListeners: { namespaces: { from: 'All' } }, listeners: [...listeners, { name: 'tcp', port: 80, protocol: 'TCP' }] });
  const [context, rules] = world([both]);
  expect(said(gatewayStatus(context, rules).listeners[0].conditions))
    .toEqual(['Conflicted True ProtocolConflict', 'Accepted False ProtocolConflict', 'ResolvedRefs True ResolvedRefs', 'Programmed False Invalid']);
  const rival = object('ListenerSet', 'set', { parentRef: { name: 'edge' }, listeners: [{ name: 'own', port: 80, protocol: 'TCP' }] });
  const open = gateway({ allowedListeners: { namespaces: { from: 'All' } } });
  expect(said(listenerSetStatus(...world([rival, open])).listeners[0].conditions).slice(-1)).toEqual(['Programmed False ProtocolConflict']);
});
