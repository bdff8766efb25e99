import { DOOR_CASES } from './cases';
import { DOOR_AREAS } from './side-doors';
import { Closing, type SideDoor } from './side-doors/side-door';

/** The table of side doors as docs/guards.md shows it: `npm run docgen` writes it, and a test compares it. */
export function doorTables(): string {
  return DOOR_AREAS.map(({ title, doors }) => {
    const isOpen = doors.every(({ closedBy }) => closedBy.includes(Closing.NOTHING));
    const head = isOpen ? ['door', 'leads past', 'what helps'] : ['door', 'leads past', 'closed by', 'passes', 'is refused', 'what stays open'];
    const rows = doors.map((door) => (isOpen ? [door.door, door.leads, door.open ?? ''] : cellsOf(door)));
    return [`### ${title}`, '', ...[head, head.map(() => '---'), ...rows].map(rowOf)].join('\n');
  }).join('\n\n');
}

const rowOf = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function cellsOf(door: SideDoor): string[] {
  const { id, leads, closedBy, guard, open = '' } = door;
  const by = closedBy.map((one) => (one === Closing.ADMISSION ? `${one} (\`${guard}\`)` : one)).join(', ');
  return [nameOf(door), leads, by, example(id, false), example(id, true), open];
}

function nameOf({ door, kinds = [] }: SideDoor): string {
  const names = [...new Set(kinds.map((key) => key.split('/')[1]))].filter((name) => !door.split(/\W+/).includes(name)).map((name) => `\`${name}\``);
  return names.length === 0 ? door : `${door}: ${names.join(', ')}`;
}

function example(id: string, refused: boolean): string {
  const title = DOOR_CASES.find(({ door, refusedBy }) => door === id && (refusedBy !== undefined) === refused)?.title ?? '';
  return title.replace(/^\S*\/\S+ (?=of the )/, '');
}
