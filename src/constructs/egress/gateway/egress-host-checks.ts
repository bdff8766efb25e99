import type { Duration } from 'cdk8s';
import { holdsDns } from '../../../manifest/block-width';
import { externalHostnameProblem } from '../../../manifest/external-hostname';
import { isRecord } from '../../../manifest/manifest';
import { subdomainProblem } from '../../../manifest/names';
import { portProblem } from '../../../manifest/numbers';
import type { Problem } from '../../../manifest/problem';
import { checkKnown, type Known } from '../../base/known-options';
import { listOption } from '../../base/list-option';
import { check, invalid, type Place, refused } from '../../base/problems';
import { millisecondsOf } from '../../routes/durations';
import { neededReasonProblem } from '../destination-checks';
import type { EgressHostData, VersionData } from './egress-host-data';
import type {
  EgressCircuitBreaker, EgressHttpsOptions, EgressRetry, EgressTlsOptions, EgressVersion,
} from './egress-host-options';

const BREAKER: Known<EgressCircuitBreaker> = {
  maxConnections: true, maxPendingRequests: true, maxRequests: true, consecutiveErrors: true, ejectionTime: true,
};
const VERSION: Known<EgressVersion> = { hostname: true, weight: true, port: true };
const RETRY: Known<EgressRetry> = { attempts: true, statusCodes: true, backoff: true };

/** What both forms of a destination say. */
export function hostData(
  place: Place, form: EgressHostData['form'], hostname: string, options: EgressTlsOptions,
): EgressHostData {
  check(place, 'hostname', hostname, externalHostnameProblem(hostname));
  check(place, 'reason', options?.reason, neededReasonProblem(options?.reason));
  const { port = 443, circuitBreaker } = options;
  check(place, 'port', port, hostPortProblem(port));
  return {
    form, hostname, port, reason: options.reason,
    versions: versionsOf(place, hostname, port, options.versions),
    ...(circuitBreaker !== undefined && { circuitBreaker: breakerOf(place, circuitBreaker) }),
  };
}

/** What only a gateway that reads requests can do. */
export function httpsData(place: Place, options: EgressHttpsOptions): Partial<EgressHostData> {
  const { authoritySecret, clientCertificateSecret, requestTimeout, retry } = options;
  for (const [option, name] of Object.entries({ authoritySecret, clientCertificateSecret })) {
    if (name !== undefined) check(place, option, name, subdomainProblem(name));
  }
  return {
    ...(authoritySecret !== undefined && { authoritySecret }),
    ...(clientCertificateSecret !== undefined && { clientCertificateSecret }),
    ...(requestTimeout !== undefined && { requestTimeout: timeOf(place, 'requestTimeout', requestTimeout) }),
    ...(retry !== undefined && { retry: retryOf(place, retry) }),
  };
}

function versionsOf(place: Place, hostname: string, usual: number, versions: EgressVersion[] | undefined): VersionData[] {
  if (versions === undefined) return [{ hostname, port: usual, weight: 1 }];
  const example = '[{ hostname: "v2.api.stripe.com", weight: 10 }]';
  const list = listOption(place, 'versions', versions, example).map((version, i): VersionData => {
    const at = `versions[${i}]`;
    checkKnown(place, `${at}.`, version, VERSION);
    check(place, `${at}.hostname`, version?.hostname, externalHostnameProblem(version?.hostname));
    check(place, `${at}.weight`, version.weight, wholeProblem(version.weight, 0, 1_000_000));
    const { port = usual } = version;
    check(place, `${at}.port`, port, hostPortProblem(port));
    return { hostname: version.hostname, port, weight: version.weight };
  });
  if (!list.some(({ weight }) => weight > 0)) throw refused(place, `versions: none has a weight, so nothing gets traffic; write ${example}`);
  if (list.length > 16) throw refused(place, `versions: a route holds at most 16 backends, and these are ${list.length}`);
  const twice = list.find((one, i) => list.findIndex((other) => other.hostname === one.hostname) !== i);
  if (twice) throw refused(place, `versions: "${twice.hostname}" stands there twice; add the weights`);
  return list;
}

/** Proxies reach every public address on the ports of their hosts. */
function hostPortProblem(port: number): Problem | undefined {
  return portProblem(port) ?? (holdsDns([{ protocol: 'TCP', port }]) ? {
    reason: 'the proxies reach every public address on it, and DNS is never anywhere:53', fix: 'write another port, such as 443',
  } : undefined);
}

function breakerOf(place: Place, breaker: EgressCircuitBreaker): EgressHostData['circuitBreaker'] {
  if (!isRecord(breaker as unknown)) {
    throw invalid(place, 'circuitBreaker', breaker, { reason: 'it is not an object', fix: 'write { maxConnections: 100 }' });
  }
  checkKnown(place, 'circuitBreaker.', breaker, BREAKER);
  const { ejectionTime, ...limits } = breaker;
  const said = Object.entries(limits).filter(([, value]) => value !== undefined);
  for (const [option, value] of said) check(place, `circuitBreaker.${option}`, value, wholeProblem(value, 1, 4_294_967_295));
  if (said.length === 0) throw refused(place, 'circuitBreaker limits nothing; write { maxConnections: 100 }');
  return {
    ...limits, ejectionTime: ejectionTime === undefined ? 30_000 : timeOf(place, 'circuitBreaker.ejectionTime', ejectionTime),
  };
}

function retryOf(place: Place, retry: EgressRetry): EgressHostData['retry'] {
  checkKnown(place, 'retry.', retry, RETRY);
  check(place, 'retry.attempts', retry?.attempts, wholeProblem(retry?.attempts, 1, 10));
  const { attempts, statusCodes: asked = [502, 503, 504], backoff } = retry;
  const statusCodes = listOption(place, 'retry.statusCodes', asked, '[503]');
  statusCodes.forEach((code, i) => check(place, `retry.statusCodes[${i}]`, code, wholeProblem(code, 400, 599)));
  if (statusCodes.length === 0) {
    throw refused(place, 'retry.statusCodes is empty, so nothing is retried; write [503], or leave retry out');
  }
  return { attempts, statusCodes, ...(backoff !== undefined && { backoff: timeOf(place, 'retry.backoff', backoff) }) };
}

function timeOf(place: Place, option: string, duration: Duration): number {
  const milliseconds = millisecondsOf(place, option, duration);
  if (milliseconds > 0) return milliseconds;
  throw invalid(place, option, `${milliseconds} ms`, { reason: 'it is no time at all', fix: 'write a longer one, or leave it out' });
}

function wholeProblem(value: unknown, from: number, to: number): Problem | undefined {
  return Number.isInteger(value) && (value as number) >= from && (value as number) <= to
    ? undefined : { reason: `it is no whole number from ${from} to ${to}`, fix: `write one, such as ${Math.max(from, 1)}` };
}
