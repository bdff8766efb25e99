/** Zones in which a cloud answers with its metadata service, or with its own machines. */
const CLOUD_ZONES: readonly string[] = ['google.internal', 'metadata.goog', 'ec2.internal', 'compute.internal'];

/** Whether a name is one that a cloud gives its metadata service, or lies in a zone where it does. */
export function isCloudName(host: string): boolean {
  return host === 'instance-data' || CLOUD_ZONES.some((zone) => host === zone || host.endsWith(`.${zone}`));
}

/** Zones in which every address has a name that spells it, the metadata service's and those of pods too. */
const ADDRESS_ZONES: readonly string[] = ['nip.io', 'sslip.io', 'xip.io', 'traefik.me'];

/** Whether a name says no more than an address does. */
export function spellsAddress(host: string): boolean {
  return ADDRESS_ZONES.some((zone) => host === zone || host.endsWith(`.${zone}`));
}
