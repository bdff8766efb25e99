import { load, type State } from 'js-yaml';
import { isRecord } from '../manifest/manifest';
import type { Source } from './input-document';
import type { Member, OddKey, Position } from './position';
import { YAML_OPTIONS } from './yaml-options';

/** A node that was read, with those inside it. */
interface Frame {
  readonly line: number;
  readonly children: Frame[];
  result?: unknown;
  position?: Position;
  /** Whether a colon follows: then it is a key, and its value is the next. */
  isKey?: boolean;
}

/** Where the keys of a YAML document are: it is read again, and each node as it is opened and closed. */
export function locateYaml(source: Source, start: number, end: number): Position | undefined {
  const reader = new PositionReader(source.lines.at(start));
  try {
    load(source.text.slice(start, end), { ...YAML_OPTIONS, json: true, listener: (event, state) => reader.on(event, state) });
  } catch {
    return undefined;
  }
  return reader.root;
}

/** Builds the positions from the events of the parser. */
class PositionReader {
  public root: Position | undefined;
  private readonly stack: Frame[] = [];
  /** Collections by what they became: an alias is the collection itself. */
  private readonly known = new Map<unknown, Position>();

  public constructor(private readonly firstLine: number) {}

  public on(event: 'open' | 'close', state: State): void {
    if (event === 'open') this.stack.push({ line: this.firstLine + state.line, children: [] });
    else this.close(this.stack.pop()!, state);
  }

  private close(frame: Frame, state: State): void {
    frame.result = state.result as unknown;
    frame.isKey = colonFollows(state);
    frame.position = this.positionOf(frame, state.kind);
    const parent = this.stack.at(-1);
    if (parent) parent.children.push(frame);
    else this.root = frame.position;
    // What is read as a key at first, and turns out to be the value itself, is inside a node of its own.
    frame.children.length = 0;
  }

  private positionOf({ line, children, result }: Frame, kind: string | null): Position {
    const known = this.known.get(result);
    if (known) return { ...known, line };
    if (kind === 'mapping') return this.remember(result, mappingAt(line, children));
    if (kind === 'sequence') return this.remember(result, sequenceAt(line, children, result as unknown[]));
    return { line };
  }

  private remember(result: unknown, position: Position): Position {
    if (typeof result === 'object' && result !== null) this.known.set(result, position);
    return position;
  }
}

function mappingAt(line: number, children: readonly Frame[]): Position {
  const members = new Map<string, Member>();
  const oddKeys: OddKey[] = [];
  let merged: Position[] = [];
  for (let i = 0; i < children.length; i++) {
    const key = children[i];
    const value: Position = key.isKey ? children[++i]?.position ?? { line: key.line } : { line: key.line };
    if (key.result === '<<' && isMergeable(children[i].result)) {
      merged = [...value.items ?? [value]];
      continue;
    }
    const odd = oddity(key, members);
    if (odd) oddKeys.push(odd);
    members.set(String(key.result), { line: key.line, value });
  }
  return { line, members, ...(merged.length > 0 && { merged }), ...(oddKeys.length > 0 && { oddKeys }) };
}

function isMergeable(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function oddity({ result, line }: Frame, before: ReadonlyMap<string, Member>): OddKey | undefined {
  if (result === null) return { reason: 'null', key: 'null', line };
  if (typeof result === 'object') return { reason: 'complex', key: Array.isArray(result) ? 'a list' : 'a mapping', line };
  const key = String(result);
  const first = before.get(key);
  return first && { reason: 'duplicate', key, line, first: first.line };
}

/** A dash with nothing after it is an item that no event tells of, and `[a: b]` one that only its key and value tell of. */
function sequenceAt(line: number, children: readonly Frame[], result: readonly unknown[]): Position {
  const items: Position[] = [];
  let next = 0;
  for (const item of result) {
    const child = children[next];
    const isSilent = item === null && child?.result !== null;
    if (child === undefined || isSilent) {
      items.push({ line: child?.line ?? line });
    } else if (child.isKey && isRecord(item) && item !== child.result) {
      items.push(mappingAt(child.line, [child, children[next + 1]]));
      next += 2;
    } else {
      items.push(child.position!);
      next++;
    }
  }
  return { line, items };
}

/** Whether the next character is a colon, but for blanks and comments. */
function colonFollows({ input, position }: State): boolean {
  for (let at = position; at < input.length; at++) {
    const character = input[at];
    if (character === ':') return true;
    if (character === '#') {
      while (at < input.length && input[at] !== '\n' && input[at] !== '\r') at++;
    } else if (character !== ' ' && character !== '\t' && character !== '\n' && character !== '\r') {
      return false;
    }
  }
  return false;
}
