import { domainToASCII, domainToUnicode } from 'node:url';
import type { HostDepth } from '../../manifest/grant-data';
import { domainProblem, exactHostProblem } from '../../manifest/host-names';
import { IP_ADDRESS } from '../../manifest/hostname';
import type { Problem } from '../../manifest/problem';

/** A host, or the domain that hosts are under. A name in other letters is told its form in DNS. */
export function hostProblem(value: unknown, depth: HostDepth): Problem | undefined {
  const problem = depth === 'exact' ? exactHostProblem(value) : domainProblem(value);
  if (typeof value !== 'string') return problem;
  if (problem === IP_ADDRESS) return { ...problem, fix: 'write Destination.cidr(…) with its block' };
  const ascii = domainToASCII(value);
  if (problem?.reason === 'a hostname is ASCII' && ascii !== '' && ascii !== value) return { ...problem, fix: `write "${ascii}"` };
  return problem ?? encodingProblem(value);
}

/** Text that looks like the DNS form of other letters (punycode, RFC 3492), and is the form of none. */
function encodingProblem(host: string): Problem | undefined {
  if (!/(^|\.)xn--/.test(host)) return undefined;
  const readable = domainToUnicode(host);
  if (readable !== '' && readable !== host && domainToASCII(readable) === host) return undefined;
  return { reason: 'it starts like punycode and decodes to no name', fix: 'write the punycode form of the name that is meant' };
}
