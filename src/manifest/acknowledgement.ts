import { isRecord, type Manifest } from './manifest';

/** Where an acknowledgement stands in an object's annotations; the code follows. */
export const ACKNOWLEDGE = 'acknowledge.cdk8s-gateway.io/';

/** Codes of objects that the API server refuses, whatever reason is given. */
export const REFUSED_CODES: readonly string[] = ['GW001', 'GW005'];

/** The reason that an object gives for a code in its annotations. */
export function acknowledgedBy({ metadata }: Manifest, code: string): string | undefined {
  const annotations = isRecord(metadata) && isRecord(metadata.annotations) ? metadata.annotations : {};
  const reason = annotations[`${ACKNOWLEDGE}${code}`];
  return typeof reason === 'string' && reason.trim() !== '' ? reason : undefined;
}
