import {
  describeExplanation, describePorts, entryPathsOf, escapeOf, explain, leaksOf, metadataClosed, type NetworkModel, type NetworkWorkload, onlyEgressThrough,
} from '../../../src/analysis/network';
import { clusterPolicy, end, modelOf, namespace, pod, policy } from './models';

const workload = (model: NetworkModel, name: string): NetworkWorkload => model.named(name)[0];
const OUT = { containers: [] };
const CLOSED = policy('shop/deny', '{podSelector: {}, policyTypes: [Ingress, Egress]}');
const IPV4 = { enforced: true, families: [4], blocksMatchPods: false, networksMatchPods: false } as const;

function lines(model: NetworkModel, from: string, to: string, port = 80): string[] {
  return describeExplanation(explain(model, end(model, from), end(model, to), 'TCP', port), from, to);
}

describe('Why', () => {
  const pods = pod('shop/web') + pod('shop/db') + pod('other/web');

  test('names the rules that allow', () => {
    const model = modelOf(pods + CLOSED + policy('shop/web', `{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress],
      egress: [{}, {to: [{podSelector: {}}]}]}`));
    expect(lines(model, 'shop/web', 'other/web')).toEqual([
      'egress of shop/web: it is free to send it: NetworkPolicy shop/web, spec.egress[0], allows it',
      'ingress of other/web: it is free to be sent it: no policy selects it',
    ]);
  });

  test('names the policies that isolate, where none of their rules allows', () => {
    expect(lines(modelOf(pods + CLOSED), 'other/web', 'shop/db')[1])
      .toBe('ingress of shop/db: it is not allowed to be sent it: NetworkPolicy shop/deny isolates it, and no rule of it allows this');
  });

  test('names the rule of a cluster-wide policy that denies, and its name', () => {
    const model = modelOf(pods + clusterPolicy('guard', `{tier: Admin, priority: 1, subject: {namespaces: {}},
      ingress: [{name: no-db, action: Deny, from: [{namespaces: {}}]}]}`));
    expect(lines(model, 'other/web', 'shop/db')[1])
      .toBe('ingress of shop/db: it is not allowed to be sent it: ClusterNetworkPolicy guard, spec.ingress[0] (no-db), denies it');
  });

  test('says what would decide an answer that is not known', () => {
    const byLabel = policy('shop/p', '{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}]}]}');
    expect(lines(modelOf(pods + byLabel), 'other/web', 'shop/db').at(-1))
      .toBe('not known: labels of Namespace other, which is not in the set, decide whether spec.ingress[0].from[0] takes it');
    const byBlock = policy('shop/p', '{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}');
    expect(lines(modelOf(pods + byBlock), 'other/web', 'shop/db').at(-1))
      .toBe('not known: the set does not show whether 10.0.0.0/8 holds addresses of the pods, and plugins differ in whether blocks match pods');
    expect(lines(modelOf(pods, {}), 'other/web', 'shop/db').at(-1)).toMatch(/no network plugin is known/);
    const tie = (name: string, action: string): string =>
      clusterPolicy(name, `{tier: Admin, priority: 7, subject: {namespaces: {}}, ingress: [{action: ${action}, from: [{namespaces: {}}]}]}`);
    expect(lines(modelOf(pods + tie('a', 'Deny') + tie('b', 'Accept')), 'other/web', 'shop/db').at(-1))
      .toBe('not known: ClusterNetworkPolicy a and ClusterNetworkPolicy b have priority 7, and no one says which of them counts');
  });
});

