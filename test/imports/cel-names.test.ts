import * as fs from 'node:fs';
import { SCHEMAS } from '../../imports/index';
import { NODE_RULES } from '../../src/analysis/schema/rules/index';
import type { SchemaNode } from '../../src/analysis/schema/schema-node';
import { hashOf, knownHashes, knownNames, namesOf, type RawRule } from '../../tools/import/cel-names';
import { crdsIn, type RawSchema } from '../../tools/import/crd';
import { describeWithFacts, fact, filesBelow } from '../util/facts';

/** The rules of a CRD's schema, those of each node together. */
function rulesBelow(value: unknown): RawRule[][] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as RawSchema)['x-kubernetes-validations'] as RawRule[] | undefined;
  return [...own ? [own] : [], ...Object.values(value).flatMap(rulesBelow)];
}

/** The names in a table, those of each node together. */
function namesBelow(node: SchemaNode): (readonly string[])[] {
  const children = [
    ...Object.values(node.properties ?? {}), node.values, node.items, node.not, ...node.allOf ?? [], ...node.anyOf ?? [], ...node.oneOf ?? [],
  ];
  return [...node.rules ? [node.rules] : [], ...children.flatMap((child) => (child ? namesBelow(child) : []))];
}

describeWithFacts('gateway-api/v1.6.1')('the names of CEL rules', () => {
  const channels = ['standard', 'experimental'] as const;
  const versions = channels.flatMap((channel) => filesBelow(fact('gateway-api/v1.6.1', channel), '.yaml')
    .flatMap((file) => crdsIn(fs.readFileSync(file, 'utf8'), file))
    .flatMap(({ spec: { group, names: { kind }, versions: all } }) => all.map((version) => ({ key: `${group}/${kind}`, channel, ...version }))));
  const nodesOf = (some: typeof versions): RawRule[][] => some.flatMap(({ schema }) => rulesBelow(schema?.openAPIV3Schema));
  const texts = new Set(nodesOf(versions).flat().map(({ rule }) => hashOf(rule)));

  test('are there for every text of both channels, and for nothing else', () => {
    expect(texts.size).toBe(96);
    expect(nodesOf(versions).flat()).toHaveLength(645);
    expect(knownHashes().sort()).toEqual([...texts].sort());
  });

  test('are those of functions, all of them', () => {
    expect(knownNames().sort()).toEqual([...NODE_RULES.keys()].sort());
  });

  test('stand in the tables as the CRDs have them, in each channel and version that is served', () => {
    const listed = (rules: readonly (readonly string[])[]): string[] => rules.map((names) => names.join(' ')).sort();
    const served = versions.filter((version) => version.served);
    expect(served.length).toBeGreaterThan(30);
    for (const version of served) {
      const rows = SCHEMAS.get(version.key)!().versions;
      const row = rows.find((one) => one.version === version.name && one.channels!.includes(version.channel))!;
      const found = [...namesBelow(row.root), ...row.status ? namesBelow(row.status) : []];
      expect(listed(found)).toEqual(listed(nodesOf([version]).map((rules) => namesOf(rules, version.key))));
    }
  });
});
