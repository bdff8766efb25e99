import type { Client } from '../harness/client';
import { type Resource, Resources } from '../harness/resources';
import type { Channel } from '../harness/servers';
import { type Schema, servedSchemas } from './served-schemas';

/** A kind in one version on the server of one channel, with the schema that the server tells of it. */
export interface KindUnderTest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly channel: Channel;
  readonly schema: Schema;
  readonly resource: Resource;
  /** What of its objects is written to: all but the status, where nothing is said. */
  readonly subresource?: 'status';
}

export function keyOf({ apiVersion, kind, channel, subresource }: KindUnderTest): string {
  return `${apiVersion} ${kind} ${channel} ${subresource ?? ''}`;
}

/** The kinds of some API groups and versions, sorted, without lists and without kinds that are no objects of their own. */
export async function kindsUnderTest(
  client: Client, channel: Channel, apiVersions: readonly string[], only?: readonly string[],
): Promise<KindUnderTest[]> {
  const resources = new Resources(client);
  const found: KindUnderTest[] = [];
  for (const apiVersion of apiVersions) {
    const schemas = await servedSchemas(client, apiVersion);
    for (const kind of [...schemas.keys()].sort()) {
      if (kind.endsWith('List') || (only && !only.includes(kind))) continue;
      const resource = await resources.of({ apiVersion, kind });
      if (resource) found.push({ apiVersion, kind, channel, schema: schemas.get(kind)!, resource });
    }
  }
  return found;
}

/** The versions in which a server has the kinds of an API group. */
export async function versionsOfGroup(client: Client, group: string): Promise<string[]> {
  const { paths } = await client.get<{ paths: Record<string, unknown> }>('/openapi/v3');
  return Object.keys(paths).filter((path) => path.startsWith(`apis/${group}/`)).map((path) => path.slice('apis/'.length)).sort();
}
