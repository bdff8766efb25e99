import { App, Chart } from 'cdk8s';
import { NetworkPolicy, NetworkPolicyProtocol, type NetworkPolicySpec, NetworkPolicyType } from '../../../src';

const policyOf = (spec: unknown): NetworkPolicy => new NetworkPolicy(new Chart(new App(), 'shop'), 'policy', { spec: spec as NetworkPolicySpec });
const messageOf = (spec: unknown): string => {
  try {
    policyOf(spec);
  } catch (error) {
    return (error as Error).message.replace(/^\[shop\/policy\] NetworkPolicy: /, '');
  }
  return 'accepted';
};
const from = (peer: unknown): unknown => ({ podSelector: {}, ingress: [{ peers: [peer] }] });
const block = (ipBlock: unknown): unknown => ({ podSelector: {}, egress: [{ to: [{ ipBlock }] }] });
const port = (fields: unknown): unknown => ({ podSelector: {}, egress: [{ ports: [fields] }] });

test('every field, in the API\'s names', () => {
  const spec: NetworkPolicySpec = {
    podSelector: { matchLabels: { app: 'product' } },
    policyTypes: [NetworkPolicyType.INGRESS, NetworkPolicyType.EGRESS],
    ingress: [{ peers: [{ podSelector: {}, namespaceSelector: {} }], ports: [{ portName: 'http' }, { port: 8080 }] }, {}],
    egress: [{
      to: [{ ipBlock: { cidr: '203.0.113.0/24', exceptions: ['203.0.113.128/25'] } }, { ipBlock: { cidr: '2001:db8::/32' } }, { podSelector: {} }],
      ports: [{ protocol: NetworkPolicyProtocol.TCP, port: 8000, endPort: 8100 }, { protocol: NetworkPolicyProtocol.UDP }],
    }],
  };
  expect(policyOf(spec).toJson().spec).toStrictEqual({
    podSelector: { matchLabels: { app: 'product' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: {}, namespaceSelector: {} }], ports: [{ port: 'http' }, { port: 8080 }] }, {}],
    egress: [{
      to: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] } }, { ipBlock: { cidr: '2001:db8::/32' } }, { podSelector: {} }],
      ports: [{ protocol: 'TCP', port: 8000, endPort: 8100 }, { protocol: 'UDP' }],
    }],
  });
});

test.each<[unknown, string]>([
  [block({ cidr: '10.0.0.0' }), 'spec.egress[0].to[0].ipBlock.cidr "10.0.0.0": it has no prefix length; write "10.0.0.0/32"'],
  [block({ cidr: '10.0.0.0/33' }), 'it is not an IPv4 or IPv6 address block'],
  [block({ cidr: '10.0.0.256/24' }), 'it is not an IPv4 or IPv6 address block'],
  [block({ cidr: '10.0.0.1/24' }), 'its address has bits beyond the prefix length; write "10.0.0.0/24"'],
  [block({}), 'spec.egress[0].to[0].ipBlock.cidr: it is required'],
  [block({ cidr: '10.0.0.0/8', exceptions: ['11.0.0.0/16'] }),
    'spec.egress[0].to[0].ipBlock.exceptions[0] "11.0.0.0/16": it does not lie inside 10.0.0.0/8; write a block inside 10.0.0.0/8, or leave it out'],
  [block({ cidr: '10.0.0.0/8', exceptions: ['10.0.0.0/8'] }), 'it is all of 10.0.0.0/8; write a smaller block, or leave the peer out'],
  [block({ cidr: '10.0.0.0/8', exceptions: ['0.0.0.0/0'] }), 'it does not lie inside 10.0.0.0/8'],
  [block({ cidr: '0.0.0.0/0', exceptions: ['fd00:ec2::254/128'] }), '0.0.0.0/0 is of the other address family; write a peer of its own for each family'],
  [from({ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }), 'spec.ingress[0].peers[0].ipBlock {"cidr":"10.0.0.0/8"}: an address block stands alone'],
  [from({}), 'spec.ingress[0].peers[0] {}: it names nobody; write ipBlock or selectors; podSelector {} takes all pods'],
  [from({ podSelector: null }), 'spec.ingress[0].peers[0].podSelector null: null is not a value'],
  [from({ podSelector: { matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }] } }),
    'operator "Equals": it is none of the values that the API knows; write "In", "NotIn", "Exists" or "DoesNotExist"'],
  [from({ podSelector: { matchExpressions: [{ key: 'a', operator: 'NotIn', values: [] }] } }), 'values []: NotIn needs values to compare with'],
  [from({ podSelector: { matchLabels: JSON.parse('{"__proto__": "x"}') } }), 'matchLabels["__proto__"] "__proto__": '],
  [from({ podSelector: { matchLabels: { app: 5 } } }), 'matchLabels["app"] 5: a label value is text'],
  [port({ port: 8100, endPort: 8000 }), 'spec.egress[0].ports[0].endPort 8000: it is below port 8100; write a port from 8100 to 65535'],
  [port({ portName: 'http', endPort: 8000 }), 'spec.egress[0].ports[0].endPort 8000: a range cannot start at the named port "http"; write its number'],
  [port({ endPort: 8000 }), 'spec.egress[0].ports[0].port: it is required; write the first port of the range that endPort ends'],
  [port({ port: 0 }), 'spec.egress[0].ports[0].port 0: it is outside 1 to 65535'],
  [port({ port: 0, endPort: 65_535 }), 'spec.egress[0].ports[0].port 0: it is outside 1 to 65535'],
  [port({ port: 65_536 }), 'port 65536: it is outside 1 to 65535'],
  [port({ port: NaN }), 'port NaN: it is not a whole number'],
  [port({ port: 1.5 }), 'port 1.5: it is not a whole number'],
  [port({ port: '8080' }), 'spec.egress[0].ports[0].port "8080": a port in quotes is taken for a name; write 8080, without quotes'],
  [port({ portName: 'Http' }), 'spec.egress[0].ports[0].portName "Http": a port name has 1 to 15 lower case letters'],
  [port({ portName: 'a--b' }), 'a port name has 1 to 15'],
  [port({ portName: 'sixteen-letters-' }), 'a port name has 1 to 15'],
  [port({ portName: '' }), 'a port name has 1 to 15'],
  [port({ port: 80, portName: 'http' }), 'spec.egress[0].ports[0].portName "http": port says it already; leave one of the two out'],
  [port({ protocol: 'ICMP' }), 'protocol "ICMP": it is none of the values that the API knows; write "TCP", "UDP" or "SCTP"'],
  [port(null), 'spec.egress[0].ports[0] null: it is not an object'],
  [{ podSelector: {}, policyTypes: ['ingress'] }, 'spec.policyTypes[0] "ingress": it is none of the values that the API knows; write "Ingress" or "Egress"'],
  [{ podSelector: {}, ingress: {} }, 'spec.ingress {}: it is not a list'],
  [{ podSelector: { app: 'product' } }, 'spec.podSelector.app "product": the field is unknown; write one of matchLabels, matchExpressions, or add'],
])('refused: %j', (spec, message) => {
  expect(messageOf(spec)).toContain(message);
});
