import { ENOUGH } from './aims';
import type { Coverage } from './coverage';
import { jsonText } from './json-text';
import type { Difference, Report } from './run';

const SHOWN = 25;

/** A report in words: totals, coverage, and each difference in full. */
export function describeReport({ accepted, refused, beyond, differences, coverage, seconds }: Report, uncovered = false): string {
  const total = accepted + refused;
  const share = (count: number): string => `${(100 * count / total).toFixed(1)} %`;
  const lines = [
    `${total} objects, ${accepted} accepted (${share(accepted)}), ${refused} refused (${share(refused)}), ${differences.length} differences`,
    ...beyond > 0 ? [`${beyond} more are refused for what is not structure, of kinds that are judged by structure alone`] : [],
    `${seconds.toFixed(1)} s, ${Math.round(total / seconds)} objects/s`,
    covered('schema constraints', coverage, coverage.constraints),
    covered('CEL rules', coverage, coverage.rules),
    ...uncovered ? [...listed(coverage, coverage.constraints), ...listed(coverage, coverage.rules)] : [],
    ...differences.slice(0, SHOWN).map(describeDifference),
  ];
  return lines.join('\n');
}

function covered(what: string, coverage: Coverage, counts: ReadonlyMap<string, number>): string {
  const alone = [...counts].filter(([id]) => coverage.companionOf(id) === undefined).map(([, count]) => count);
  const enough = alone.filter((count) => count >= ENOUGH).length;
  const some = alone.filter((count) => count > 0).length;
  const never = counts.size - alone.length;
  return `${what}: ${counts.size}, of which ${never} have a companion that refuses the same; of the other ${alone.length} were the only cause `
    + `at least ${ENOUGH} times ${enough}, at least once ${some}`;
}

/** What was the only cause too rarely, with what the last mutant that aimed at it was refused for; and what cannot be, with the reason. */
function listed(coverage: Coverage, counts: ReadonlyMap<string, number>): string[] {
  const alone = (id: string): boolean => coverage.companionOf(id) === undefined;
  const rare = [...counts].filter(([id, count]) => alone(id) && count < ENOUGH).map(([id, count]) => {
    const reasons = coverage.lastReasons(id)?.map(({ path, keyword }) => `${path} ${keyword}`).join('; ');
    return `  ${count} ${id} (${reasons ?? 'none aimed at it'})`;
  });
  return [...rare, ...[...counts.keys()].filter((id) => !alone(id)).map((id) => `  never alone: ${id} (${coverage.companionOf(id)})`)];
}

function describeDifference({ mutant, ours, verdict, small }: Difference): string {
  const { apiVersion, kind, channel } = mutant.kind;
  return [
    `--- ${apiVersion} ${kind} (${channel}): ${verdict.accepted ? 'the server accepts' : `the server refuses, ${verdict.code} ${verdict.reason}`}`,
    ...verdict.accepted ? [] : [`  server: ${verdict.causes.map(({ field, message }) => `${field}: ${message}`).join('; ') || verdict.message}`.slice(0, 600)],
    ...ours.slice(0, 4).map(({ code, path, reason }) => `  ours: ${code} ${path}: ${reason}`.slice(0, 400)),
    `  ${jsonText(small).slice(0, 1500)}`,
  ].join('\n');
}
