import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const TOOL = path.join(__dirname, '../../tools/languages/check-names.mjs');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'names-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

/** What the tool says of a library with these types. */
function check(types: object[]): { status: number | null; said: string[] } {
  const assembly = { schema: 'jsii/0.10.0', name: 'tiny', types: Object.fromEntries(types.map((type) => [`tiny.${(type as { name: string }).name}`, type])) };
  fs.writeFileSync(path.join(folder, '.jsii'), JSON.stringify(assembly));
  const { status, stderr } = spawnSync(process.execPath, [TOOL, folder], { encoding: 'utf8' });
  return { status, said: stderr.split('\n').filter((line) => line !== '') };
}

test('names that mean nothing to any language pass, keywords in another case among them', () => {
  const operators = { name: 'Operator', kind: 'enum', members: [{ name: 'IN' }, { name: 'NOT_IN' }] };
  const route = {
    name: 'Route', kind: 'class', properties: [{ name: 'namespace' }, { name: 'type' }],
    methods: [{ name: 'operator', parameters: [{ name: 'namespace' }] }], initializer: { parameters: [{ name: 'props', type: { fqn: 'tiny.RouteProps' } }] },
  };
  const props = { name: 'RouteProps', kind: 'interface', datatype: true, properties: [{ name: 'fromTeam' }] };
  expect(check([operators, route, props])).toEqual({ status: 0, said: [] });
});

test('keywords of each language are listed with what jsii makes of them', () => {
  const route = {
    name: 'Route', kind: 'class', properties: [{ name: 'from' }, { name: 'default' }],
    methods: [{ name: 'send', parameters: [{ name: 'range' }] }], initializer: { parameters: [{ name: 'lambda', type: { primitive: 'string' } }] },
  };
  expect(check([route])).toEqual({
    status: 1,
    said: [
      'Route.from: "from" is a keyword of Python, and jsii makes it from_; choose another name',
      'Route.default: "default" is a keyword of Java, and jsii makes it defaultValue; choose another name',
      'Route.send, parameter range: "range" is a keyword of Go, and jsii makes it range_; choose another name',
      'Route.constructor, parameter lambda: "lambda" is a keyword of Python, and jsii makes it lambda_; choose another name',
    ],
  });
});

test('a class without a Builder in Java is listed', () => {
  const chart = { name: 'EdgeChart', kind: 'class', initializer: { parameters: [{ name: 'props', type: { fqn: 'cdk8s.ChartProps' } }] } };
  expect(check([chart])).toEqual({
    status: 1,
    said: ['EdgeChart: its constructor takes cdk8s.ChartProps, and Java has no Builder then; extend a struct from it'],
  });
});
