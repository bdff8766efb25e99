import type { Manifest } from '../../../src/manifest/manifest';
import { NEW, PLATFORM, TEAM } from '../settings';
import { type DoorCase, object } from './door-case';

const V1 = 'gateway.networking.k8s.io/v1';
const backendRefs = [{ name: 'a', port: 80 }];
const parent = (sectionName?: string) => ({ name: 'company-gateway', namespace: 'gateway-system', ...(sectionName && { sectionName }) });
export const httpRoute = (hostname: string, section = 'shop', rule: object = {}, namespace = TEAM): Manifest =>
  object(V1, 'HTTPRoute', { spec: { parentRefs: [parent(section)], hostnames: [hostname], rules: [{ backendRefs, ...rule }] } }, { namespace });
const grants = (to: object[]): Manifest => object(V1, 'ReferenceGrant', {
  spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: NEW }], to },
});
const listenerSet = (namespace: string): Manifest => object(V1, 'ListenerSet', {
  spec: { parentRef: { name: 'company-gateway', namespace: 'gateway-system' }, listeners: [{ name: 'a', port: 443, protocol: 'HTTP' }] },
}, { namespace });
const policy = (name: string): string => `gateway-access-${TEAM}-${name}`;

export const ROUTE_CASES: readonly DoorCase[] = [
  { door: 'foreign-route', title: 'its own hostname', manifest: httpRoute('shop.company.com') },
  { door: 'foreign-route', title: 'another\'s', manifest: httpRoute('bank.company.com'), refusedBy: policy('httproutes') },
  { door: 'ungranted-route', title: 'in the granted namespace', manifest: httpRoute('shop.company.com') },
  {
    door: 'ungranted-route', title: 'in a new namespace', manifest: httpRoute('shop.company.com', 'shop', {}, NEW),
    refusedBy: 'cluster-guards-ungranted',
  },
  { door: 'listener-set', title: 'of the platform', manifest: listenerSet(PLATFORM) },
  { door: 'listener-set', title: 'of the team', manifest: listenerSet(TEAM), refusedBy: policy('listenersets') },
  { door: 'reference-grant', title: 'over one Service', manifest: grants([{ group: '', kind: 'Service', name: 'a' }]) },
  { door: 'reference-grant', title: 'over all Services', manifest: grants([{ group: '', kind: 'Service' }]), refusedBy: policy('referencegrants') },
  { door: 'reference-grant', title: 'over a Secret', manifest: grants([{ group: '', kind: 'Secret', name: 'a' }]), refusedBy: policy('referencegrants') },
];
