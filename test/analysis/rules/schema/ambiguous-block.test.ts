import { said } from '../../../util/check';

const policy = (cidr: string, except = '', uid = ''): string => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: a, namespace: shop${uid} }
spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr}${except} } }] }] }
`;

const REFUSED = 'error spec.egress[0].to[0].ipBlock.cidr: "203.0.113.1/24": its address has bits beyond the prefix length';
const TAKEN = 'warning spec.egress[0].to[0].ipBlock.cidr: "203.0.113.1/24": its address has bits beyond the prefix length; '
  + 'from Kubernetes 1.36 on the API server refuses it in a new object';

test.each([[undefined, REFUSED], ['1.36', REFUSED], ['1.37.1', REFUSED], ['v1.35.2', TAKEN], ['1.29', TAKEN]])(
  'a block with host bits, in Kubernetes %s', (kubernetesVersion, text) => {
    expect(said('GW001', policy('203.0.113.1/24'), { kubernetesVersion })).toEqual([text]);
  },
);

test('what a cluster holds may stay', () => {
  expect(said('GW001', policy('203.0.113.1/24', '', ', uid: a'))).toEqual([TAKEN]);
});

test('exceptions alike; what no release takes is an error in each', () => {
  expect(said('GW001', policy('203.0.113.0/24', ', except: [203.0.113.9/25, 203.0.114.1/25]'), { kubernetesVersion: '1.34' })).toEqual([
    expect.stringMatching(/^warning spec\.egress\[0\]\.to\[0\]\.ipBlock\.except\[0\]: "203\.0\.113\.9\/25": its address has bits beyond/),
    'error spec.egress[0].to[0].ipBlock.except[1]: "203.0.114.1/25": it does not lie inside 203.0.113.0/24',
  ]);
});
