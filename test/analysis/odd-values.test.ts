import { parseAllDocuments } from 'yaml';
import { checkEntries } from '../../src/analysis/check-entries';
import { readDocuments } from '../../src/input/read-documents';
import { jsonText } from '../../src/manifest/json-text';
import type { Manifest } from '../../src/manifest/manifest';
import { wordOf } from '../../src/manifest/problem';

const GATEWAY = 'apiVersion: gateway.networking.k8s.io/v1';

/** What a code says of YAML: `message | fix`. */
function said(code: string, yaml: string): string[] {
  const manifests = parseAllDocuments(yaml).map((document) => document.toJS() as Manifest);
  return checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'experimental' })
    .filter((finding) => finding.code === code).map(({ message, fix }) => `${message} | ${fix}`);
}

test('values within a sentence', () => {
  expect(['a', '', undefined, null, 1, { a: [1] }].map(wordOf)).toEqual(['a', '', '(none)', 'null', '1', '{"a":[1]}']);
});

test('values as JSON, with numbers that JSON.stringify does not take', () => {
  expect([{ a: 1 }, undefined, 12345678901234567890n, { a: [2n ** 64n] }].map(jsonText))
    .toEqual(['{"a":1}', 'null', '"12345678901234567890"', '{"a":["18446744073709551616"]}']);
});

test('labels that are objects are printed', () => {
  const peers = '[{ namespaceSelector: { matchLabels: { team: a } } }, { podSelector: { matchLabels: { app: { b: 1 } } } }]';
  expect(said('GW404', `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: a }, spec: { podSelector: {}, ingress: [{ from: ${peers} }] } }`))
    .toEqual([expect.stringContaining('pods with app={"b":1}')]);
});

test('what stands beside a selector is printed', () => {
  const listener = '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: { a: 1 }, selector: { matchLabels: { a: b } } } } }';
  expect(said('GW124', `${GATEWAY}\nkind: Gateway\nmetadata: { name: a }\nspec: { gatewayClassName: c, listeners: [${listener}] }`))
    .toEqual([expect.stringContaining('what stands beside it is {"a":1}')]);
});

test('a GatewayClass of which nothing is known, with parameters without kind, is not said to miss a namespace', () => {
  expect(said('GW138', `${GATEWAY}\nkind: GatewayClass\nmetadata: { name: a }\nspec: { controllerName: a.b/c, parametersRef: { name: a } }`)).toEqual([]);
});

test('a Certificate without secretName writes no Secret that could be named', () => {
  const listener = '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: web }] } }';
  const certificate = (spec: string): string => `\n---\napiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: web, namespace: a }\nspec: ${spec}`;
  const gateway = `${GATEWAY}\nkind: Gateway\nmetadata: { name: a, namespace: a }\nspec: { gatewayClassName: c, listeners: [${listener}] }`;
  expect(said('GW023', gateway + certificate('{ dnsNames: [a.b] }'))).toEqual([]);
  expect(said('GW023', gateway + certificate('{ secretName: web-tls }'))).toEqual([expect.stringMatching(/its Secret is "web-tls".*\| write "web-tls"$/)]);
});

test('ports that are no numbers are not among those that a parent Service has', () => {
  const service = (ports: string): string => `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: a }\nspec: { ports: ${ports} }\n---\n`;
  const route = `${GATEWAY}\nkind: HTTPRoute\nmetadata: { name: a, namespace: a }\nspec: { parentRefs: [{ group: "", kind: Service, name: web, port: 80 }] }`;
  expect(said('GW360', service('[{ name: http }]') + route)).toEqual([expect.stringMatching(/\| write a port, once the Service has one$/)]);
  expect(said('GW360', service('[{ port: 8080 }, { port: {} }]') + route)).toEqual([expect.stringMatching(/\| write 8080$/)]);
});

test('a grant without a name is called so', () => {
  const grant = `${GATEWAY}beta1\nkind: ReferenceGrant\nmetadata: { namespace: b }\nspec: { from: [{ group: x, kind: HTTPRoute, namespace: a }], to: [{ group: "", kind: Service }] }`;
  const route = `${GATEWAY}\nkind: HTTPRoute\nmetadata: { name: a, namespace: a }\nspec: { rules: [{ backendRefs: [{ name: web, namespace: b, port: 80 }] }] }`;
  expect(said('GW022', `${grant}\n---\n${route}`)).toEqual([expect.stringContaining('ReferenceGrant (no name) writes group "x"')]);
});

test('a label that is a whole number of any size crashes nothing', () => {
  const labels = 'app: 12345678901234567890';
  const text = [
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a, namespace: a }\nspec: { template: { metadata: { labels: { ${labels} } }, spec: { containers: [] } } }`,
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: a }\nspec: { podSelector: { matchLabels: { ${labels} } } }`,
    `apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: { ${labels} } }`,
    `${GATEWAY}\nkind: HTTPRoute\nmetadata: { name: a, namespace: a }\nspec: { rules: [{ backendRefs: [{ name: a, port: 12345678901234567890 }] }] }`,
  ].join('\n---\n');
  const manifests = [...readDocuments(text, { file: 'a.yaml' })].map((document) => (document as { value: Manifest }).value);
  expect(typeof (manifests[2].metadata.labels as Record<string, unknown>).app).toBe('bigint');
  const messages = checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'standard' }).map(({ message }) => message);
  expect(messages.filter((message) => message.includes('could not judge'))).toEqual([]);
  expect(messages).toEqual(expect.arrayContaining([expect.stringContaining('12345678901234567890')]));
});
