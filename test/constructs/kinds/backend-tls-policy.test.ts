import { App, Chart } from 'cdk8s';
import { BackendTlsPolicy, type BackendTlsPolicySpec, SubjectAltNameType } from '../../../src';

const policyOf = (spec: unknown): BackendTlsPolicy => new BackendTlsPolicy(
  new Chart(new App(), 'shop', { namespace: 'shop', disableResourceNameHashes: true }), 'tls', { spec: spec as BackendTlsPolicySpec },
);
const messageOf = (spec: unknown): string => {
  try {
    policyOf(spec);
  } catch (error) {
    return (error as Error).message.replace(/^\[shop\/tls\] BackendTlsPolicy: /, '');
  }
  return 'accepted';
};
const TARGET = { group: '', kind: 'Service', name: 'payment' };
const SYSTEM = { hostname: 'payment.company.com', wellKnownCaCertificates: 'System' };
const AUTHORITY = { group: '', kind: 'ConfigMap', name: 'authority' };
const targets = (...targetRefs: unknown[]): unknown => ({ targetRefs, validation: SYSTEM });
const validation = (fields: object): unknown => ({ targetRefs: [TARGET], validation: { ...SYSTEM, ...fields } });
const names = (...subjectAltNames: unknown[]): unknown => validation({ subjectAltNames });

test('every field, in the API\'s names', () => {
  const policy = policyOf({
    targetRefs: [{ ...TARGET, sectionName: 'https' }, { ...TARGET, sectionName: 'admin' }],
    validation: {
      hostname: 'payment.company.com',
      caCertificateRefs: [AUTHORITY],
      subjectAltNames: [
        { type: SubjectAltNameType.HOSTNAME, hostname: '*.company.com' },
        { type: SubjectAltNameType.URI, uri: 'spiffe://company.com/payment' },
      ],
    },
    options: { 'example.com/minimum': '1.3' },
  });
  expect(policy.toJson()).toStrictEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'BackendTLSPolicy',
    metadata: { name: 'shop-tls', namespace: 'shop' },
    spec: {
      targetRefs: [{ ...TARGET, sectionName: 'https' }, { ...TARGET, sectionName: 'admin' }],
      validation: {
        hostname: 'payment.company.com',
        caCertificateRefs: [AUTHORITY],
        subjectAltNames: [{ type: 'Hostname', hostname: '*.company.com' }, { type: 'URI', uri: 'spiffe://company.com/payment' }],
      },
      options: { 'example.com/minimum': '1.3' },
    },
  });
});

test('the set of authorities has the API\'s spelling', () => {
  expect(policyOf(targets(TARGET)).toJson().spec.validation).toStrictEqual({ hostname: 'payment.company.com', wellKnownCACertificates: 'System' });
});

test.each([
  ['a set of authorities of the implementation', validation({ wellKnownCaCertificates: 'example.com/Own_authorities.2' })],
  ['an empty list of authorities beside a set', validation({ caCertificateRefs: [] })],
  ['one name in two groups', targets({ ...TARGET, sectionName: 'a' }, { ...TARGET, group: 'example.com', sectionName: 'a' })],
  ['16 targets', targets(...Array.from({ length: 16 }, (_, i) => ({ ...TARGET, name: `s${i}` })))],
])('accepted: %s', (_, spec) => {
  expect(messageOf(spec)).toBe('accepted');
});

