import { Findings, GatewayAddressType, Implementation, type SharedGatewayProps } from '../../../src';
import { Edge } from './edge';

function addressesOf(props: Partial<SharedGatewayProps>): unknown {
  const edge = new Edge();
  edge.gateway(props);
  expect(Findings.of(edge.app)).toEqual([]);
  return edge.emitted('Gateway')[0].spec.addresses;
}

describe('typedAddresses', () => {
  test('are of an implementation\'s type, or without value', () => {
    const typedAddresses = [
      { type: 'example.com/pool', value: 'edge' }, { type: 'example.com/pool' }, {}, { type: GatewayAddressType.HOSTNAME },
      { value: '203.0.113.11' },
    ];
    expect(addressesOf({ addresses: ['203.0.113.10'], typedAddresses })).toStrictEqual([
      { type: 'IPAddress', value: '203.0.113.10' }, { type: 'example.com/pool', value: 'edge' }, { type: 'example.com/pool' },
      { type: 'IPAddress' }, { type: 'Hostname' }, { type: 'IPAddress', value: '203.0.113.11' },
    ]);
  });

  test.each<[string, Partial<SharedGatewayProps>, RegExp]>([
    ['what is no list', { typedAddresses: {} as never }, /typedAddresses \{\}: it is not a list/],
    ['what is no object', { typedAddresses: ['203.0.113.10' as never] }, /typedAddresses\[0\] "203.*it is not an object/],
    ['an unknown option', { typedAddresses: [{ name: 'x' } as never] }, /typedAddresses\[0\]\.name is no option here, .*type or value/],
    ['a type that was given up', { typedAddresses: [{ type: 'NamedAddress', value: 'x' }] }, /typedAddresses\[0\]\.type "NamedAddress": the API gives it up/],
    ['a type without domain', { typedAddresses: [{ type: 'pool', value: 'x' }] }, /spec\.addresses\[0\]\.type "pool": it is neither IPAddress/],
    ['an empty value', { typedAddresses: [{ value: '' }] }, /typedAddresses\[0\]\.value "": it is empty; leave it out/],
    ['a value of another type', { typedAddresses: [{ value: 'edge' }] }, /spec\.addresses\[0\]\.value "edge": it is not an IPv4 or IPv6 address/],
    ['17 together', { addresses: Array.from({ length: 9 }, (_, i) => `10.0.0.${i}`), typedAddresses: Array.from({ length: 8 }, () => ({})) },
      /spec\.addresses .*17 entries, and 16 is the limit \(Gateway API v1\.6\.1, GatewaySpec\); leave at most 16, and put the rest into another Gateway/],
  ])('refuse %s', (_, props, message) => {
    expect(() => new Edge().gateway(props)).toThrow(message);
  });

  test('are refused where the implementation takes none', () => {
    expect(() => new Edge(Implementation.traefik()).gateway({ typedAddresses: [{}] }))
      .toThrow(/typedAddresses: Traefik does not support it \(GatewayStaticAddresses/);
  });

  test('without value are refused where the implementation assigns none', () => {
    const custom = Implementation.custom({
      name: 'own', controllerName: 'example.com/own', unsupportedFeatures: ['GatewayAddressEmpty'],
    });
    expect(() => new Edge(custom).gateway({ typedAddresses: [{}] })).toThrow(/typedAddresses\[0\]: own does not support it \(GatewayAddressEmpty/);
    expect(() => new Edge(custom).gateway({ typedAddresses: [{ value: '203.0.113.10' }] })).not.toThrow();
  });
});

test.each<[string, unknown, RegExp]>([
  ['a symbol', [Symbol('a')], /SharedGateway: addresses\[0\] Symbol\(a\): it is not text; write "203\.0\.113\.10" or "edge\.company\.com"$/],
  ['an object without prototype', ['10.0.0.1', Object.create(null)], /addresses\[1\] \{\}: it is not text/],
  ['nothing', [undefined], /addresses\[0\] undefined: it is not text/],
  ['a gap', new Array(1), /addresses\[0\] undefined: it is not text/],
])('%s is no address', (_, addresses, message) => {
  expect(() => new Edge().gateway({ addresses: addresses as string[] })).toThrow(message);
});
