import { checkEntries } from '../../src/analysis/check-entries';
import { featuresOf } from '../../src/analysis/features/features-of';
import { withoutNulls } from '../../src/analysis/schema/without-nulls';
import type { Manifest } from '../../src/manifest/manifest';

const backendRefs = [{ name: 'web', port: 80 }];
const web = { name: 'web', port: 80, protocol: 'HTTP' };
const secure = { name: 'web', port: 443, protocol: 'HTTPS', hostname: 'a.com' };

const object = (kind: string, spec: object, apiVersion = 'gateway.networking.k8s.io/v1', metadata: object = {}): Manifest =>
  ({ apiVersion, kind, metadata: { name: 'web', namespace: 'shop', ...metadata }, spec });
const gateway = (listener: object, spec: object = {}): Manifest => object('Gateway', { gatewayClassName: 'c', listeners: [listener], ...spec });
const route = (spec: object, kind = 'HTTPRoute'): Manifest => object(kind, { parentRefs: [{ name: 'web' }], ...spec });
const filtered = (filter: object): Manifest => route({ rules: [{ filters: [filter], backendRefs }] });
const matching = (kind: string, ...matches: object[]): Manifest => route({ rules: [{ matches, backendRefs }] }, kind);
const service = (port: object): Manifest => object('Service', { selector: { a: 'b' }, ports: [{ name: 'https', port: 443, ...port }] }, 'v1');
const policy = (spec: object): Manifest => object('NetworkPolicy', spec, 'networking.k8s.io/v1');

/** What is said of objects, but of how they are written. */
const said = (manifests: Manifest[]): string[] => checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'experimental' })
  .filter(({ code }) => !['GW001', 'GW002', 'GW403'].includes(code))
  .map(({ code, severity, path, message, fix }) => `${code} ${severity} ${path}: ${message} | ${fix}`);

/** Without the keys that are null. */
const leftOut = (manifests: Manifest[]): Manifest[] =>
  JSON.parse(JSON.stringify(manifests, (_, value: unknown) => (value === null ? undefined : value))) as Manifest[];

describe('A field that is null is judged as one that is left out', () => {
  test.each<[string, string | undefined, Manifest[]]>([
    ['from of a listener', undefined, [
      gateway({ ...web, allowedRoutes: { namespaces: { from: null } } }), route({ rules: [{ backendRefs }] }),
    ]],
    ['from of ListenerSets', 'GW020', [
      gateway(web, { allowedListeners: { namespaces: { from: null } } }), object('ListenerSet', { parentRef: { name: 'web' }, listeners: [web] }),
    ]],
    ['the protocol of a Service\'s port', undefined, [service({ protocol: null }), object('BackendTLSPolicy', {
      targetRefs: [{ group: '', kind: 'Service', name: 'web', sectionName: 'https' }], validation: { hostname: 'a.com', wellKnownCACertificates: 'System' },
    })]],
    ['the type of an address', undefined, [gateway(web, { addresses: [{ type: null, value: '10.0.0.1' }] })]],
    ['rules', 'GW212', [gateway(web), route({ rules: null })]],
    ['tls', 'GW122', [gateway({ ...secure, tls: null })]],
    ['a list of headers', 'GW202', [gateway(web), filtered({ type: 'RequestHeaderModifier', requestHeaderModifier: { set: null } })]],
    ['all of a redirect', 'GW218', [gateway(web), filtered({ type: 'RequestRedirect', requestRedirect: { hostname: null, scheme: null } })]],
    ['the service of calls', 'GW210', [matching('GRPCRoute', { method: { service: null, method: 'Get' } })]],
    ['the type of a path', 'GW217', [matching('HTTPRoute', { path: { type: null, value: '/a' } }, { path: { value: '/a' } })]],
    ['default Gateways', 'GW150', [object('HTTPRoute', { useDefaultGateways: null, rules: [{ backendRefs }] })]],
    ['the selector of a NetworkPolicy', undefined, [
      policy({ podSelector: null, policyTypes: null, ingress: [{ from: [{ podSelector: null, ipBlock: { cidr: '10.0.0.0/8' } }] }] }),
    ]],
    ['a field of a kind that has no schema here', undefined, [
      object('Deployment', { template: { spec: { hostNetwork: null, containers: null } } }, 'apps/v1'),
    ]],
  ])('%s', (_, code, manifests) => {
    const expected = said(leftOut(manifests));
    expect(said(manifests)).toEqual(expected);
    // Otherwise both could be silent for another reason.
    expect(expected.some((line) => code !== undefined && line.startsWith(code))).toBe(code !== undefined);
  });

  test('what is refused or dropped is told of the object as it is written', () => {
    const open = policy({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: null }] });
    expect(checkEntries([{ manifest: open }], { channel: 'standard' }).map(({ code, path }) => `${code} ${path}`)).toContain('GW403 spec.ingress[0].from');
  });

  test('features too are those of what is left, and of the objects as they were given', () => {
    const entries = [{ manifest: gateway({ ...web, port: 8080 }, { infrastructure: null, addresses: null }) }];
    const needed = featuresOf(entries);
    expect(needed.map(({ feature }) => feature)).toEqual(featuresOf([{ manifest: gateway({ ...web, port: 8080 }) }]).map(({ feature }) => feature));
    expect(needed.every(({ entry }) => entry === entries[0])).toBe(true);
  });
});

describe('What an object is without nulls', () => {
  const read = (manifest: Manifest): Manifest => withoutNulls({ manifest }).manifest;

  test('the same entry where it holds none, or only where null has a meaning', () => {
    for (const manifest of [gateway(web), object('HTTPRoute', {}, undefined, { creationTimestamp: null })]) {
      const entry = { manifest };
      expect(withoutNulls(entry)).toBe(entry);
    }
  });

  test('what was given stays as it is, and parts without null are shared', () => {
    const manifest = Object.freeze(gateway(web, { addresses: null }));
    expect(read(manifest).spec).toEqual({ gatewayClassName: 'c', listeners: [web] });
    expect((read(manifest).spec as { listeners: unknown }).listeners).toBe((manifest.spec as { listeners: unknown }).listeners);
    expect(manifest.spec).toHaveProperty('addresses', null);
  });

  test('a label without a value is an empty one, and an item of a built-in list is an empty one', () => {
    expect(read(object('HTTPRoute', {}, undefined, { labels: { a: null } })).metadata.labels).toEqual({ a: '' });
    expect(read(policy({ podSelector: { matchLabels: { a: null } }, ingress: [null] })).spec)
      .toEqual({ podSelector: { matchLabels: { a: '' } }, ingress: [{}] });
    expect(read(object('Service', { selector: { a: null } }, 'v1')).spec).toEqual({ selector: { a: '' } });
  });

  test('a null in a list of a CRD stays: the API server refuses it', () => {
    expect(read(route({ rules: [null] })).spec).toEqual({ parentRefs: [{ name: 'web' }], rules: [null] });
  });

  test('objects that hold themselves come to an end', () => {
    const loop: Record<string, unknown> = { none: null };
    loop.self = loop;
    expect(read(object('Custom', loop, 'company.com/v1')).spec).not.toHaveProperty('none');
  });

  test('keys are data', () => {
    const spec = JSON.parse('{"__proto__": {"a": 1}, "b": null}') as object;
    expect(JSON.stringify(read(object('Custom', spec, 'company.com/v1')).spec)).toBe('{"__proto__":{"a":1}}');
  });
});
