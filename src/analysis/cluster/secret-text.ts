import { isRecord, type Manifest } from '../../manifest/manifest';

const BASE64 = /^[A-Za-z0-9+/\s]*=*\s*$/;

/**
 * The text under a key of a Secret: of `stringData` as it stands, of `data` out of base64. Undefined where the key is missing,
 * null where it is there and cannot be read.
 */
export function secretText({ data, stringData }: Manifest, key: string): string | null | undefined {
  const plain = isRecord(stringData) ? stringData[key] : undefined;
  if (plain !== undefined) return typeof plain === 'string' ? plain : null;
  const encoded = isRecord(data) ? data[key] : undefined;
  if (encoded === undefined) return undefined;
  return typeof encoded === 'string' && BASE64.test(encoded) ? Buffer.from(encoded, 'base64').toString('utf8') : null;
}
