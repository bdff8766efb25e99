import type { Rule } from '../../rule';
import { clientAddress } from './client-address';
import { clusterBlock } from './cluster-block';
import { dnsProtocol } from './dns-protocol';
import { hostNetwork } from './host-network';
import { idleDirection } from './idle-direction';
import { idleSelector } from './idle-selector';
import { metadataAddress } from './metadata-address';
import { namespaceLabel } from './namespace-label';
import { oneFamily } from './one-family';
import { openEgress } from './open-egress';
import { openList } from './open-list';
import { portName } from './port-name';
import { proxyPeer } from './proxy-peer';
import { servicePort } from './service-port';
import { splitPeer } from './split-peer';
import { unsaidIngress } from './unsaid-ingress';

/** NetworkPolicies. */
export const NETWORK_RULES: readonly Rule[] = [
  openEgress,
  idleDirection,
  unsaidIngress,
  openList,
  splitPeer,
  namespaceLabel,
  idleSelector,
  proxyPeer,
  dnsProtocol,
  metadataAddress,
  servicePort,
  portName,
  clusterBlock,
  oneFamily,
  hostNetwork,
  clientAddress,
];
