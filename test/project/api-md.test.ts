import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';

const GENERATOR = path.join(__dirname, '../../tools/api-md/main.mjs');
const TEXT = { primitive: 'string' };
const MAP = { collection: { kind: 'map', elementtype: TEXT } };
const typed = (fqn: string): { fqn: string } => ({ fqn });
const listOf = (elementtype: object): object => ({ collection: { kind: 'array', elementtype } });
const at = (line: number): object => ({ locationInModule: { filename: 'a.ts', line } });

type Types = Record<string, { name: string; symbolId: string; kind: string; docs?: object; [key: string]: unknown }>;

/** Every form that a library has, small. */
const TYPES: Types = {
  Gate: {
    name: 'Gate', kind: 'class', symbolId: 'src/constructs/gateway/gate:Gate', base: 'cdk8s.ApiObject', interfaces: ['tiny.IGate'],
    docs: {
      summary: 'A gate for <all> | some.', remarks: 'It keeps `<team>.json`\nas it is.\n\nA second paragraph:\n- one\n- two',
      example: "new Gate(chart, 'gate', {\n  width: 3,\n});\n", stability: 'experimental',
    },
    initializer: {
      docs: { custom: { throws: 'where it is <narrow>' } },
      parameters: [
        { name: 'scope', type: typed('constructs.Construct'), docs: { summary: 'a chart.' } },
        { name: 'props', type: typed('tiny.GateProps'), optional: true, docs: { summary: 'width;', remarks: 'the rest\nfollows' } },
      ],
    },
    properties: [
      { name: 'width', type: { primitive: 'number' }, docs: { summary: 'Its width.' }, ...at(9) },
      { name: 'team', type: TEXT, optional: true, docs: { summary: 'Whose it is.' }, ...at(8) },
      { name: 'WIDEST', static: true, type: { primitive: 'date' }, docs: { summary: 'When | how.' }, ...at(7) },
    ],
    methods: [
      {
        name: 'admit', docs: { summary: 'Lets in.', returns: 'who came', custom: { throws: 'never.' } }, ...at(20),
        returns: { type: typed('tiny.GateKind'), optional: true },
        parameters: [{ name: 'names', variadic: true, type: listOf(MAP), docs: { summary: 'who.' } }],
      },
      { name: 'close', docs: { summary: 'Closes it.' }, ...at(30) },
      {
        name: 'of', static: true, docs: { summary: 'Finds it.' }, ...at(10), returns: { type: typed('tiny.Gate') },
        parameters: [{ name: 'where', type: { union: { types: [TEXT, { primitive: 'json' }] } }, docs: { summary: 'where.' } }],
      },
    ],
  },
  IGate: {
    name: 'IGate', kind: 'interface', symbolId: 'src/constructs/gateway/gate:IGate', docs: { summary: 'What gates share.' },
    methods: [{ name: 'admit', abstract: true, docs: { summary: 'Lets in.' } }],
  },
  BaseProps: {
    name: 'BaseProps', kind: 'interface', datatype: true, symbolId: 'src/constructs/gateway/base:BaseProps',
    interfaces: ['cdk8s.ChartProps'], docs: { summary: 'What all gates take.' },
    properties: [
      { name: 'kinds', type: listOf(typed('tiny.GateKind')), docs: { summary: 'Which ones.' }, ...at(4) },
      { name: 'label', optional: true, type: TEXT, docs: { summary: 'Label.', default: '- none | `a`' }, ...at(2) },
    ],
  },
  GateProps: {
    name: 'GateProps', kind: 'interface', datatype: true, symbolId: 'src/constructs/gateway/gate:GateProps',
    interfaces: ['tiny.BaseProps'], docs: { summary: 'Options of a Gate.' },
    properties: [
      { name: 'width', optional: true, type: { primitive: 'number' }, docs: { summary: 'Width.', default: '3' }, ...at(1) },
      { name: 'paths', optional: true, type: listOf(TEXT), docs: { summary: 'Paths, `a|b`.', default: "['/'] - every <path>" }, ...at(2) },
      { name: 'tags', type: MAP, docs: { summary: 'Tags.\nAll of them.' }, ...at(3) },
    ],
  },
  GateKind: {
    name: 'GateKind', kind: 'enum', symbolId: 'src/constructs/roles/kind:GateKind', docs: { summary: 'Kinds.' },
    members: [{ name: 'WIDE', docs: { summary: 'Wide.' } }, { name: 'NARROW', docs: { summary: 'Narrow.' } }],
  },
};

