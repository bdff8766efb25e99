import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ClusterIndex, namespaceOf } from '../../src/analysis/cluster/cluster-index';
import type { RuleContext } from '../../src/analysis/rule';
import { GATEWAY_API, isRoute } from '../../src/manifest/kinds';
import { groupOf, isRecord, type Manifest } from '../../src/manifest/manifest';
import { NAME_LABEL } from '../../src/manifest/names';
import { fixtures, readManifests } from '../upstream/conformance-world';
import { describeWithFacts, fact, filesBelow } from '../util/facts';
import { binaries, missingTools } from './harness/binaries';
import { CertificateAuthority } from './harness/certificate-authority';
import { EnvoyGateway } from './harness/envoy-gateway';
import type { KubeObject } from './harness/kube-objects';
import { keyOf, ours, theirs, type TheirStatus } from './said-statuses';

/** Statuses that Envoy Gateway's own code computes, against ours: condition and reason, and how many routes attach. */

const SECRETS = [
  'gateway-conformance-infra/tls-validity-checks-certificate', 'gateway-conformance-infra/tls-checks-client-certificate',
  'gateway-conformance-infra/tls-passthrough-checks-certificate', 'gateway-conformance-infra/tls-checks-certificate',
  'gateway-conformance-web-backend/certificate', 'edge/certificate',
];

const AUTHORITIES = [
  'gateway-conformance-infra/tls-validity-checks-ca-certificate', 'gateway-conformance-infra/tls-validity-checks-per-port-ca-certificate',
  'gateway-conformance-infra/tls-checks-ca-certificate', 'gateway-conformance-infra/backend-tls-checks-certificate',
];

/** The same cluster for both: one class, Namespaces with the label that a cluster gives them, certificates that exist, one age. */
function complete(manifests: readonly Manifest[], authority: CertificateAuthority): Manifest[] {
  const others = manifests.filter(({ kind }) => kind !== 'GatewayClass' && kind !== 'Namespace');
  const given = new Map(manifests.filter(({ kind }) => kind === 'Namespace').map((namespace) => [namespace.metadata.name, namespace]));
  const names = new Set([...given.keys(), ...others.map(namespaceOf)].filter((name) => name !== undefined));
  const namespaces = [...names].map((name): Manifest => ({
    apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...given.get(name)?.metadata.labels, [NAME_LABEL]: name } },
  }));
  const gatewayClass: Manifest = {
    apiVersion: `${GATEWAY_API}/v1`, kind: 'GatewayClass', metadata: { name: 'conformance' },
    spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
  };
  return [gatewayClass, ...namespaces, ...standIns(names, authority), ...others].map((manifest) => ({
    ...manifest,
    metadata: { ...manifest.metadata, creationTimestamp: '2026-01-01T00:00:00Z' },
    ...(manifest.kind === 'Gateway' && isRecord(manifest.spec) && { spec: { ...manifest.spec, gatewayClassName: 'conformance' } }),
  }));
}

function standIns(namespaces: ReadonlySet<string>, authority: CertificateAuthority): Manifest[] {
  const { key, cert } = authority.issue(['*.example']);
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const make = (places: string[], kind: string, rest: object): Manifest[] => places.map((place) => place.split('/'))
    .filter(([namespace]) => namespaces.has(namespace))
    .map(([namespace, name]) => ({ apiVersion: 'v1', kind, metadata: { name, namespace }, ...rest }));
  return [
    ...make(SECRETS, 'Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': base64(cert), 'tls.key': base64(key) } }),
    ...make(AUTHORITIES, 'ConfigMap', { data: { 'ca.crt': authority.certificate() } }),
  ];
}

/** What each of the two says where they differ; conditions that are Envoy Gateway's own alone are left out. */
async function differences(manifests: Manifest[]): Promise<string[]> {
  const entries = manifests.map((manifest) => ({ manifest }));
  const context: RuleContext = { index: new ClusterIndex(entries), channel: 'experimental', closedWorld: true };
  const { statuses } = await controller!.translate(manifests as unknown as KubeObject[]);
  return entries.filter(({ manifest }) => groupOf(manifest.apiVersion) === GATEWAY_API
    && (isRoute(manifest) || ['Gateway', 'ListenerSet'].includes(manifest.kind))).flatMap((entry) => {
    const own = ours(entry, context);
    return [...theirs(statuses[keyOf(entry)] as TheirStatus ?? {}, namespaceOf(entry.manifest) ?? '')].flatMap(([where, status]) => {
      if (!OURS.test(where)) return [];
      compared += 1;
      const said = own.get(where);
      // That something is programmed only a data plane knows.
      if (said === status || (where.endsWith('Programmed') && said === 'Unknown Pending' && status === 'True Programmed')) return [];
      return [`${keyOf(entry)} ${where}: ${status}, and ours ${said}`];
    });
  });
}

const OURS = /(Accepted|ResolvedRefs|Conflicted|Programmed|attachedRoutes)$/;

/** Files whose objects have no name in common, so that they stand in one cluster. */
function batches(files: string[]): Manifest[][] {
  const made: Array<Map<string, Manifest>> = [];
  for (const file of files) {
    const objects = new Map(fixtures([file]).map((manifest) => [`${manifest.kind}/${namespaceOf(manifest)}/${manifest.metadata.name}`, manifest]));
    const fits = made.find((batch) => [...objects].every(([key, one]) => !batch.has(key) || isDeepStrictEqual(batch.get(key), one)));
    if (fits) objects.forEach((one, key) => fits.set(key, one));
    else made.push(objects);
  }
  return made.map((batch) => [...batch.values()]);
}

let compared = 0;
let controller: EnvoyGateway | undefined;
let dir = '';
const describeController = missingTools().length === 0 ? describeWithFacts('gateway-api/conformance-fixtures') : describe.skip;

describeController('statuses', () => {
  let authority: CertificateAuthority;
  beforeAll(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'statuses-'));
    authority = new CertificateAuthority(dir);
    controller = new EnvoyGateway(binaries().egxds);
  });
  afterAll(() => {
    controller?.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });
  test('dump', async () => {
    const out: string[] = [];
    const folder = fact('gateway-api', 'conformance-fixtures');
    const all = batches(filesBelow(folder, '.yaml').map((one) => path.relative(folder, one)).filter((one) => !one.includes('/')));
    out.push(String(all.length));
    for (const [i, batch] of [...[path.join(__dirname, 'fixtures/statuses.yaml'), ...filesBelow(fact('realtraffic', 'examples'), '.yaml')].map(readManifests)].entries()) {
      try {
        out.push(...(await differences(complete(batch, authority))).map((one) => `${i} ${one}`));
      } catch (error) {
        out.push(`${i} ERROR ${String(error)}`);
      }
    }
    fs.writeFileSync('/tmp/eg-diff.txt', `${out.join('\n')}\n${compared}`);
  });
});