test.each<[unknown, string]>([
  [{ validation: SYSTEM }, 'spec.targetRefs: it is required'],
  [{ targetRefs: [TARGET] }, 'spec.validation: it is required'],
  [targets(), 'spec.targetRefs []: it is empty'],
  [targets(...new Array<unknown>(17).fill(TARGET)), 'it has 17 entries, and 16 is the limit'],
  [targets({ kind: 'Service', name: 'payment' }), 'spec.targetRefs[0].group: it is required'],
  [targets({ ...TARGET, namespace: 'other' }), 'spec.targetRefs[0].namespace "other": what is referred to here stands in the namespace of this object'],
  [targets({ ...TARGET, sectionName: 'Https' }), 'spec.targetRefs[0].sectionName "Https": a name holds lower case letters'],
  [targets(TARGET, TARGET), 'spec.targetRefs[0] refers to the same target; write another sectionName in each, or leave one out'],
  [targets(TARGET, { ...TARGET, sectionName: 'https' }), 'spec.targetRefs[0] refers to the same target'],
  [targets({ ...TARGET, sectionName: 'a' }, { ...TARGET, sectionName: 'b' }, { ...TARGET, sectionName: 'a' }),
    'spec.targetRefs[2] {"group":"","kind":"Service","name":"payment","sectionName":"a"}: spec.targetRefs[0] refers to the same target'],
  [validation({ hostname: undefined }), 'spec.validation.hostname: it is required'],
  [validation({ hostname: '' }), 'spec.validation.hostname "": it is empty'],
  [validation({ hostname: '*.company.com' }), 'spec.validation.hostname "*.company.com": a wildcard is not allowed here'],
  [validation({ wellKnownCaCertificates: '' }), 'spec.validation.wellKnownCaCertificates "": it is empty'],
  [validation({ wellKnownCaCertificates: 'system' }),
    'spec.validation.wellKnownCaCertificates "system": it is neither System nor a name of an implementation with its domain; write "System"'],
  [validation({ wellKnownCaCertificates: undefined }),
    'spec.validation.caCertificateRefs: no authority says whether the certificate of a backend is good; name a ConfigMap with the key ca.crt'],
  [validation({ caCertificateRefs: [AUTHORITY] }),
    'spec.validation.wellKnownCaCertificates "System": caCertificateRefs say already whom to trust; leave one of the two out'],
  [validation({ caCertificateRefs: new Array(9).fill(AUTHORITY) }), 'it has 9 entries, and 8 is the limit'],
  [validation({ caCertificateRefs: [{ ...AUTHORITY, namespace: 'pki' }] }),
    'spec.validation.caCertificateRefs[0].namespace "pki": what is referred to here stands in the namespace of this object'],
  [validation({ wellKnownCACertificates: 'System' }),
    'spec.validation.wellKnownCACertificates "System": wellKnownCaCertificates says it already; leave one of the two out'],
  [names(...new Array<unknown>(6).fill({ type: 'Hostname', hostname: 'a.com' })), 'it has 6 entries, and 5 is the limit'],
  [names({ hostname: 'a.com' }), 'spec.validation.subjectAltNames[0].type: it is required'],
  [names({ type: 'DNS', hostname: 'a.com' }), 'spec.validation.subjectAltNames[0].type "DNS": it is none of the values'],
  [names({ type: 'Hostname' }), 'spec.validation.subjectAltNames[0].hostname: it is required; write the name of type Hostname, such as "api.company.com"'],
  [names({ type: 'URI' }), 'spec.validation.subjectAltNames[0].uri: it is required; write the name of type URI'],
  [names({ type: 'URI', uri: 'spiffe://a', hostname: 'a.com' }),
    'spec.validation.subjectAltNames[0].hostname "a.com": the name is of type URI; leave it out, or write type "Hostname"'],
  [names({ type: 'Hostname', uri: 'spiffe://a', hostname: 'a.com' }), 'spec.validation.subjectAltNames[0].uri "spiffe://a": the name is of type Hostname'],
  [names({ type: 'URI', uri: 'company.com/payment' }), 'spec.validation.subjectAltNames[0].uri "company.com/payment": it is not a URI'],
  [{ ...targets(TARGET) as object, options: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`o${i}`, ''])) },
    'it has 17 entries, and 16 is the limit'],
  [{ ...targets(TARGET) as object, options: JSON.parse('{"__proto__": "x"}') }, 'spec.options["__proto__"] "__proto__": '],
])('refused: %j', (spec, message) => {
  expect(messageOf(spec)).toContain(message);
});

test.each<[string, unknown, string]>([
  ['an IP address as server name', validation({ hostname: '10.0.0.1' }), 'spec.validation.hostname "10.0.0.1": an IP address is not a hostname'],
  ['an IP address as DNS name', names({ type: 'Hostname', hostname: '10.0.0.1' }),
    'spec.validation.subjectAltNames[0].hostname "10.0.0.1": an IP address is not a hostname'],
  ['a URI that names nothing', names({ type: 'URI', uri: 'spiffe://' }),
    'spec.validation.subjectAltNames[0].uri "spiffe://": it names nothing behind "//"; write one such as "spiffe://company.com'],
  ['the group core', targets({ ...TARGET, group: 'core' }), 'spec.targetRefs[0].group "core": no API group has this name'],
])('refused, as no connection can keep to it: %s', (_, spec, message) => {
  expect(messageOf(spec)).toContain(message);
});
