import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';

const GROUP = 'gateway.networking.k8s.io';

/** Valid objects of Gateway API as a large company has them: of 100, one Gateway, two ReferenceGrants, nine GRPCRoutes. */
export function manifests(count) {
  return Array.from({ length: count }, (_, i) => {
    if (i % 100 === 0) return gateway(i / 100);
    if (i % 50 === 1) return grant(i);
    return i % 11 === 2 ? grpcRoute(i) : httpRoute(i);
  });
}

/** Writes objects as one file and as a file each, in YAML and JSON; returns the paths of the four. */
export function writeSets(folder, objects) {
  const paths = Object.fromEntries(['one.yaml', 'each-yaml', 'one.json', 'each-json'].map((name) => [name, join(folder, name)]));
  const texts = objects.map((object) => dump(object));
  writeFileSync(paths['one.yaml'], texts.join('---\n'));
  writeFileSync(paths['one.json'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, null, 2));
  mkdirSync(paths['each-yaml']);
  mkdirSync(paths['each-json']);
  objects.forEach((object, i) => {
    writeFileSync(join(paths['each-yaml'], `${i}.yaml`), texts[i]);
    writeFileSync(join(paths['each-json'], `${i}.json`), JSON.stringify(object, null, 2));
  });
  return paths;
}

function gateway(i) {
  const listeners = ['web', 'shop', 'api'].map((name) => ({
    name,
    port: 443,
    protocol: 'HTTPS',
    hostname: `*.${name}-${i}.example.com`,
    tls: { mode: 'Terminate', certificateRefs: [{ name: `${name}-${i}` }] },
    allowedRoutes: { namespaces: { from: 'All' } },
  }));
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'Gateway',
    metadata: { name: `edge-${i}`, namespace: 'infra' },
    spec: { gatewayClassName: 'edge', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }, ...listeners] },
  };
}

function grant(i) {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'ReferenceGrant',
    metadata: { name: `from-shop-${i}`, namespace: `team-${i % 40}` },
    spec: { from: [{ group: GROUP, kind: 'HTTPRoute', namespace: `shop-${i}` }], to: [{ group: '', kind: 'Service' }] },
  };
}

function route(i, kind, section, rules) {
  const edge = Math.floor(i / 100);
  return {
    apiVersion: `${GROUP}/v1`,
    kind,
    metadata: { name: `route-${i}`, namespace: `team-${i % 40}`, labels: { 'app.kubernetes.io/name': `app-${i}`, 'team': `team-${i % 40}` } },
    spec: {
      parentRefs: [{ name: `edge-${edge}`, namespace: 'infra', sectionName: section }],
      hostnames: [`app-${i}.${section}-${edge}.example.com`],
      rules,
    },
  };
}

function backends(i) {
  return [{ name: `stable-${i}`, port: 8080, weight: 90 }, { name: `canary-${i}`, port: 8080, weight: 10 }];
}

function httpRoute(i) {
  return route(i, 'HTTPRoute', 'shop', [{
    matches: [
      { path: { type: 'PathPrefix', value: '/api/v1' }, headers: [{ type: 'Exact', name: 'x-version', value: 'v2' }] },
      { path: { type: 'Exact', value: '/health' } },
    ],
    filters: [{
      type: 'RequestHeaderModifier',
      requestHeaderModifier: { set: [{ name: 'x-traffic', value: 'canary' }], remove: ['x-debug'] },
    }],
    timeouts: { request: '10s' },
    backendRefs: backends(i),
  }]);
}

function grpcRoute(i) {
  return route(i, 'GRPCRoute', 'api', [{
    matches: [{ method: { type: 'Exact', service: 'shop.v1.Orders', method: 'Create' } }],
    backendRefs: backends(i),
  }]);
}
