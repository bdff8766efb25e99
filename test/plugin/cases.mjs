const MISMATCH = /^line \d+, HTTPRoute shop\/(cart|search) spec\.parentRefs\[0\]: .*shop\.company\.com/;
const BLOCK = /^line \d+, NetworkPolicy \w+\/[\w-]+ spec\.ingress\[0\]\.from\[0\]\.ipBlock\.cidr: .*10\.0\.0\.0\/33/;
const PEERS = /^line \d+, NetworkPolicy ecommerce-prod\/product-api spec\.ingress\[0\]\.from/;

const FINE = { status: 0, violations: [], output: [/Validations ended/] };
const INVALID = {
  status: 2,
  output: [/GW001 error \(1 occurrences\)/, /Construct Path: shop\/policy/, /GW020 error \(2 occurrences\)/],
  violations: [
    { ruleName: 'GW001 error', constructs: [['from-nowhere', 'shop/policy', 'dist/shop.k8s.yaml', BLOCK]] },
    {
      ruleName: 'GW020 error',
      constructs: [
        ['cart', 'shop/cart-route', 'dist/shop.k8s.yaml', MISMATCH],
        ['search', 'shop/search-route', 'dist/shop.k8s.yaml', MISMATCH],
      ],
    },
  ],
  figures: { status: 'failure', Checked: '4 objects in 1 file', Errors: '3', Warnings: '0' },
};
const WARNED = [{
  ruleName: 'GW404 warning',
  constructs: [['product-api', 'shop/policies/product-api-networkpolicy-ecommerce-prod', 'dist/shop.k8s.yaml', PEERS]],
}];

/** What the CLI does with each app: exit code, what it prints, and the report that it writes. */
export const CASES = [
  { name: 'valid', expected: { ...FINE, figures: { status: 'success', Checked: '3 objects in 1 file', Errors: '0' } } },
  { name: 'role', expected: { ...FINE, figures: { status: 'success', Errors: '0' } } },
  { name: 'invalid', expected: INVALID },
  {
    name: 'from a folder of plugins', app: 'invalid', validation: { package: 'cdk8s-gateway' }, expected: INVALID,
  },
  {
    name: 'same-names',
    expected: {
      status: 2,
      output: [/Construct Path: N\/A/],
      violations: [{
        ruleName: 'GW001 error',
        constructs: [
          ['NetworkPolicy bank/shared', null, 'dist/bank.k8s.yaml', BLOCK],
          ['NetworkPolicy shop/shared', null, 'dist/shop.k8s.yaml', BLOCK],
        ],
      }],
    },
  },
  {
    name: 'warning',
    expected: { status: 0, output: [/GW404 warning/], violations: WARNED, figures: { status: 'success', Errors: '0', Warnings: '1' } },
  },
  {
    name: 'warnings fail', app: 'warning', validation: { properties: { failOn: 'warning' } },
    expected: { status: 2, violations: WARNED, figures: { status: 'failure', Warnings: '1' } },
  },
  {
    name: 'a rule that is off', app: 'warning', validation: { properties: { rules: { GW404: 'off' } } },
    expected: { ...FINE, figures: { status: 'success', Warnings: '0', 'Rules off': 'GW404' } },
  },
  {
    name: 'acknowledged', validation: { properties: { failOn: 'warning' } },
    expected: { ...FINE, figures: { status: 'success', Warnings: '0', Acknowledged: '1' } },
  },
  {
    name: 'an implementation', app: 'valid', validation: { properties: { implementation: 'traefik' } },
    expected: {
      status: 2,
      violations: [{
        ruleName: 'GW500 error',
        constructs: [[
          'cart', 'shop/traffic/cart-httproute-shop', 'dist/shop.k8s.yaml',
          /^line \d+, HTTPRoute shop\/cart spec\.rules\[0\]\.timeouts\.request: traefik v.* does not have HTTPRouteRequestTimeout/,
        ]],
      }],
    },
  },
  {
    name: 'on standard output', app: 'invalid', args: ['--stdout'],
    expected: {
      ...INVALID,
      output: [],
      violations: INVALID.violations.map(({ ruleName, constructs }) => (
        { ruleName, constructs: constructs.map(([resource, path, , pattern]) => [resource, path, 'STDOUT', pattern]) })),
    },
  },
  { name: 'without validation', app: 'invalid', args: ['--no-validate'], expected: { status: 0 } },
  {
    name: 'a property that is none', app: 'valid', validation: { properties: { closed: true } },
    expected: { status: 1, output: [/TrafficValidation: properties\.closed true: the field is unknown; write one of channel, /] },
  },
  {
    name: 'a property of a wrong value', app: 'valid', validation: { properties: { implementation: 'trafik' } },
    expected: { status: 1, output: [/TrafficValidation: properties\.implementation "trafik": .*traefik/] },
  },
  {
    name: 'settings that are not there', app: 'valid', validation: { properties: { config: 'policies.yaml' } },
    expected: { status: 1, output: [/TrafficValidation: policies\.yaml cannot be read \(no such file or folder\)/] },
  },
];
