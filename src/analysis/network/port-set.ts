/** The protocols that policies know. */
export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** An inclusive range of ports. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const LOWEST_PORT = 1;
export const HIGHEST_PORT = 65_535;

type Ranges = readonly PortRange[];

let none: PortSet | undefined;
let all: PortSet | undefined;

/** Ports of the three protocols: sorted ranges that neither meet nor overlap, so that equal sets have equal keys. */
export class PortSet {
  /** No port. */
  public static get NONE(): PortSet {
    return none ??= new PortSet([[], [], []]);
  }

  /** All ports of all protocols. */
  public static get ALL(): PortSet {
    return all ??= new PortSet(PROTOCOLS.map(() => [{ from: LOWEST_PORT, to: HIGHEST_PORT }]));
  }

  /** All ports of one protocol. */
  public static every(protocol: Protocol): PortSet {
    return PortSet.range(protocol, LOWEST_PORT, HIGHEST_PORT);
  }

  /** One port of a protocol. */
  public static one(protocol: Protocol, port: number): PortSet {
    return PortSet.range(protocol, port, port);
  }

  /** A range of ports; empty where it ends before it begins. */
  public static range(protocol: Protocol, from: number, to: number): PortSet {
    const range = { from: Math.max(from, LOWEST_PORT), to: Math.min(to, HIGHEST_PORT) };
    return range.from > range.to ? PortSet.NONE : new PortSet(PROTOCOLS.map((one) => (one === protocol ? [range] : [])));
  }

  /** Equal for equal sets. */
  public readonly key: string;

  private constructor(private readonly ranges: readonly Ranges[]) {
    this.key = ranges.map((list) => list.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',')).join(';');
  }

  public get isEmpty(): boolean {
    return this.ranges.every((list) => list.length === 0);
  }

  public get isAll(): boolean {
    return this.key === PortSet.ALL.key;
  }

  /** The ranges of a protocol, in order. */
  public of(protocol: Protocol): Ranges {
    return this.ranges[PROTOCOLS.indexOf(protocol)];
  }

  public has(protocol: Protocol, port: number): boolean {
    return this.of(protocol).some(({ from, to }) => from <= port && port <= to);
  }

  public union(other: PortSet): PortSet {
    if (this.isEmpty || other === PortSet.ALL) return other;
    return other.isEmpty || this === PortSet.ALL ? this : this.#each(other, (a, b) => merged([...a, ...b]));
  }

  public intersect(other: PortSet): PortSet {
    if (this === PortSet.ALL || other.isEmpty) return other;
    return other === PortSet.ALL || this.isEmpty ? this : this.#each(other, shared);
  }

  public minus(other: PortSet): PortSet {
    if (other === PortSet.ALL) return PortSet.NONE;
    return other.isEmpty || this.isEmpty ? this : this.#each(other, (a, b) => shared(a, complement(b)));
  }

  public equals(other: PortSet): boolean {
    return this.key === other.key;
  }

  #each(other: PortSet, operation: (a: Ranges, b: Ranges) => Ranges): PortSet {
    return new PortSet(this.ranges.map((list, i) => operation(list, other.ranges[i])));
  }
}

function merged(ranges: PortRange[]): Ranges {
  const result: PortRange[] = [];
  for (const range of ranges.sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && range.from <= last.to + 1) result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else result.push(range);
  }
  return result;
}

function shared(a: Ranges, b: Ranges): Ranges {
  const result: PortRange[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const from = Math.max(a[i].from, b[j].from);
    const to = Math.min(a[i].to, b[j].to);
    if (from <= to) result.push({ from, to });
    if (a[i].to < b[j].to) i++;
    else j++;
  }
  return result;
}

function complement(ranges: Ranges): Ranges {
  const result: PortRange[] = [];
  let from = LOWEST_PORT;
  for (const range of ranges) {
    if (range.from > from) result.push({ from, to: range.from - 1 });
    from = range.to + 1;
  }
  if (from <= HIGHEST_PORT) result.push({ from, to: HIGHEST_PORT });
  return result;
}

/** A set in words: `all ports`, `TCP 80,443, UDP 53`, `no port`. */
export function describePorts(ports: PortSet): string {
  if (ports.isEmpty) return 'no port';
  if (ports.isAll) return 'all ports';
  return PROTOCOLS.filter((protocol) => ports.of(protocol).length > 0).map((protocol) => {
    const ranges = ports.of(protocol);
    if (ranges[0].from === LOWEST_PORT && ranges[0].to === HIGHEST_PORT) return protocol;
    return `${protocol} ${ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',')}`;
  }).join(', ');
}
