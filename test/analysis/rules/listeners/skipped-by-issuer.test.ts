import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Manifest } from '../../../../src/manifest/manifest';
import { gateway, https, listening, object } from './judged';

const annotated = (...listeners: object[]): Manifest => gateway({ listeners }, { annotations: { 'cert-manager.io/issuer': 'company' } });

function found(manifests: Manifest[], closedWorld = false): string[] {
  return checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'standard', closedWorld })
    .filter(({ code }) => code === 'GW144').map(({ severity, path, message }) => `${severity} ${path}: ${message}`);
}

test('a listener without a hostname, whose Secret nothing makes', () => {
  expect(found([annotated(https('bare'))])).toEqual([
    'warning spec.listeners[0].hostname: listener "bare" has no hostname, so cert-manager, which the annotation of the Gateway asks for '
    + 'certificates, skips it; nothing here makes Secret infra/bare-tls, and without it the listener is not programmed',
  ]);
  expect(found([annotated(https('bare'))], true)).toEqual([expect.stringMatching(/^error /)]);
});

test.each<[string, Manifest[]]>([
  ['it has a hostname', [annotated(https('named', 'a.b'))]],
  ['the Gateway has no annotation', [listening(https('bare'))]],
  ['another listener with a hostname names the Secret', [annotated(https('bare'), https('named', 'a.b', 'bare-tls', { port: 8443 }))]],
  ['the Secret is here', [annotated(https('bare')), object('v1', 'Secret', 'bare-tls', {}, 'infra')]],
  ['a Certificate writes it', [
    annotated(https('bare')), object('cert-manager.io/v1', 'Certificate', 'any', { spec: { secretName: 'bare-tls', dnsNames: ['a.b'] } }, 'infra'),
  ]],
  ['the Secret is in another namespace', [annotated(https('bare', undefined, 'x', { tls: { certificateRefs: [{ name: 'x', namespace: 'y' }] } }))]],
])('says nothing where %s', (_, manifests) => {
  expect(found(manifests)).toEqual([]);
});