describe('Leaks', () => {
  const except = policy('shop/out', '{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}}]}]}');

  test('an excepted address that another policy opens', () => {
    const other = policy('shop/tools', `{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress],
      egress: [{to: [{ipBlock: {cidr: 169.254.0.0/16}}], ports: [{port: 80}]}]}`);
    expect(leaksOf(modelOf(pod('shop/web') + pod('shop/db') + except + other)).map(({ ports, ranges, ...leak }) =>
      ({ ...leak, ports: describePorts(ports), ranges: ranges.length }))).toEqual([{
      workloads: ['shop/web[Pod]'],
      direction: 'egress',
      excepted: '169.254.169.254/32',
      by: 'NetworkPolicy shop/out, spec.egress[0].to[0]',
      openedBy: ['NetworkPolicy shop/tools, spec.egress[0]'],
      ports: 'TCP 80',
      ranges: 1,
    }]);
  });

  test('none where no other rule opens it', () => {
    expect(leaksOf(modelOf(pod('shop/web') + except))).toEqual([]);
  });
});

describe('Ways out', () => {
  const allow = (from: string, to: string, port = 80): string => policy(`shop/${from}-to-${to}`, `{podSelector: {matchLabels: {app: ${from}}}, policyTypes: [Egress],
    egress: [{to: [{podSelector: {matchLabels: {app: ${to}}}}], ports: [{port: ${port}}, {port: ${port}, protocol: UDP}]}]}`);
  const enter = (to: string): string => policy(`shop/into-${to}`, `{podSelector: {matchLabels: {app: ${to}}}, policyTypes: [Ingress], ingress: [{}]}`);
  const world = (app: string): string => policy(`shop/${app}-world`, `{podSelector: {matchLabels: {app: ${app}}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}`);
  const base = pod('shop/web') + pod('shop/mid') + pod('shop/gw') + pod('shop/dns', { 'app': 'dns', 'k8s-app': 'kube-dns' }, OUT) + CLOSED;

  test('direct, through others, and what stays open', () => {
    const model = modelOf(base + allow('web', 'mid') + enter('mid') + allow('mid', 'gw') + enter('gw') + world('gw'), IPV4);
    const escape = escapeOf(model, workload(model, 'shop/web'));
    expect(escape.direct).toEqual([]);
    expect(escape.transitive.map(({ path, isCertain }) => [...path, isCertain])).toEqual([['shop/web[Pod]', 'shop/mid[Pod]', 'shop/gw[Pod]', true]]);
    expect(escape.residual.map(({ what }) => what)).toEqual(['node']);
    expect(escapeOf(model, workload(model, 'shop/gw')).direct).toHaveLength(1);
    expect(escapeOf(model, workload(model, 'shop/gw')).residual.map(({ what }) => what)).toEqual(['dns', 'api-proxy', 'node', 'shared-addresses']);
  });

  test('a resolver that is asked for names is residual, and a path where other ports of it are open', () => {
    const asked = base + enter('dns') + world('dns');
    const ask = policy('shop/ask', `{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{
      to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: [{port: 53, protocol: UDP}]}]}`);
    const names = modelOf(base + pod('kube-system/dns', { 'k8s-app': 'kube-dns' }) + ask, IPV4);
    const fake = modelOf(asked + allow('web', 'dns', 53), IPV4);
    expect(escapeOf(fake, workload(fake, 'shop/web')).transitive).toHaveLength(1);
    expect(escapeOf(names, workload(names, 'shop/web'))).toMatchObject({ transitive: [], residual: [{ what: 'dns' }, { what: 'node' }] });
    const proxy = modelOf(asked + allow('web', 'dns', 8080), IPV4);
    expect(escapeOf(proxy, workload(proxy, 'shop/web')).transitive).toHaveLength(1);
  });

  test('only through a gateway, unless a path avoids it', () => {
    const through = base + allow('web', 'gw') + enter('gw') + world('gw');
    const good = modelOf(through, IPV4);
    expect(onlyEgressThrough(good, workload(good, 'shop/web'), [workload(good, 'shop/gw')]).holds).toBe('yes');
    const bad = modelOf(through + allow('web', 'mid') + enter('mid') + world('mid'), IPV4);
    const answer = onlyEgressThrough(bad, workload(bad, 'shop/web'), [workload(bad, 'shop/gw')]);
    expect([answer.holds, ...answer.transitive.map(({ path }) => path.join(' > '))]).toEqual(['no', 'shop/web[Pod] > shop/mid[Pod]']);
    const direct = modelOf(through + world('web'), IPV4);
    expect(onlyEgressThrough(direct, workload(direct, 'shop/web'), [workload(direct, 'shop/gw')])).toMatchObject({ holds: 'no', transitive: [] });
  });

  test('nothing is assessable where no plugin enforces policies', () => {
    const model = modelOf(base, {});
    expect(onlyEgressThrough(model, workload(model, 'shop/web'), []).notAssessable).toMatch(/no network plugin/);
    expect(metadataClosed(model, workload(model, 'shop/web'))).toMatchObject({ holds: 'unknown', open: [] });
  });

  test('metadata services', () => {
    const closed = modelOf(base, IPV4);
    expect(metadataClosed(closed, workload(closed, 'shop/web'))).toEqual({ holds: 'yes', open: [] });
    const open = modelOf(base + world('web'), IPV4);
    const answer = metadataClosed(open, workload(open, 'shop/web'));
    expect([answer.holds, ...answer.open.map(({ cidr }) => cidr)]).toEqual(['no', '169.254.169.254/32', '168.63.129.16/32', '100.100.100.200/32']);
    expect(answer.open[0].openedBy).toEqual(['NetworkPolicy shop/web-world, spec.egress[0]']);
  });
});

