import { cli, folderOf } from './fake-io';
import { pod, PODS, policy, reach } from './reach-files';

describe('warnings', () => {
  const nobody = (name: string, home = 'shop'): string =>
    policy(name, '{ podSelector: { matchLabels: { app: nobody } } }').replace('namespace: shop', `namespace: ${home}`);
  const peer = (name: string, app: string): string =>
    policy(name, `{ podSelector: { matchLabels: { app: ${app} } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: x } } }] }] }`);
  const manifests = (...more: string[]): Record<string, string> => ({ 'a.yaml': PODS + pod('api', 'api') + more.join('') });

  test('that are the same are said once, with the first objects', async () => {
    expect((await reach(manifests(...['a', 'b', 'c', 'd', 'e'].map((name) => nobody(name))))).err)
      .toBe('a.yaml:23: warning: NetworkPolicy shop/a, NetworkPolicy shop/b, NetworkPolicy shop/c and 2 more spec.podSelector: '
        + 'it selects no pod of the set, so it changes nothing; correct its labels, or add the workload\n');
  });

  test('about neither end of a question are left out, and errors are not', async () => {
    const files = manifests(nobody('here'), nobody('far', 'far'), peer('to-web', 'web'), peer('to-api', 'api'),
      pod('bare', 'x').replace(', labels: { app: x }', ''), pod('other', 'y').replace('namespace: shop', 'namespace: other'));
    const { err } = await reach(files, '--from', 'shop/web', '--to', 'shop/db', '--port', '5432');
    expect(err.split('\n').map((line) => line.replace(/^.*?warning: (\S+ \S+).*$/, '$1'))).toEqual(['NetworkPolicy shop/here', 'NetworkPolicy shop/to-web', '']);
    const asked = await reach(files, '--from', 'shop/api', '--to', 'other/other', '--port', '80');
    expect(asked.err).toMatch(/NetworkPolicy shop\/to-api .*\n.*Namespace other: it is not in the set/);
    expect(asked.err).not.toMatch(/far|to-web|bare/);
    const broken = { ...files, 'b.yaml': policy('broken', '{ podSelector: 5 }').replace('namespace: shop', 'namespace: far') };
    const { err: withError, code } = await reach(broken, '--from', 'shop/web', '--to', 'shop/web', '--port', '80');
    expect(withError).toMatch(/error: NetworkPolicy far\/broken/);
    expect(code).toBe(1);
  });

  test('of both sets of a comparison are said once, with the place in the second', async () => {
    const cwd = folderOf({ 'before/a.yaml': PODS + nobody('a') + nobody('old'), 'after/a.yaml': PODS + nobody('a') });
    expect((await cli(['reach', '--diff', 'before', 'after'], { cwd })).err)
      .toMatch(/^after\/a\.yaml:18: warning: NetworkPolicy shop\/a, NetworkPolicy shop\/old spec.podSelector: it selects no pod[^\n]*\n$/);
  });
});
