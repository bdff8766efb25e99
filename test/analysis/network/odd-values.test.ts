import {
  entryPathsOf, escapeOf, exposuresOf, groupedConnections, leaksOf, metadataClosed, NetworkModel, networkProblems, NP_GUARD, SPECIFICATION,
} from '../../../src/analysis/network';
import { isRecord, type Manifest } from '../../../src/manifest/manifest';
import { randomOf, randomSet } from './random-sets';

const ODD: readonly unknown[] = [
  null, undefined, '', 'x', 0, -1, 1e308, 12345678901234567890n, true, [], [null], {}, { __proto__: null }, { toString: 1 }, [{ toString: 1 }],
  '__proto__', ['a', 1], { matchLabels: 3 },
];

const SERVICES: Manifest[] = [
  { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'a' }, spec: { selector: { app: 'x' }, ports: [{ port: 80, targetPort: 'http' }] } },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'i', namespace: 'a' },
    spec: { rules: [{ host: 'a.example', http: { paths: [{ backend: { service: { name: 's', port: { number: 80 } } } }] } }] },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', metadata: { name: 'x' },
    spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'g', namespace: 'a' },
    spec: { gatewayClassName: 'x', listeners: [{ name: 'web', port: 80, protocol: 'HTTP' }] },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'r', namespace: 'a' },
    spec: { parentRefs: [{ name: 'g' }], rules: [{ backendRefs: [{ name: 's', port: 80 }] }] },
  },
];

/** Puts an odd value somewhere into a manifest, below its kind and name. */
function spoil(value: unknown, random: ReturnType<typeof randomOf>): unknown {
  if (random.chance(0.2)) return random.pick(ODD);
  if (Array.isArray(value) && value.length > 0) {
    const at = random.below(value.length);
    return value.map((one, i) => (i === at ? spoil(one, random) : one));
  }
  if (!isRecord(value) || Object.keys(value).length === 0) return random.pick(ODD);
  const key = random.pick(Object.keys(value));
  return { ...value, [key]: spoil(value[key], random) };
}

test('odd values anywhere are read without a crash', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = randomOf(seed);
    const manifests = [...randomSet(seed), ...SERVICES].map((manifest): Manifest => {
      if (random.chance(0.5)) return manifest;
      const field = random.pick(['spec', 'spec', 'spec', 'metadata', 'status']);
      return { ...manifest, [field]: spoil(manifest[field], random) } as Manifest;
    });
    const model = NetworkModel.of(manifests.map((manifest) => ({ manifest })), random.pick([NP_GUARD, SPECIFICATION, {}]));
    for (const ask of [networkProblems, groupedConnections, exposuresOf, entryPathsOf, leaksOf]) ask(model);
    for (const workload of model.workloads) {
      escapeOf(model, workload);
      metadataClosed(model, workload);
    }
  }
});
