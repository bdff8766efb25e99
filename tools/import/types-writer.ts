import type { SchemaNode } from '../../src/analysis/schema/schema-node';
import { HEADER } from './header';
import type { ImportedKind, ImportedVersion } from './kinds';
import { name as propertyName, text } from './literal';

/** Where the types of a version stand: `v1`, or `v1-experimental` where the channels differ. */
export function typesFile(kind: ImportedKind, { version, channels }: ImportedVersion): string {
  const differs = kind.versions.filter((other) => other.version === version).length > 1;
  return differs && channels[0] === 'experimental' ? `${version}-experimental` : version;
}

/** The types of one version as TypeScript interfaces: `HttpRouteV1Spec` and what is in it. */
export function typesSource(kind: ImportedKind, version: ImportedVersion): string {
  const first = kind.versions.find((other) => other.root === version.root || sameText(other.root, version.root))!;
  const prefix = `${pascal(kind.kind)}${pascal(typesFile(kind, version))}`;
  const fields = specFields(version.root);
  if (first !== version) {
    const original = typesFile(kind, first);
    const from = `${pascal(kind.kind)}${pascal(original)}`;
    const aliases = fields.map(([field]) => `${from}${pascal(field)} as ${prefix}${pascal(field)}`);
    return `${HEADER}\nexport type { ${aliases.join(', ')} } from './${original}';\n`;
  }
  const writer = new InterfaceWriter();
  for (const [field, node] of fields) writer.collect(node, `${prefix}${pascal(field)}`);
  for (const [field, node] of fields) writer.write(node, `${prefix}${pascal(field)}`);
  return `${HEADER}\n${writer.sources.join('\n')}`;
}

function sameText(a: SchemaNode, b: SchemaNode): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What a user writes: every field of the object but its status. */
function specFields(root: SchemaNode): [string, SchemaNode][] {
  return Object.entries(root.properties ?? {}).filter(([field]) => field !== 'status');
}

/** Writes interfaces; equal ones only once, under the shortest of their names. */
class InterfaceWriter {
  public readonly sources: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly written = new Set<string>();

  public collect(node: SchemaNode, name: string): void {
    if (isInterface(node)) {
      const key = JSON.stringify(node.properties) + String(node.required);
      const known = this.names.get(key);
      if (known === undefined || name.length < known.length) this.names.set(key, name);
    }
    this.children(node, name, (child, childName) => this.collect(child, childName));
  }

  public write(node: SchemaNode, name: string): void {
    if (isInterface(node)) {
      const own = this.nameOf(node);
      if (this.written.has(own)) return;
      this.written.add(own);
      const lines = Object.entries(node.properties!).map(([property, child]) => {
        const optional = node.required?.includes(property) && child.default === undefined ? '' : '?';
        return `  ${propertyName(property)}${optional}: ${this.typeOf(child)};\n`;
      });
      this.sources.push(`export interface ${own} {\n${lines.join('')}}\n`);
    } else if (name.match(/V\d\w*Spec$/)) {
      this.sources.push(`export type ${name} = ${this.typeOf(node)};\n`);
    }
    this.children(node, name, (child, childName) => this.write(child, childName));
  }

  private children(node: SchemaNode, name: string, visit: (child: SchemaNode, name: string) => void): void {
    const own = isInterface(node) ? this.nameOf(node) : name;
    for (const [property, child] of Object.entries(node.properties ?? {})) visit(child, `${own}${pascal(property)}`);
    if (node.items) visit(node.items, name);
    if (node.values) visit(node.values, name);
  }

  private nameOf(node: SchemaNode): string {
    return this.names.get(JSON.stringify(node.properties) + String(node.required))!;
  }

  private typeOf(node: SchemaNode): string {
    if (isInterface(node)) return this.nameOf(node);
    if (node.enum) return node.enum.map((value) => (typeof value === 'string' ? text(value) : String(value))).join(' | ');
    if (node.intOrString) return 'number | string';
    switch (node.type) {
      case 'array': return node.items ? arrayOf(this.typeOf(node.items)) : 'unknown[]';
      case 'object': return `Record<string, ${node.values ? this.typeOf(node.values) : 'unknown'}>`;
      case 'integer': return 'number';
      case undefined: return 'unknown';
      default: return node.type;
    }
  }
}

function isInterface(node: SchemaNode): boolean {
  return node.type === 'object' && !node.preserve && Object.keys(node.properties ?? {}).length > 0;
}

function arrayOf(type: string): string {
  return type.includes(' ') ? `(${type})[]` : `${type}[]`;
}

/** `HTTPRoute` as HttpRoute, `backendRefs` as BackendRefs, `v1-experimental` as V1Experimental. */
export function pascal(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}
