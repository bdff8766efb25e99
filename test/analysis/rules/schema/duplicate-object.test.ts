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

  test.each([[false, 'unknown'], [true, 'error']])('in two folders, closed world %s', (closedWorld, severity) => {
    const manifest: Manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop' } };
    const entries = ['base/a.yaml', 'overlays/prod/a.yaml'].map((file) => ({ manifest: { ...manifest }, file }));
    expect(checkEntries(entries, { channel: 'standard', closedWorld }).filter(({ code }) => code === 'GW003')).toEqual([expect.objectContaining({
      severity, message: 'base/a.yaml already is ConfigMap shop; of two folders for one cluster the last one applied replaces it',
    })]);
  });
});
