import { withOutsideWords } from '../../analysis/network';
import { type Line, portsOf } from './lists';

/** Names of a line's end as one node: equal ends are one. */
interface Node {
  readonly id: number;
  readonly names: readonly string[];
}

interface Drawing {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly from: number; readonly to: number; readonly label: string; readonly isCertain: boolean }[];
}

function drawingOf(lines: readonly Line[]): Drawing {
  const nodes = new Map<string, Node>();
  const nodeOf = (names: readonly string[]): number => {
    const key = names.join('\n');
    const node = nodes.get(key) ?? { id: nodes.size, names };
    nodes.set(key, node);
    return node.id;
  };
  const edges = lines.map(({ from, to, allowed, unknown }) =>
    ({ from: nodeOf(from), to: nodeOf(to), label: portsOf(allowed, unknown), isCertain: !allowed.isEmpty }));
  return { nodes: [...nodes.values()], edges };
}

const MOST_NAMES = 6;

function shown(node: Node): string[] {
  const names = withOutsideWords(node.names);
  return names.length <= MOST_NAMES ? [...names] : [...names.slice(0, MOST_NAMES - 1), `and ${names.length - MOST_NAMES + 1} more`];
}

/** A graph for Graphviz; what is not known is dashed. */
export function dotOf(lines: readonly Line[]): string {
  const { nodes, edges } = drawingOf(lines);
  const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
  return [
    'digraph reach {', '  rankdir=LR', '  node [shape=box fontname="sans-serif"]', '  edge [fontname="sans-serif" fontsize=10]',
    ...nodes.map((node) => `  n${node.id} [label=${quoted(shown(node).join('\n'))}]`),
    ...edges.map(({ from, to, label, isCertain }) => `  n${from} -> n${to} [label=${quoted(label)}${isCertain ? '' : ' style=dashed'}]`),
    '}', '',
  ].join('\n');
}

const LINE = 16;
const WIDTH = 340;
const GAP = 24;
const MIDDLE = 260;

/** A picture: sources on the left, destinations on the right, what is not known dashed. */
export function svgOf(lines: readonly Line[]): string {
  const { nodes, edges } = drawingOf(lines);
  const [sources, targets] = [new Set(edges.map(({ from }) => from)), new Set(edges.map(({ to }) => to))];
  const left = column(nodes.filter(({ id }) => sources.has(id)));
  const right = column(nodes.filter(({ id }) => targets.has(id)));
  const height = Math.max(left.height, right.height) + GAP;
  const at = WIDTH + MIDDLE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${at + WIDTH + 2 * GAP}" height="${height}" font-family="sans-serif" font-size="12">`,
    '<defs><marker id="tip" markerWidth="8" markerHeight="8" refX="8" refY="4" orient="auto">',
    '<path d="M0,0 L8,4 L0,8 z"/></marker></defs>',
    ...left.boxes.map((box) => boxText(box, GAP)), ...right.boxes.map((box) => boxText(box, GAP + at)),
    ...edges.map(({ from, to, label, isCertain }) => {
      const [y1, y2] = [left.middles.get(from)!, right.middles.get(to)!];
      const dash = isCertain ? '' : ' stroke-dasharray="5 4"';
      return `<g><line x1="${GAP + WIDTH}" y1="${y1}" x2="${GAP + at}" y2="${y2}" stroke="#555"${dash} marker-end="url(#tip)"/>`
        + `<text x="${GAP + WIDTH + MIDDLE / 2}" y="${(y1 + y2) / 2 - 4}" text-anchor="middle" fill="#333">${escaped(label)}</text></g>`;
    }),
    '</svg>', '',
  ].join('\n');
}

interface Box {
  readonly lines: readonly string[];
  readonly y: number;
}

function column(nodes: readonly Node[]): { boxes: Box[]; middles: Map<number, number>; height: number } {
  const middles = new Map<number, number>();
  let y = GAP;
  const boxes = nodes.map((node) => {
    const box = { lines: shown(node), y };
    const height = heightOf(box);
    middles.set(node.id, y + height / 2);
    y += height + GAP;
    return box;
  });
  return { boxes, middles, height: y };
}

function heightOf({ lines }: Pick<Box, 'lines'>): number {
  return lines.length * LINE + 8;
}

function boxText(box: Box, x: number): string {
  const rows = box.lines.map((line, i) => `<text x="${x + 8}" y="${box.y + LINE * (i + 1)}">${escaped(line)}</text>`);
  return `<rect x="${x}" y="${box.y}" width="${WIDTH}" height="${heightOf(box)}" fill="#f4f6fa" stroke="#557"/>${rows.join('')}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
