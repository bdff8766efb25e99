import { Destination, EgressBackend } from '../../src';
import { emitted, REASON, STRIPE } from '../constructs/egress/backends/lock';
import { cli, folderOf, type Ran } from './fake-io';

const documents = (objects: readonly object[]): string => objects.map((one) => JSON.stringify(one)).join('\n---\n');
const pod = (name: string, namespace = 'ecommerce-prod', labels: object = { app: name }): object => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec: { containers: [{ name: 'c' }] },
});
const PODS = [pod('web'), pod('db'), pod('other', 'blog'), pod('dns', 'kube-system', { 'k8s-app': 'kube-dns' })];
const reach = (objects: readonly object[], ...options: string[]): Promise<Ran> =>
  cli(['reach', '.', ...options], { cwd: folderOf({ 'a.yaml': documents([...PODS, ...objects]) }) });
const ask = async (objects: readonly object[], ...options: string[]): Promise<string> => (await reach(objects, ...options)).out;

describe('a lockdown with Cilium', () => {
  const lockdown = emitted({
    backend: EgressBackend.cilium({ version: '1.19' }),
    allow: [STRIPE, Destination.cidr('10.20.0.0/16', 5432, { reason: REASON })],
  });
  const from = (to: string, port: string): Promise<string> => ask(lockdown, '--from', 'ecommerce-prod/web', '--to', to, '--port', port);

  test('is answered as far as manifests show it', async () => {
    expect(await from('10.20.0.9', '5432')).toMatch(/^yes: .*\n {2}egress of .*: CiliumNetworkPolicy ecommerce-prod\/.*, spec.egress\[1\], allows it\n$/);
    expect(await from('10.20.0.9', '22')).toMatch(/^no: /);
    expect(await from('kube-system/dns', '53/udp')).toMatch(/^yes: /);
    expect(await from('blog/other', '443')).toMatch(/^no: /);
    expect(await from('169.254.169.254', '80')).toMatch(/^no: /);
    expect((await reach(lockdown)).err).not.toContain('not evaluated');
  });

  test('leaves unknown what DNS decides, and says so', async () => {
    expect(await from('outside', '443')).toMatch(/unknown: .*\n[^]*not known: the set does not show the addresses that DNS gives for api\.stripe\.com/);
    expect(await from('outside', '80')).toMatch(/^no: /);
  });
});

describe('beside a policy that is not evaluated', () => {
  const DENY = {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny', namespace: 'ecommerce-prod' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  };
  const OTHER = {
    apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'c', namespace: 'ecommerce-prod' },
    spec: { endpointSelector: { matchLabels: { app: 'web' } }, egress: [{ toServices: [{ k8sService: { serviceName: 'a' } }] }] },
  };
  const SET = [DENY, OTHER];
  const REASON_OF = 'CiliumNetworkPolicy ecommerce-prod/c (a.yaml:11) is not evaluated, and may decide it';

  test('a question of pods that it selects is unknown, and it is named', async () => {
    const { code, out } = await reach(SET, '--from', 'ecommerce-prod/web', '--to', 'outside', '--port', '443');
    expect([code, out]).toEqual([1, expect.stringMatching(/^unknown: ecommerce-prod\/web\[Pod\] => outside on TCP 443\n/)]);
    expect(out).toContain(`  not known: ${REASON_OF}\n`);
  });

  test('a question of others is answered', async () => {
    expect(await ask(SET, '--from', 'ecommerce-prod/db', '--to', 'outside', '--port', '443')).toMatch(/^no: /);
    expect(await ask(SET, '--from', 'blog/other', '--to', 'outside', '--port', '443')).toMatch(/^yes: /);
  });

  test('the list, the ways out and what absent pods reach are unknown', async () => {
    expect(await ask(SET)).toContain('ecommerce-prod/web[Pod] => outside (IPv4), outside (IPv6), blog/other[Pod], kube-system/dns[Pod] : unknown: all ports\n');
    expect(await ask(SET, '--exposure', '--from', 'ecommerce-prod/web')).toBe('ecommerce-prod/web[Pod] => any pod of the cluster : unknown: all ports\n'
      + '1 line: 4 workloads in 3 groups, 1 policy, and 1 not evaluated\n');
    const escape = await ask(SET, '--from', 'ecommerce-prod/web', '--escape');
    expect(escape).toContain('  direct: outside (IPv4), outside (IPv6) : unknown: all ports\n');
    expect(escape).toContain(`  not known: ${REASON_OF}\n`);
    expect(await ask(SET, '--from', 'ecommerce-prod/db', '--escape')).not.toContain('not known');
  });

  test('a change of it shows', async () => {
    const [before, after] = [[DENY], SET].map((objects) => documents([...PODS, ...objects]));
    const cwd = folderOf({ 'before/a.yaml': before, 'after/a.yaml': after });
    expect((await cli(['reach', '--diff', 'before', 'after', '--to', 'outside'], { cwd })).out)
      .toMatch(/ecommerce-prod\/web\[Pod\] => outside \(IPv4\), outside \(IPv6\) : no port -> unknown: all ports\n/);
  });
});
