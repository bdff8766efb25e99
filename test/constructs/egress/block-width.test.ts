import { ClusterProfile, Destination, NetworkPolicyProtocol } from '../../../src';
import { emitted } from './backends/lock';

const options = { reason: 'payments' };

test.each<[string, RegExp]>([
  ['0.0.0.0/0', /it is wider than \/8, .*write Destination\.anywhere\(443/], ['0.0.0.0/1', /it is wider than \/8/], ['::/0', /it is wider than \/16/],
  ['127.0.0.0/8', /it is loopback/], ['127.0.0.1/32', /it is loopback/], ['0.0.0.0/32', /it is loopback/], ['::1/128', /it is loopback/],
])('a block that means any place, or the pod itself, is refused: %s', (block, message) => {
  expect(() => Destination.cidr(block, 443, options)).toThrow(message);
});

test.each(['10.0.0.0/8', '2001::/16', 'fd00::/8', 'fc00::/7'])('a block that is wide for a reason is taken: %s', (block) => {
  expect(Destination.cidr(block, 443, options)._data().cidr).toBe(block);
});

test('metadata behind NAT64 is metadata', () => {
  expect(() => emitted({ allow: [Destination.cidr('64:ff9b::a9fe:a9fe/128', 80, options)] })).toThrow(/is a metadata address of the cluster/);
  const [, , { spec }] = emitted({ allow: [Destination.anywhere(443, options)] }, ClusterProfile.aks()._data());
  expect(JSON.stringify(spec)).toContain('64:ff9b::a83f:8110/128');
});

test.each([{}, { protocol: NetworkPolicyProtocol.UDP }, { morePorts: [80] }])('DNS is never anywhere: %j', (more) => {
  expect(() => Destination.anywhere(53, { ...options, ...more })).toThrow(/port 53: DNS is never anywhere:53/);
  expect(() => Destination.cidr('198.0.0.0/8', 53, { ...options, ...more })).toThrow(/DNS is never to a block wider than \/24/);
});

test('DNS is to a resolver, and a range that holds its port is no other', () => {
  expect(() => Destination.anywhere(1, { ...options, endPort: 65_535 })).toThrow(/DNS is never anywhere/);
  expect(() => Destination.cidr('2001:db8::/48', 53, options)).toThrow(/wider than \/64/);
  expect(Destination.cidr('203.0.113.53/32', 53, options)._data().cidr).toBe('203.0.113.53/32');
  expect(() => ClusterProfile.custom({ name: 'own', dns: [{ cidr: '0.0.0.0/0' }] })).toThrow(/dns\[0\]\.cidr "0\.0\.0\.0\/0": DNS is never to a block wider/);
  expect(() => ClusterProfile.custom({ name: 'own', dns: [{ cidr: '10.96.0.0/24' }] })).not.toThrow();
});
