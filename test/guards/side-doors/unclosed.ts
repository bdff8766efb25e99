import { Closing, type DoorArea } from './side-door';

const closedBy = [Closing.NOTHING];

/** What no manifest of this library shuts. */
export const UNCLOSED: DoorArea = {
  title: 'What stays open',
  doors: [
    {
      id: 'node', door: 'the node: kubelet, static pods, agents on the host\'s network', leads: 'every policy', closedBy,
      open: 'keep teams off nodes',
    },
    {
      id: 'dns-tunnel', door: 'data in DNS queries', leads: 'the lockdown, by the resolver', closedBy,
      open: 'resolvers with a list of names, and their log',
    },
    {
      id: 'shared-address', door: 'other hostnames behind an allowed address', leads: 'a lockdown by addresses or by names',
      closedBy,
      open: 'an egress gateway that reads the hostname, TLS originated there',
    },
    {
      id: 'relay', door: 'an allowed neighbour or destination that relays', leads: 'the lockdown', closedBy,
      open: 'few destinations, each with its reason',
    },
    {
      id: 'standing', door: 'connections and objects that are older than a policy', leads: 'what is written since', closedBy,
      open: '`guards check`, then a restart of the pods in question',
    },
    {
      id: 'no-enforcement', door: 'a network plugin that ignores NetworkPolicies', leads: 'every policy', closedBy,
      open: 'finding GW042 says so',
    },
    {
      id: 'exempt', door: 'exempt accounts and namespaces of the platform', leads: 'every guard', closedBy,
      open: 'list none that applies files of teams; who may write pods in such a namespace may use its accounts',
    },
  ],
};
