import { compileCel } from '../../../src/analysis/admission/cel/compile';
import { CelSyntaxError } from '../../../src/analysis/admission/cel/tokens';
import { CelError } from '../../../src/analysis/admission/cel/values';
import { quote } from '../../../src/manifest/quote';

const OBJECT = { spec: { hosts: ['a.com', 'B.com'], type: 'x', port: 80, name: 'http', none: null, off: false, map: { a: '1', b: '2' } } };

function valueOf(expression: string): unknown {
  const value = compileCel(expression)((name) => {
    if (name === 'object') return OBJECT;
    throw new CelError(`no such name: ${name}`);
  });
  return value instanceof Map ? Object.fromEntries(value as Map<string, unknown>) : value;
}

test.each<[string, unknown]>([
  ['true || false && false', true],
  ['(true || false) && false', false],
  ['!true', false],
  ['1 + 2 - -1', 4],
  ['1 < 2 && 2 <= 2 && 3 > 2 && 2 >= 2 && 1 != 2', true],
  ['\'a\' + "b"', 'ab'],
  ['\'a\' < \'b\'', true],
  ['[1] + [2, 3]', [1, 2, 3]],
  ['{\'a\': 1}', { a: 1 }],
  ['{\'a\': [1, 2]}[\'a\'][1]', 2],
  ['true ? 1 : false ? 2 : 3', 1],
  ['false ? 1 : false ? 2 : 3', 3],
  ['object.spec.type', 'x'],
  ['has(object.spec.type) && !has(object.spec.other)', true],
  ['has(object.spec.none)', true],
  ['object.spec.none == null', true],
  ['object.spec.hosts.exists(h, h == \'a.com\')', true],
  ['object.spec.hosts.all(h, h.endsWith(\'.com\'))', true],
  ['object.spec.hosts.map(h, h.lowerAscii())', ['a.com', 'b.com']],
  ['object.spec.hosts.map(h, h.startsWith(\'a\'), size(h))', [5]],
  ['object.spec.hosts.filter(h, h.matches(\'^[a-z.]+$\'))', ['a.com']],
  ['object.spec.map.all(k, object.spec.map[k] in [\'1\', \'2\'])', true],
  ['object.spec.map.filter(k, k != \'a\')', ['b']],
  ['\'a\' in object.spec.map', true],
  ['\'1\' in object.spec.map', false],
  ['[[\'a\']].exists(l, l == [\'a\'])', true],
  ['[\'a\'] in [[\'a\']]', true],
  ['{\'a\': {\'b\': 1}} == {\'a\': {\'b\': 1}}', true],
  ['dyn(1) == dyn(\'1\')', false],
  ['type(object.spec.port) == int', true],
  ['type(object.spec.name) == int', false],
  ['int(\'12\') + 1', 13],
  ['string(12) + \'!\'', '12!'],
  ['\'a,b\'.split(\',\').map(x, x.trim()).join(\', \')', 'a, b'],
  ['\'CAP_NET_RAW\'.replace(\'CAP_\', \'\')', 'NET_RAW'],
  ['\'abc\'.substring(1)', 'bc'],
  ['\'äbc\'.upperAscii()', 'äBC'],
  ['size(\'é\') + size([1]) + size({\'a\': 1})', 3],
  // What decides, decides, whatever fails beside it.
  ['object.missing || true', true],
  ['object.missing && false', false],
  ['[1, 2].exists(x, x == 2 || object.missing)', true],
  ['[1, 2].all(x, x == 2 && object.missing)', false],
])('%s', (expression, value) => {
  expect(valueOf(expression)).toEqual(value);
});

test.each(['object.missing', 'object.missing || false', 'object.missing && true', '[1].all(x, object.missing)', 'object.spec.hosts[2]',
  '1 == 1 && \'a\'', 'nobody', 'size(1)', '\'a\' < 1', '\'a\' + 1', '1 in 1', 'has(object.spec.type.x)', '\'a\'.all(x, true)', 'int(\'a\')',
  'object.spec.map[\'__proto__\']', 'object.spec.constructor'])('%s has no value', (expression) => {
  expect(() => valueOf(expression)).toThrow(CelError);
});

test.each(['', '1 +', '(1', '[1, 2', '{\'a\' 1}', 'a b', 'unknown(1)', '\'a\'.unknown()', 'has(a)', '#', '\'a',
  'a ? b'])('%s is no expression', (expression) => {
  expect(() => compileCel(expression)).toThrow(CelSyntaxError);
});

test.each(['it\'s "so"', 'back\\slash', 'line\nbreak', 'tab\t', '\u0001', 'ü'])('%j survives as a literal', (text) => {
  expect(valueOf(quote(text))).toBe(text);
});

test('a table that says the same to everybody is made once', () => {
  const program = compileCel('{\'a\': [\'b\']}');
  const scope = (): never => { throw new CelError('nothing'); };
  expect(program(scope)).toBe(program(scope));
});

test('a list that names what is asked is made each time', () => {
  const program = compileCel('[x]');
  expect([1, 2].map((x) => program(() => x))).toEqual([[1], [2]]);
});
