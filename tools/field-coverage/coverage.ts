import type { Channel } from '../../src/analysis/schema/schema-node';
import type { Exception } from './exceptions';
import { fieldsOf } from './fields';
import { CHANNELS, type GatewayKind } from './gateway-kinds';

/** The names of the fields that were emitted, by group and kind. */
export type Recorded = Readonly<Record<string, readonly string[]>>;

/** How much of a kind, as a channel has it, constructs emitted. */
export interface KindCoverage {
  readonly channel: Channel;
  readonly key: string;
  readonly all: number;
  readonly covered: number;
  /** Neither emitted nor excepted. */
  readonly uncovered: readonly string[];
}

/** The coverage of every kind in every channel that serves it. */
export function coverageOf(kinds: readonly GatewayKind[], recorded: Recorded, exceptions: readonly Exception[]): KindCoverage[] {
  return CHANNELS.flatMap((channel) => kinds.flatMap(({ key, specs }) => {
    const spec = specs.get(channel);
    if (!spec) return [];
    const fields = fieldsOf(spec, 'spec');
    const emitted = new Set(recorded[key]);
    const open = fields.filter((field) => !emitted.has(field));
    const excepted = exceptions.filter(({ kind }) => kind === key).map(({ field }) => field);
    const uncovered = open.filter((field) => !excepted.includes(field));
    return [{ channel, key, all: fields.length, covered: fields.length - open.length, uncovered }];
  }));
}

/** What is wrong with the list of exceptions itself. */
export function exceptionProblems(kinds: readonly GatewayKind[], recorded: Recorded, exceptions: readonly Exception[]): string[] {
  return exceptions.flatMap(({ kind, field, reason }) => {
    const at = `exception ${kind} ${field}`;
    const specs = [...kinds.find(({ key }) => key === kind)?.specs.values() ?? []];
    if (!specs.some((spec) => fieldsOf(spec, 'spec').includes(field))) return [`${at}: no schema has this field; take it out`];
    if (recorded[kind]?.includes(field)) return [`${at}: a construct emits it; take it out`];
    return reason.trim() === '' ? [`${at}: it gives no reason; write one`] : [];
  });
}
