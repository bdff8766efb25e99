import { nearest } from '../../src/manifest/nearest';

test.each([
  ['Mirorr', 'Mirror'],
  ['mirror', 'Mirror'],
  ['Rtry', 'Retry'],
])('the nearest name to %s is %s', (name, expected) => {
  expect(nearest(name, ['Mirror', 'Retry'])).toBe(expected);
});

test.each(['', 'Timeout', 'x'.repeat(65)])('no name is near to "%s"', (name) => {
  expect(nearest(name, ['Mirror', 'Retry'])).toBeUndefined();
});

test.each([
  ['hostname', ['host', 'hostnames', 'name'], 'hostnames'],
  ['abcdef', ['badcef', 'abcdxy', 'abcdfe'], 'abcdxy'],
  ['port', ['ports', 'prot', 'pot', 'PORT'], 'PORT'],
  ['timeouts', ['backendRefs', 'time', 'retries'], undefined],
])('of several names the first of the nearest to %s', (name, known, expected) => {
  expect(nearest(name, known)).toBe(expected);
});
