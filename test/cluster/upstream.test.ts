import type { Cluster } from './harness/cluster';
import { describeCluster } from './harness/describe-cluster';
import { expectAccepted, expectNoWarnings } from './harness/expectations';
import { fact } from './harness/facts';
import { type Manifest, manifestsIn, namespacesOf } from './harness/manifests';
import { describeVerdict, type Verdict } from './harness/verdict';

const examples = (...path: string[]): Manifest[] => manifestsIn(fact('gateway-api', 'examples', ...path));

/** The field that is wrong in each of upstream's invalid examples. */
const WRONG_FIELD: Record<string, string> = {
  'experimental/httproute/invalid-filter-externalauth-bad-http-path.yaml': 'spec.rules[0].filters[0].externalAuth.http.path',
  'experimental/httproute/invalid-filter-externalauth-no-protocol.yaml': 'spec.rules[0].filters[0].externalAuth.protocol',
  'standard/gateway/duplicate-listeners.yaml': 'spec.listeners[1]',
  'standard/gateway/hostname-udp.yaml': 'spec.listeners',
  'standard/gateway/invalid-listener-name.yaml': 'spec.listeners[0].name',
  'standard/gateway/invalid-tls-mode.yaml': 'spec.listeners',
  'standard/gatewayclass/invalid-controller.yaml': 'spec.controllerName',
  'standard/httproute/duplicate-query-match.yaml': 'spec.rules[0].matches[0].queryParams[1]',
  'standard/httproute/httproute-portless-service.yaml': 'spec.rules[0].backendRefs[0]',
  'standard/httproute/invalid-backend-kind.yaml': 'spec.rules[0].backendRefs[0].kind',
  'standard/httproute/invalid-filter-duplicate-header.yaml': 'spec.rules[0].filters[0].requestHeaderModifier.remove[1]',
  'standard/httproute/invalid-filter-empty.yaml': 'spec.rules[0].filters[0]',
  'standard/httproute/invalid-header-name.yaml': 'spec.rules[0].matches[0].headers[0].name',
  'standard/httproute/invalid-httpredirect-hostname.yaml': 'spec.rules[0].filters[0].requestRedirect.hostname',
  'standard/httproute/invalid-path-alphanum-specialchars-mix.yaml': 'spec.rules[0].matches[0].path',
  'standard/httproute/invalid-request-redirect-with-backendref.yaml': 'spec.rules[0]',
  'standard/referencegrant/missing-ns.yaml': 'spec.from[0].namespace',
  'standard/tlsroute/invalid-hostname.yaml': 'spec.hostnames[0]',
};

describeCluster('upstream\'s examples on the standard channel', 'standard', (cluster) => {
  test('all valid ones are accepted, but for versions that only the experimental channel serves', async () => {
    const verdicts = await dryRunInNamespaces(cluster, examples('valid'));
    const unserved = verdicts.filter(({ reason }) => reason === 'UnknownKind');
    expect(unserved.map(kindAndVersion)).toEqual(['TLSRoute v1alpha2', 'TLSRoute v1alpha3']);
    const served = verdicts.filter((verdict) => !unserved.includes(verdict));
    expectAccepted(served);
    expectNoWarnings(served);
  });

  test('all invalid ones are refused, each for the field that is wrong', async () => {
    await expectWrongFields(cluster, 'standard');
  });
});

describeCluster('upstream\'s examples on the experimental channel', 'experimental', (cluster) => {
  test('all valid ones are accepted, and old versions warned of', async () => {
    const verdicts = await dryRunInNamespaces(cluster, examples('valid'));
    expectAccepted(verdicts);
    const warned = verdicts.filter(({ warnings }) => warnings.length > 0);
    expect(warned.map(kindAndVersion)).toEqual(['TLSRoute v1alpha2', 'TLSRoute v1alpha3']);
  });

  test('all invalid ones are refused, each for the field that is wrong', async () => {
    await expectWrongFields(cluster, '');
  });
});

async function dryRunInNamespaces(cluster: Cluster, manifests: Manifest[]): Promise<Verdict[]> {
  await cluster.createNamespaces(namespacesOf(manifests));
  return cluster.dryRun(manifests);
}

/** Every invalid example under a folder has one object, and is refused for the field in the table. */
async function expectWrongFields(cluster: Cluster, folder: string): Promise<void> {
  const verdicts = await dryRunInNamespaces(cluster, examples('invalid', folder));
  const wrong = verdicts.filter((verdict) => {
    const field = WRONG_FIELD[verdict.manifest.source?.slice(fact('gateway-api', 'examples', 'invalid').length + 1) ?? ''];
    return verdict.reason !== 'Invalid' || !verdict.causes.some((cause) => cause.field === field);
  });
  expect(wrong.map(describeVerdict)).toEqual([]);
  expect(verdicts).toHaveLength(Object.keys(WRONG_FIELD).filter((file) => file.startsWith(folder)).length);
}

function kindAndVersion({ manifest: { object } }: Verdict): string {
  return `${object.kind} ${object.apiVersion.split('/')[1]}`;
}