describe('Ways in', () => {
  const gateway = `---
{apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: istio}, spec: {controllerName: istio.io/gateway-controller}}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: edge, namespace: infra}, spec: {gatewayClassName: istio,
  listeners: [{name: web, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}]}}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: web, namespace: shop}, spec: {hostnames: [a.example],
  parentRefs: [{name: edge, namespace: infra}], rules: [{backendRefs: [{name: web, port: 80}]}]}}
---
{apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}
`;
  const named = (labels: string): string => policy('shop/in', `{podSelector: {}, ingress: [{from: [{
    namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: infra}}, podSelector: {matchLabels: {${labels}}}}]}]}`);
  const paths = (more: string): object[] => entryPathsOf(modelOf(gateway + pod('shop/web') + namespace('infra') + more))
    .map(({ ports, allowed, unknown, ...path }) =>
      ({ ...path, ports: describePorts(ports), allowed: describePorts(allowed), unknown: describePorts(unknown) }));

  test('client, Gateway, route, Service, pods: and whether the proxies may reach these', () => {
    const path = {
      entry: 'Gateway infra/edge',
      listener: 'web',
      route: 'HTTPRoute shop/web',
      hostnames: ['a.example'],
      service: 'shop/web',
      workload: 'shop/web[Pod]',
      ports: 'TCP 8080',
      unknown: 'no port',
      proxies: 'pods gateway.networking.k8s.io/gateway-name=edge in infra',
    };
    expect(paths('')).toEqual([{ ...path, allowed: 'TCP 8080' }]);
    expect(paths(named('gateway.networking.k8s.io/gateway-name: edge'))).toEqual([{ ...path, allowed: 'TCP 8080' }]);
    const because = expect.stringMatching(/^the set does not show these pods/) as string;
    expect(paths(named('app: other'))).toEqual([{ ...path, allowed: 'no port', unknown: 'TCP 8080', because }]);
  });

  test('an Ingress', () => {
    const ingress = `---
{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: old, namespace: shop}, spec: {rules: [{host: b.example,
  http: {paths: [{backend: {service: {name: web, port: {number: 80}}}}]}}]}}
`;
    const found = entryPathsOf(modelOf(gateway + pod('shop/web') + CLOSED + ingress));
    expect(found.map(({ entry, hostnames, allowed }) => [entry, ...hostnames, describePorts(allowed)]))
      .toEqual([['Gateway infra/edge', 'a.example', 'no port'], ['Ingress shop/old', 'b.example', 'no port']]);
  });
});
