import * as fs from 'node:fs';
import { cli, folderOf } from '../cli/fake-io';
import { found, short } from '../cli/found';

test('200,000 documents are read and counted, odd ones among them', async () => {
  const text = Array.from({ length: 200_000 }, (_, i) => (i % 1000 === 999 ? 'null' : `{ apiVersion: v1, kind: Thing, metadata: { name: t${i} } }`))
    .join('\n---\n');
  const cwd = folderOf({ 'a.yaml': text });
  const { code, out } = await cli(['check', 'a.yaml'], { cwd });
  expect(code).toBe(0);
  expect(out).toMatch(/^199800 objects in 1 file: 0 errors, 0 warnings\nFields not checked.*: 199800 Thing \(v1\)\nDocuments that are no objects.*and 195 more$/m);
});

test('a file of 50 MB with one document, and a finding at its end', async () => {
  const items = Array.from({ length: 5_000 }, (_, i) => `- metadata: { name: c${i} }\n  data: { k: "${'x'.repeat(10_000)}" }\n`);
  const text = `apiVersion: v1\nkind: ConfigMapList\nitems:\n${items.join('')}- 1\n`;
  const cwd = folderOf({ 'a.yaml': text });
  expect(short(await found({}, ['a.yaml'], { cwd }))).toEqual([['GW094', 'a.yaml', 10_004]]);
});

test('a device without end is read until it is too large', async () => {
  if (!fs.existsSync('/dev/zero')) return;
  expect(await found({}, ['/dev/zero'], { cwd: folderOf({}) })).toMatchObject([{ code: 'GW095', file: '/dev/zero' }]);
});
