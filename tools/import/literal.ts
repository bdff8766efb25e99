const WIDTH = 116;

/** Raw TypeScript inside of a literal, such as the name of a constant. */
export class Code {
  constructor(public readonly source: string) {}
}

/** A value as a TypeScript literal: on one line where it fits, else one entry per line. */
export function literal(value: unknown, indent = 0): string {
  const line = oneLine(value);
  if (line.length + indent <= WIDTH || typeof value !== 'object' || value === null || value instanceof Code) return line;
  const inner = ' '.repeat(indent + 2);
  const outer = ' '.repeat(indent);
  if (Array.isArray(value)) return `[\n${value.map((item) => `${inner}${literal(item, indent + 2)},\n`).join('')}${outer}]`;
  const entries = Object.entries(value).map(([key, item]) => `${inner}${name(key)}: ${literal(item, indent + 2)},\n`);
  return `{\n${entries.join('')}${outer}}`;
}

function oneLine(value: unknown): string {
  if (value instanceof Code) return value.source;
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${name(key)}: ${oneLine(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A text in single quotes. */
export function text(value: string): string {
  const inside = JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${inside}'`;
}

/** A property name, quoted where it has to be. */
export function name(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : text(key);
}
