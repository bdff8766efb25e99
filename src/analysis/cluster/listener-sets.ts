import { GATEWAY_API } from '../../manifest/kinds';
import { isRecord, type Manifest } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import type { Refusal } from './attachment';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { selectorMatches } from './namespace-selector';
import { type Reference, referenceOf, specOf } from './references';

/** The Gateway that a ListenerSet adds its listeners to. */
export function parentOfSet(set: Manifest): Reference | undefined {
  return referenceOf(specOf(set).parentRef, 'spec.parentRef', set, { group: GATEWAY_API, kind: 'Gateway' })[0];
}

/**
 * Why a known Gateway does not take a ListenerSet, and what to change; undefined where it does or the set of manifests does not
 * tell. Its namespaces are by default none. Source: Gateway API v1.6.1, AllowedListeners.
 */
export function refusalOfSet(set: Manifest, gateway: Manifest, index: ClusterIndex): Refusal | undefined {
  const { allowedListeners } = specOf(gateway);
  const rule = isRecord(allowedListeners) && isRecord(allowedListeners.namespaces) ? allowedListeners.namespaces : {};
  const namespace = namespaceOf(set);
  if (namespace === undefined) return undefined;
  const { from = 'None', selector } = rule;
  const admitted = from === 'All' || (from === 'Same' && namespace === namespaceOf(gateway))
    || (from === 'Selector' && selectorMatches(selector, namespace, index) !== false);
  if (admitted) return undefined;
  return {
    why: from === 'None' ? 'its allowedListeners admit none, which is the default' : `its allowedListeners do not admit namespace "${namespace}"`,
    fix: `admit the namespace in allowedListeners by its ${NAME_LABEL} label, as SharedGateway.delegate does`,
  };
}
