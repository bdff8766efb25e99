import { describePorts, type Escape, type Leak, type Outside, outsideNames, outsideWords } from '../../analysis/network';
import { portsOf } from './lists';

/** Ways out of the cluster as text: direct, through others, and what stays open whatever policies say. */
export function escapeText({ workload, direct, transitive, residual, doubts }: Escape): string[] {
  return [
    `ways out of ${workload}: ${direct.length} direct, ${transitive.length} through others, ${residual.length} that policies do not close`,
    ...direct.map((one) => `  direct: ${outsideText(one)}`),
    ...transitive.map(({ path, outside, isCertain }) =>
      `  ${isCertain ? 'transitive' : 'perhaps transitive'}: ${path.join(' > ')} > ${outside.map(outsideText).join('; ')}`),
    ...residual.map(({ what, because }) => `  residual: ${what}: ${because}`),
    ...doubts.map((doubt) => `  not known: ${doubt}`),
  ];
}

function outsideText({ ranges, allowed, unknown }: Outside): string {
  return `${outsideWords(ranges).join(', ')} : ${portsOf(allowed, unknown)}`;
}

/** The same as JSON. */
export function jsonEscape({ direct, transitive, ...rest }: Escape): Record<string, unknown> {
  return {
    ...rest,
    direct: direct.map(jsonOutside),
    transitive: transitive.map(({ outside, ...path }) => ({ ...path, outside: outside.map(jsonOutside) })),
  };
}

function jsonOutside({ ranges, allowed, unknown }: Outside): Record<string, unknown> {
  return {
    addresses: outsideNames({ form: 'outside', ranges }),
    allowed: allowed.isEmpty ? '' : describePorts(allowed),
    ...(!unknown.isEmpty && { unknown: describePorts(unknown) }),
  };
}

/** Addresses that an exception seems to close, and another rule opens. */
export function jsonLeak({ ranges, ports, ...leak }: Leak): Record<string, unknown> {
  return { ...leak, addresses: outsideNames({ form: 'outside', ranges }), ports: describePorts(ports) };
}
