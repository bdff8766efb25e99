import { isMap, isSeq, parseAllDocuments, visit } from 'yaml';

/** The same YAML with small collections on one line, so that a person can read a whole example in a snapshot. */
export function compact(yaml: string): string {
  return parseAllDocuments(yaml).map((document) => {
    visit(document, {
      Collection: (_, node) => {
        if (!isMap(node) && !isSeq(node)) return;
        node.flow = JSON.stringify(node.toJS(document)).length <= 150 && isSmall(node.items.length);
      },
    });
    return document.toString({ lineWidth: 0 });
  }).join('---\n');
}

const isSmall = (count: number): boolean => count > 0 && count <= 8;
