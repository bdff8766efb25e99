import { type FieldProblem, fieldProblem } from './field-problem';
import { hostnameFormProblem, hostnameProblem, ipAddressProblem, isUsualHostname } from './hostname';

/** An IP address in place of a hostname: no Host header and no server name of TLS (RFC 6066) is matched with one. */
export function ipTrap(hostname: unknown, path: string, fix?: string): FieldProblem[] {
  const problem = ipAddressProblem(hostname);
  return problem ? [fieldProblem(path, hostname, problem.reason, fix ?? problem.fix)] : [];
}

/** What has the form of a hostname and is none: addresses, and labels that DNS cannot hold. */
export function noHostnameTrap(value: unknown, path: string): FieldProblem[] {
  if (isUsualHostname(value)) return [];
  const problem = hostnameFormProblem(value) ? undefined : hostnameProblem(value);
  return problem ? [fieldProblem(path, value, problem.reason, problem.fix)] : [];
}
