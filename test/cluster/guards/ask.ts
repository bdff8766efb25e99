import type { Identity, Reply } from '../harness/client';
import type { Cluster } from '../harness/cluster';
import { type Verdict, verdictOf } from '../harness/verdict';
import type { Attempt } from './rows';

const MERGE = 'application/merge-patch+json';

/** Tries it as someone; nothing is stored. */
export async function ask(cluster: Cluster, attempt: Attempt, identity?: Identity): Promise<Verdict> {
  const { verb, manifest } = attempt;
  switch (verb) {
    case 'create': return (await cluster.dryRun([manifest], identity))[0];
    case 'update': return cluster.dryRunChange(manifest, identity);
    case 'delete': return cluster.dryRunDelete(manifest, identity);
    case 'connect': return connect(cluster, attempt, identity);
    default: return patch(cluster, attempt, identity);
  }
}

/** Whatever comes from behind admission is an answer that counts as let through: there is no node to connect to. */
async function connect(cluster: Cluster, { manifest, subresource }: Attempt, identity?: Identity): Promise<Verdict> {
  const path = `${await cluster.pathOf(manifest.object)}/${subresource}`;
  const reply = await cluster.client.send({ method: 'POST', path, identity });
  return verdictOf(manifest, reply.code === 403 ? reply : { ...reply, code: 200 });
}

async function patch(cluster: Cluster, { manifest, subresource, patch: change }: Attempt, identity?: Identity): Promise<Verdict> {
  const own = await cluster.pathOf(manifest.object);
  const path = `${subresource === undefined ? own : `${own}/${subresource}`}?dryRun=All`;
  if (subresource !== 'finalize') {
    return verdictOf(manifest, await cluster.client.send({ method: 'PATCH', path, contentType: MERGE, body: JSON.stringify(change), identity }));
  }
  return verdictOf(manifest, await finalize(cluster, own, path, change as { metadata: object }, identity));
}

/** This subresource takes whole objects alone. */
async function finalize(cluster: Cluster, own: string, path: string, change: { metadata: object }, identity?: Identity): Promise<Reply> {
  const stored = await cluster.client.get<{ metadata: { labels?: object } }>(own);
  const labels = { ...stored.metadata.labels, ...(change.metadata as { labels?: object }).labels };
  const body = JSON.stringify({ ...stored, metadata: { ...stored.metadata, ...change.metadata, labels } });
  return cluster.client.send({ method: 'PUT', path, body, identity });
}
