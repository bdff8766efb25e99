import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Manifest } from '../../../../src/manifest/manifest';

const said = (namespace?: string): string[] => {
  const manifest: Manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop', ...(namespace && { namespace }) } };
  return checkEntries([{ manifest, file: 'a.yaml' }, { manifest: { ...manifest }, file: 'b.yaml' }], { channel: 'standard' })
    .filter(({ code }) => code === 'GW003').map(({ file, message }) => `${file}: ${message}`);
};

describe('GW003: two objects of one name', () => {
  test.each([['shop', 'ConfigMap shop/shop'], [undefined, 'ConfigMap shop']])('in namespace %s', (namespace, object) => {
    expect(said(namespace)).toEqual([`b.yaml: a.yaml already is ${object}; the last one applied would replace it`]);
  });
});