const MARKDOWN = `# API reference

All that \`tiny\` exports, in the notation of TypeScript; Python, Java and Go have the same, with names in their own style. \
Generated from the docstrings by \`npx projen docgen\`.

Types without a link: \`ApiObject\`, \`ChartProps\` of cdk8s; \`Construct\` of constructs. \
What a class inherits from them is documented there and not repeated here.

## Contents

- **[Roles and grants](#roles-and-grants)**: who writes what
  - options and values: [GateKind](#gatekind)
- **[Shared gateway](#shared-gateway)**: listeners, certificates, admission of teams
  - [Gate](#gate) · [IGate](#igate)
  - options and values: [BaseProps](#baseprops) · [GateProps](#gateprops)

## Roles and grants

### GateKind

*enum*

Kinds.

| member | what |
|---|---|
| \`WIDE\` | Wide. |
| \`NARROW\` | Narrow. |

## Shared gateway

### Gate

*class extends ApiObject implements [IGate](#igate)*

A gate for &lt;all&gt; | some. It keeps \`<team>.json\` as it is.

A second paragraph:
- one
- two

\`\`\`ts
new Gate(chart, 'gate', {
  width: 3,
});
\`\`\`

- **new Gate**(scope: Construct, props?: [GateProps](#gateprops))
  - \`scope\`: a chart.
  - \`props\`: width; the rest follows.
  - Throws where it is &lt;narrow&gt;.
- **Gate.of**(where: string | any): [Gate](#gate)\\
  Finds it.
  - \`where\`: where.

| property | type | what |
|---|---|---|
| \`Gate.WIDEST\` | Date | When \\| how. |
| \`team\` | string \\| undefined | Whose it is. |
| \`width\` | number | Its width. |

- **admit**(...names: { [key: string]: string }[][]): [GateKind](#gatekind) | undefined\\
  Lets in.
  - \`names\`: who.
  - Returns who came.
  - Throws never.
- **close**(): void\\
  Closes it.

### IGate

*interface*

What gates share.

- **admit**(): void\\
  Lets in.

### GateProps

*extends [BaseProps](#baseprops)*

Options of a Gate.

| option | type | default | what |
|---|---|---|---|
| \`tags\` | { [key: string]: string } | **required** | Tags. All of them. |
| \`kinds\` | [GateKind](#gatekind)[] | **required** | Which ones. |
| \`width\` | number | \`3\` | Width. |
| \`paths\` | string[] | \`['/']\`, every &lt;path&gt; | Paths, \`a\\|b\`. |
| \`label\` | string | none \\| \`a\` | Label. |

### BaseProps

*extends ChartProps*

What all gates take.

| option | type | default | what |
|---|---|---|---|
| \`kinds\` | [GateKind](#gatekind)[] | **required** | Which ones. |
| \`label\` | string | none \\| \`a\` | Label. |

Beside these, every option of ChartProps (cdk8s).
`;

let folder: string;
const api = (): string => path.join(folder, 'API.md');

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'api-md-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true }));

function assembly(types: Types): string {
  const named = Object.values(types).map((type) => [`tiny.${type.name}`, { fqn: `tiny.${type.name}`, assembly: 'tiny', ...type }]);
  return JSON.stringify({ schema: 'jsii/0.10.0', name: 'tiny', types: Object.fromEntries(named) });
}

/** What the generator says of an assembly, line by line, and its exit code. */
function generate(): { status: number | null; said: string[] } {
  const { status, stderr, stdout } = spawnSync(process.execPath, [GENERATOR, folder, api()], { encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}`.split('\n').filter(Boolean) };
}

function generateFrom(types: Types): { status: number | null; said: string[] } {
  fs.writeFileSync(path.join(folder, '.jsii'), assembly(types));
  return generate();
}

test('each form of type, member and text has its Markdown', () => {
  expect(generateFrom(TYPES)).toEqual({ status: 0, said: [] });
  expect(fs.readFileSync(api(), 'utf8')).toBe(MARKDOWN);
});

test('the order of the assembly changes nothing', () => {
  expect(generateFrom(Object.fromEntries(Object.entries(TYPES).reverse())).status).toBe(0);
  expect(fs.readFileSync(api(), 'utf8')).toBe(MARKDOWN);
});

test('a compressed assembly gives the same', () => {
  fs.writeFileSync(path.join(folder, '.jsii'), JSON.stringify({ schema: 'jsii/file-redirect', compression: 'gzip', filename: '.jsii.gz' }));
  fs.writeFileSync(path.join(folder, '.jsii.gz'), gzipSync(assembly(TYPES)));
  expect(generate().status).toBe(0);
  expect(fs.readFileSync(api(), 'utf8')).toBe(MARKDOWN);
});

test('what the docstrings leave unsaid is listed, and nothing is written', () => {
  const bare: Types = {
    Bare: {
      name: 'Bare', kind: 'class', symbolId: 'src/synth/bare:Bare', initializer: { parameters: [{ name: 'scope', type: TEXT }] },
      methods: [{ name: 'go', parameters: [{ name: 'to', type: TEXT }] }],
    },
    BareProps: {
      name: 'BareProps', kind: 'interface', datatype: true, symbolId: 'src/synth/bare:BareProps', docs: { summary: 'Options.' },
      properties: [{ name: 'size', type: TEXT, optional: true, docs: { summary: 'Size.' } }],
    },
    Size: { name: 'Size', kind: 'enum', symbolId: 'src/synth/bare:Size', docs: { summary: 'Sizes.' }, members: [{ name: 'BIG' }] },
  };
  expect(generateFrom(bare)).toEqual({
    status: 1,
    said: [
      'Bare has no summary',
      'Bare has no @example',
      'Bare.go has no summary',
      'Bare.go does not say what to is (@param)',
      'new Bare does not say what scope is (@param)',
      'BareProps.size is optional and has no @default',
      'Size.BIG has no summary',
    ],
  });
  expect(fs.existsSync(api())).toBe(false);
});

test('what the reference has no place for is listed', () => {
  const strange: Types = {
    Lost: { name: 'Lost', kind: 'enum', symbolId: 'src/lost/lost:Lost', docs: { summary: 'Lost.' }, members: [] },
    Old: { name: 'Old', kind: 'enum', symbolId: 'src/synth/old:Old', docs: { summary: 'Old.', deprecated: 'use New' }, members: [] },
    Platform: { name: 'Platform', kind: 'enum', symbolId: 'src/synth/p:Platform', docs: { summary: 'Platforms.' }, members: [] },
  };
  expect(generateFrom(strange)).toEqual({
    status: 1,
    said: [
      'Lost is in no room of tools/api-md/rooms.mjs: src/lost/lost:Lost',
      'Old has @deprecated, which API.md would not show there',
      'Platform has the anchor of a room of tools/api-md/rooms.mjs; rename the room',
    ],
  });
});

test('without a compiled library it says what to run', () => {
  expect(generate()).toEqual({ status: 1, said: [expect.stringMatching(/has no \.jsii; run "npx projen compile"$/)] });
});
