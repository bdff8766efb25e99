import type { Client } from '../harness/client';
import type { Channel } from '../harness/servers';
import type { Json } from './generator';
import { type KindUnderTest, kindsUnderTest, versionsOfGroup } from './kinds';
import type { RunOptions } from './run';
import { upstreamObjects } from './seeds';

type SetOptions = Pick<RunOptions, 'kinds' | 'objects' | 'skip' | 'special' | 'breaking' | 'rules'>;
type Clients = Readonly<Record<Channel, Client>>;

/** Fields that the server fills or that it does not look at when an object is created. */
const OUTSIDE = /^(apiVersion|kind|metadata|status)($|\.)/;

/** What can be fuzzed, by name. */
export const SETS: Readonly<Record<string, (clients: Clients) => Promise<SetOptions>>> = {
  gateway: async (clients) => ({
    kinds: [...await gatewayKinds(clients.standard, 'standard'), ...await gatewayKinds(clients.experimental, 'experimental')],
    objects: upstreamObjects(),
    skip: (path) => OUTSIDE.test(path),
    breaking: 0.5,
    rules: true,
  }),
};

async function gatewayKinds(client: Client, channel: Channel): Promise<KindUnderTest[]> {
  const groups = ['gateway.networking.k8s.io', 'gateway.networking.x-k8s.io'];
  const versions = await Promise.all(groups.map((group) => versionsOfGroup(client, group)));
  return kindsUnderTest(client, channel, versions.flat());
}

export type { Json };
