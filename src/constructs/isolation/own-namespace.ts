import type { DestinationData } from '../../manifest/grant-data';

/** What an isolation opens to the team itself, as grants hold it. */
export function ownNamespace(namespace: string): DestinationData {
  const ports: DestinationData['ports'] = [{ protocol: 'TCP' }, { protocol: 'UDP' }, { protocol: 'SCTP' }];
  return { form: 'namespace', namespace, ports, reason: 'the team\'s own' };
}
