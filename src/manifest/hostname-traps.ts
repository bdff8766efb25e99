import { type FieldProblem, fieldProblem } from './field-problem';
import { ipAddressProblem } from './hostname';

/** An IP address in place of a hostname: no Host header and no server name of TLS (RFC 6066) is matched with one. */
export function ipTrap(hostname: unknown, path: string, fix?: string): FieldProblem[] {
  const problem = ipAddressProblem(hostname);
  return problem ? [fieldProblem(path, hostname, problem.reason, fix ?? problem.fix)] : [];
}
