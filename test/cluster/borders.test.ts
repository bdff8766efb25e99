import { verdictOf } from '../../src/analysis/verdict';
import { gateway, gatewayClass, http, listener, named, object } from '../analysis/rule-cases/index';
import type { Json } from './fuzz/json-text';
import { manifestOfMutant } from './fuzz/judge';
import { describeCluster } from './harness/describe-cluster';

const described = (description: string): Json => ({ ...gatewayClass('example.com/a'), spec: { controllerName: 'example.com/a', description } });
const of = (...hostnames: string[]): Json => ({ ...http({}, { hostnames }) });
const timed = (request: string): Json => ({ ...http({ timeouts: { request } }) });
const withUri = (uri: string): Json => ({ ...object('BackendTLSPolicy', {
  targetRefs: [{ group: '', kind: 'Service', name: 'a' }],
  validation: { hostname: 'a.com', wellKnownCACertificates: 'System', subjectAltNames: [{ type: 'URI', uri }] },
}) });
const numbered = (generation: unknown): Json => ({ ...http(), metadata: { name: 'a', generation } });
const onPort = (port: unknown): Json => ({ ...http({ backendRefs: [{ name: 'a', port }] }) });
const at = (value: string): Json => ({ ...object('Gateway', { gatewayClassName: 'a', listeners: [listener()], addresses: [{ value }] }) });
const withStatus = (status: unknown): Json => ({ ...gateway(), status });
const annotated = (annotations: Record<string, string>): Json => ({ ...named(http(), { annotations }) });

/** Values beside borders that Go and JavaScript draw in different places, and whether the server takes them. */
const CASES: readonly [string, Json, boolean][] = [
  ['64 characters beyond 16 bits', described('😀'.repeat(64)), true],
  ['65 of them', described('😀'.repeat(65)), false],
  ['64 halves of such characters', described('\ud83d'.repeat(64)), true],
  ['65 halves', described('\ud83d'.repeat(65)), false],
  ['32 letters with an accent of its own each', described('e\u0301'.repeat(32)), true],
  ['33 of them', described('e\u0301'.repeat(33)), false],
  ['64 signs of two bytes', described('é'.repeat(64)), true],
  ['a line end after a host name', of('a.com\n'), false],
  ['a host name of letters that are others in upper case', of('ſ.com'), false],
  ['a host name with the sign for Kelvin', of('\u212a.com'), false],
  ['digits of another script in a duration', timed('\u0661s'), false],
  ['a duration with a line end', timed('1s\n'), false],
  ['a line separator in a fragment', withUri('spiffe://a/b#c\u2028d'), true],
  ['a carriage return in a fragment', withUri('spiffe://a/b#c\rd'), true],
  ['a line end in a fragment', withUri('spiffe://a/b#c\nd'), true],
  ['a character beyond 16 bits in a URI', withUri('spiffe://😀/b'), true],
  ['the greatest whole number of 64 bits', numbered(9_223_372_036_854_775_807n), true],
  ['one more', numbered(9_223_372_036_854_775_808n), false],
  ['the least whole number of 64 bits', numbered(-9_223_372_036_854_775_808n), true],
  ['a port of more than 32 bits', onPort(4_294_967_376), false],
  ['a port of more than 53 bits', onPort(9_007_199_254_740_993n), false],
  ['a port of more than 64 bits', onPort(18_446_744_073_709_551_696n), false],
  ['a port with a fraction of nothing', onPort(80.0), true],
  ['an address with a zero before a number', at('01.2.3.4'), true],
  ['two zeros before a number of an address', at('1.2.3.004'), true],
  ['three of them', at('1.2.3.0004'), true],
  ['seven of them', at('00000001.2.3.4'), true],
  ['zeros alone for a number of an address', at('00.0.0.0'), true],
  ['an IPv6 address that ends in such an IPv4 address', at('::1.2.3.04'), true],
  ['the same with the prefix of mapped addresses', at('::ffff:1.2.3.004'), true],
  ['a number beyond eight bits', at('1.2.3.256'), false],
  ['the same after zeros', at('1.2.3.0256'), false],
  ['five digits between colons', at('::00001'), false],
  ['an IPv4 address before the end of an IPv6 address', at('1.2.3.4::'), false],
  ['an address with a zone', at('fe80::1%1'), false],
  ['the status of a new object as a number', withStatus(3), true],
  ['such a status as a list', withStatus([]), true],
  ['such a status as text', withStatus('a'), true],
  ['annotations of 256 KiB with their keys', annotated({ a: 'x'.repeat(131_071), b: 'x'.repeat(131_071) }), true],
  ['annotations of one byte more', annotated({ a: 'x'.repeat(131_071), b: 'x'.repeat(131_072) }), false],
  ['annotations of 256 KiB in signs of two bytes', annotated({ aa: 'é'.repeat(131_071) }), true],
  ['such annotations and one sign more', annotated({ aa: 'é'.repeat(131_072) }), false],
];

describeCluster('at a border the server and we say the same of', 'standard', (cluster) => {
  test.each(CASES)('%s', async (_what, mutant, accepted) => {
    const [verdict] = await cluster.dryRun([manifestOfMutant(mutant)]);
    expect([verdict.accepted, verdict.message]).toEqual([accepted, accepted ? '' : expect.any(String)]);
    expect(verdictOf(mutant).outcome).toBe(accepted ? 'accepted' : 'refused');
  });
});
