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
  figures: { status: 'failure', Checked: '4 objects in 1 files', Errors: '3', Warnings: '0' },
};
const WARNED = [
  { ruleName: 'GW404 warning', constructs: [['product-api', 'shop/policies/product-api', 'dist/shop.k8s.yaml', PEERS]] },
];

/** What the CLI does with each app: exit code, what it prints, and the report that it writes. */
export const CASES = [
  { name: 'valid', expected: { ...FINE, figures: { status: 'success', Checked: '3 objects in 1 files', Errors: '0' } } },
  { name: 'role', expected: { ...FINE, figures: { status: 'success', Errors: '0' } } },
  { name: 'invalid', expected: INVALID },
  {
    name: 'from a folder of plugins', app: 'invalid', validation: { package: 'cdk8s-gateway' }, expected: INVALID,
  },
];
