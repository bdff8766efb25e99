import { WHOLE_GROUPS, wholeGroup } from '../../src/manifest/whole-groups';
import { describeCluster } from './harness/describe-cluster';

interface Resources {
  readonly resources: readonly { readonly name: string; readonly kind: string }[];
}
interface Groups {
  readonly groups: readonly { readonly name: string; readonly versions: readonly { readonly groupVersion: string }[] }[];
}

describeCluster('of a group that is known as a whole', 'experimental', (cluster) => {
  test('the server has no kind that the table lacks', async () => {
    const { groups } = await cluster.client.get<Groups>('/apis');
    const paths = ['/api/v1', ...groups.filter(({ name }) => WHOLE_GROUPS.includes(name))
      .flatMap(({ versions }) => versions.map(({ groupVersion }) => `/apis/${groupVersion}`))];
    expect(paths.length).toBeGreaterThan(WHOLE_GROUPS.length - 2);
    for (const path of paths) {
      const { resources } = await cluster.client.get<Resources>(path);
      const kinds = resources.filter(({ name }) => !name.includes('/')).map(({ kind }) => kind);
      const group = path === '/api/v1' ? '' : path.split('/')[2];
      expect([path, kinds.filter((kind) => !wholeGroup(group)!.kinds.includes(kind))]).toEqual([path, []]);
    }
  });
});
