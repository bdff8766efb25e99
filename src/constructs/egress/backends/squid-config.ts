import type { DestinationData, PortData } from '../../../manifest/grant-data';
import { closedIn, PUBLIC } from '../../../manifest/public-addresses';

/** Port on which the proxies listen. */
export const PROXY_PORT = 3128;

/**
 * A forward proxy that goes to these hosts on their ports, and never to addresses inside: a name that resolves to one is refused.
 * `-n` keeps Squid from looking an address up to find a name for it, which whoever owns the address could choose.
 * Source: Squid, configuration directives acl and http_access.
 */
export function squidConfig(hosts: readonly DestinationData[], metadataCidrs: readonly string[]): string {
  const closed = PUBLIC.flatMap((family) => closedIn(family, metadataCidrs));
  return [
    `http_port ${PROXY_PORT}`,
    ...closed.map((cidr) => `acl inside dst ${cidr}`),
    ...hosts.flatMap((destination, i) => [
      `# ${destination.reason.replace(/[\s\\]+/g, ' ')}`,
      `acl host_${i} ${hostAcl(destination)}`,
      `acl port_${i} port ${destination.ports.map(portOf).join(' ')}`,
    ]),
    // From left to right, up to the first that does not hold: names that are not listed are not even looked up.
    ...hosts.map((_, i) => `http_access allow host_${i} port_${i} !inside`),
    'http_access deny all',
    'cache deny all',
    'via off',
    'forwarded_for delete',
    'pid_filename none',
    'access_log stdio:/dev/stdout',
    'cache_log stdio:/dev/stderr',
    'shutdown_lifetime 10 seconds',
    '',
  ].join('\n');
}

function hostAcl({ depth, host = '' }: DestinationData): string {
  if (depth === 'exact') return `dstdomain -n ${host}`;
  const domain = host.split('.').join('\\.');
  return `dstdom_regex -n -i ${depth === 'oneLabel' ? '^[^.]+' : ''}\\.${domain}$`;
}

const portOf = ({ port, endPort }: PortData): string => endPort === undefined ? String(port) : `${port}-${endPort}`;
