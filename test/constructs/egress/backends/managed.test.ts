import { Destination, EgressBackend } from '../../../../src';
import { ANY_DEPTH, BLOCK, emitted, LEDGER, ofKind, ONE_LABEL, REASON, STRIPE } from './lock';

const HTTPS = [{ protocol: 'TCP', port: 443 }];
const ipBlock = ({ to }: { to: { ipBlock?: { cidr: string } }[] }) => to[0].ipBlock?.cidr;

describe('GKE\'s FQDNNetworkPolicy', () => {
  const backend = EgressBackend.gkeFqdn();

  test('opens names beside the NetworkPolicies', () => {
    const manifests = emitted({ backend, allow: [STRIPE, ONE_LABEL, BLOCK] });
    expect(manifests.map(({ kind }) => kind)).toEqual(['NetworkPolicy', 'NetworkPolicy', 'NetworkPolicy', 'FQDNNetworkPolicy']);
    expect(manifests[3]).toEqual(expect.objectContaining({ apiVersion: 'networking.gke.io/v1alpha1' }));
    expect(manifests[3].spec).toEqual({
      podSelector: {},
      egress: [{ matches: [{ name: 'api.stripe.com' }], ports: HTTPS }, { matches: [{ pattern: '*.x.io' }], ports: HTTPS }],
    });
    expect((manifests[2].spec.egress as { to: object[] }[]).map(ipBlock as never)).toEqual(['203.0.113.0/24']);
  });

  test('refuses any depth, ranges of ports and SCTP', () => {
    expect(() => emitted({ backend, allow: [ANY_DEPTH] })).toThrow(/its "\*\.x\.io" matches one label only/);
    expect(() => emitted({ backend, allow: [Destination.host('a.io', 1, { reason: REASON, endPort: 9 })] })).toThrow(/no ranges of ports; list them in morePorts/);
  });

  test('is chosen by Dataplane V2', () => {
    expect(ofKind(emitted({ allow: [STRIPE] }, { name: 'gke', networkPlugin: 'dataplane-v2' }), 'FQDNNetworkPolicy')).toHaveLength(1);
  });
});

describe('EKS Auto Mode\'s ApplicationNetworkPolicy', () => {
  const backend = EgressBackend.eksAuto();

  test('is the whole lockdown, so that no NetworkPolicy has to let the hosts pass too', () => {
    const manifests = emitted({ backend, allow: [STRIPE, ANY_DEPTH, LEDGER] });
    expect(new Set(manifests.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`))).toEqual(new Set(['networking.k8s.aws/v1alpha1 ApplicationNetworkPolicy']));
    expect(manifests[0].spec).toEqual({ podSelector: {}, policyTypes: ['Egress'] });
    expect((manifests[1].spec.egress as { ports: unknown[] }[])[0].ports).toEqual([{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }]);
    expect(manifests[2].spec.egress).toEqual([
      { to: [{ domainNames: ['api.stripe.com'] }], ports: HTTPS },
      { to: [{ domainNames: ['*.x.io'] }], ports: HTTPS },
      { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ledger' } } }], ports: [{ protocol: 'TCP', port: 5432 }] },
    ]);
  });

  test('refuses one label', () => {
    expect(() => emitted({ backend, allow: [ONE_LABEL] })).toThrow(/matches hosts of any depth/);
  });

  test('is chosen by the distribution', () => {
    expect(ofKind(emitted({ allow: [STRIPE] }, { name: 'eks-auto', networkPlugin: undefined }), 'ApplicationNetworkPolicy')).toHaveLength(3);
  });
});

describe('OVN-Kubernetes\' EgressFirewall', () => {
  const backend = EgressBackend.ovnEgressFirewall();
  const firewall = (...args: Parameters<typeof emitted>) => ofKind(emitted(...args), 'EgressFirewall')[0];

  test('is named default, closes both families at the end, and excepts before it opens', () => {
    const block = Destination.cidr('198.51.100.0/24', 443, { reason: REASON, exceptions: ['198.51.100.7/32'] });
    const { metadata, spec } = firewall({ backend, allow: [STRIPE, ONE_LABEL, block, LEDGER] });
    expect(metadata.name).toBe('default');
    expect(spec.egress).toEqual([
      { type: 'Allow', to: { dnsName: 'api.stripe.com' }, ports: HTTPS },
      { type: 'Allow', to: { dnsName: '*.x.io' }, ports: HTTPS },
      { type: 'Deny', to: { cidrSelector: '198.51.100.7/32' }, ports: HTTPS },
      { type: 'Allow', to: { cidrSelector: '198.51.100.0/24' }, ports: HTTPS },
      { type: 'Deny', to: { cidrSelector: '0.0.0.0/0' } },
      { type: 'Deny', to: { cidrSelector: '::/0' } },
    ]);
  });

  test('stands beside NetworkPolicies that open the ports of hosts to what is public', () => {
    const [, , allow] = ofKind(emitted({ backend, allow: [STRIPE] }), 'NetworkPolicy');
    expect((allow.spec.egress as never[]).map(ipBlock)).toEqual(['0.0.0.0/0', '::/0']);
  });

  test('refuses any depth, ranges of ports and selected pods', () => {
    expect(() => emitted({ backend, allow: [ANY_DEPTH] })).toThrow(/matches one label only/);
    expect(() => emitted({ backend, allow: [Destination.cidr('203.0.113.0/24', 1, { reason: REASON, endPort: 9 })] })).toThrow(/no ranges of ports/);
  });

  test('opens a narrow block inside what a wide one leaves closed', () => {
    const rules = firewall({ backend, allow: [Destination.anywhere(443, { reason: 'web' }), Destination.cidr('10.1.0.0/16', 443, { reason: 'office' })] })
      .spec.egress as { type: string; to: { cidrSelector: string } }[];
    const at = (cidr: string, type: string) => rules.findIndex((rule) => rule.to.cidrSelector === cidr && rule.type === type);
    expect(at('10.1.0.0/16', 'Allow')).toBeLessThan(at('10.0.0.0/8', 'Deny'));
  });
});

describe('Calico', () => {
  const backend = EgressBackend.calico({ order: 200 });

  test('denies the rest by itself, before NetworkPolicies are read', () => {
    const block = Destination.cidr('198.51.100.0/24', 443, { reason: REASON, exceptions: ['198.51.100.7/32'], endPort: 444, morePorts: [80] });
    const manifests = emitted({ backend, allow: [block, LEDGER] });
    expect(manifests).toHaveLength(1);
    expect(manifests[0]).toEqual(expect.objectContaining({ apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy' }));
    const dns = { namespaceSelector: 'projectcalico.org/name == \'kube-system\'', selector: 'k8s-app == \'kube-dns\'', ports: [53] };
    expect(manifests[0].spec).toEqual({
      order: 200, selector: 'all()', types: ['Egress'],
      egress: [
        { action: 'Allow', protocol: 'UDP', destination: dns },
        { action: 'Allow', protocol: 'TCP', destination: dns },
        { action: 'Allow', protocol: 'TCP', destination: { nets: ['198.51.100.0/24'], notNets: ['198.51.100.7/32'], ports: ['443:444', 80] } },
        { action: 'Allow', protocol: 'TCP', destination: { namespaceSelector: 'projectcalico.org/name == \'ledger\'', selector: 'all()', ports: [5432] } },
        { action: 'Deny' },
      ],
    });
  });

  test('refuses hosts in its open-source edition', () => {
    expect(() => emitted({ backend, allow: [STRIPE] })).toThrow(/open-source Calico \(EgressBackend\.calico\(\)\) cannot hold it exactly: domains are a field of its commercial editions/);
  });
});
