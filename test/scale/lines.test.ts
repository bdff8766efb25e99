import * as fs from 'node:fs';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { pathText } from '../../src/analysis/schema/structure-problem';
import { lineOf } from '../../src/input/line-of';
import { readDocuments } from '../../src/input/read-documents';
import { describeWithFacts, fact, filesBelow } from '../util/facts';

/** Paths and lines of every key and item of a node, as another parser has them. */
function expected(node: Node | null, trail: (string | number)[], counter: LineCounter, into: [string, number][]): void {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key) || typeof key.value !== 'string') continue;
      into.push([pathText([...trail, key.value]), counter.linePos(key.range![0]).line]);
      expected(value as Node, [...trail, key.value], counter, into);
    }
  } else if (isSeq(node)) {
    node.items.forEach((item, i) => {
      const { range } = item as Node;
      if (!isScalar(item) || item.value !== null) into.push([pathText([...trail, i]), counter.linePos(range![0]).line]);
      expected(item as Node, [...trail, i], counter, into);
    });
  }
}

describeWithFacts('gateway-api')('against another parser, on every file of the facts', () => {
  const files = ['gateway-api', 'crds', 'netpol-fixtures', 'ingress-corpus'].flatMap((folder) => filesBelow(fact(folder), '.yaml'))
    .filter((file) => fs.statSync(file).size < 150_000);

  test('every key and item has the same line', () => {
    let compared = 0;
    for (const file of files) {
      const text = fs.readFileSync(file, 'utf8');
      const counter = new LineCounter();
      const theirs = parseAllDocuments(text, { lineCounter: counter, uniqueKeys: false });
      if (!Array.isArray(theirs) || theirs.some(({ errors }) => errors.length > 0)) continue;
      const ours = readDocuments(text, { file }).filter(({ isEmpty }) => !isEmpty);
      const filled = theirs.filter(({ contents }) => contents !== null && (contents as { value?: unknown }).value !== null);
      if (ours.length !== filled.length) continue;
      filled.forEach((document, i) => {
        const wanted: [string, number][] = [];
        expected(document.contents as Node, [], counter, wanted);
        const differing = wanted.filter(([path, line]) => lineOf(ours[i], path) !== line);
        expect([file, differing]).toEqual([file, []]);
        compared += wanted.length;
      });
    }
    expect(compared).toBeGreaterThan(10_000);
  });
});
