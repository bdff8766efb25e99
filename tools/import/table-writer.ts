import type { SchemaNode } from '../../src/analysis/schema/schema-node';
import { HEADER } from './header';
import type { ImportedKind } from './kinds';
import { Code, literal } from './literal';

/** Shorter nodes are not worth a constant of their own. */
const SHARED_LENGTH = 60;

/** The table of a kind as TypeScript; parts that occur more than once stand once, as constants. */
export function tableSource({ group, kind, unjudged, versions }: ImportedKind): string {
  const shared = new SharedNodes(versions.flatMap(({ root, status }) => (status ? [root, status] : [root])));
  const rows = versions.map(({ version, channels, root, status }) => ({
    version,
    ...(channels.length > 0 && { channels }),
    root: shared.reference(root),
    ...(status && { status: shared.reference(status) }),
  }));
  const body = literal({ group, kind, ...(unjudged && { unjudged }), versions: rows });
  const types = shared.constants.length > 0 ? 'KindSchema, SchemaNode' : 'KindSchema';
  return [
    HEADER,
    `import type { ${types} } from '../../../src/analysis/schema/schema-node';\n`,
    ...(shared.constants.length > 0 ? [`${shared.constants.join('\n')}\n`] : []),
    `export const schema: KindSchema = ${body};\n`,
  ].join('\n');
}

/** Finds equal parts of schemas and writes each once, in the order of use. */
class SharedNodes {
  public readonly constants: string[] = [];
  private readonly uses = new Map<string, number>();
  private readonly names = new Map<string, Code>();

  constructor(roots: readonly SchemaNode[]) {
    roots.forEach((root) => this.count(root));
  }

  /** The node with its shared parts replaced by the names of their constants. */
  public reference(node: SchemaNode): unknown {
    const key = JSON.stringify(node);
    const known = this.names.get(key);
    if (known) return known;
    const written = mapChildren(node, (child) => this.reference(child));
    if (this.uses.get(key)! < 2 || key.length < SHARED_LENGTH) return written;
    const constant = new Code(`s${this.constants.length}`);
    this.constants.push(`const ${constant.source}: SchemaNode = ${literal(written)};`);
    this.names.set(key, constant);
    return constant;
  }

  private count(node: SchemaNode): void {
    const key = JSON.stringify(node);
    const uses = this.uses.get(key) ?? 0;
    this.uses.set(key, uses + 1);
    // The parts of a repeated node stand inside of its constant, once.
    if (uses === 0) mapChildren(node, (child) => this.count(child));
  }
}

const NODES = ['values', 'items', 'not'];
const LISTS = ['allOf', 'anyOf', 'oneOf'];

function mapChildren(node: SchemaNode, map: (child: SchemaNode) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => {
    if (key === 'properties') {
      const properties = Object.entries(value as Record<string, SchemaNode>);
      return [key, Object.fromEntries(properties.map(([property, child]) => [property, map(child)]))];
    }
    if (NODES.includes(key)) return [key, map(value as SchemaNode)];
    return [key, LISTS.includes(key) ? (value as SchemaNode[]).map(map) : value];
  }));
}
