import { checkEntries } from '../../src/analysis/check-entries';

const owner = (name: string) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name, uid: `uid-of-${name}`, controller: true });

/** What is wrong with the owners of a Service. */
function said(...ownerReferences: object[]): string[] {
  const manifest = {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', ownerReferences }, spec: { type: 'ExternalName', externalName: 'example.com' },
  };
  return checkEntries([{ manifest }], { channel: 'standard' }).filter(({ code }) => code === 'GW001').map(({ path = '' }) => path);
}

test('an object has one controller', () => {
  expect(said(owner('a'), owner('b'))).toEqual(['metadata.ownerReferences[1].controller']);
});

test('the same owner twice is one, as the API server keeps it', () => {
  expect(said(owner('a'), owner('a'))).toEqual([]);
});
