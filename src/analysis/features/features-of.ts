import { GATEWAY_API, isRoute } from '../../manifest/kinds';
import { groupOf } from '../../manifest/manifest';
import { ClusterIndex, namespaceOf } from '../cluster/cluster-index';
import { authorityRefsOf, certificateRefsOf, specOf } from '../cluster/references';
import type { Entry } from '../rule';
import { type FeatureNeed, isThere, type Need, type Place } from './feature-need';
import { gatewayNeeds, portNeeds } from './gateway-needs';
import { listenerNeeds } from './listener-needs';
import { placesAt } from './places';
import { grantNeeds, routeNeeds } from './route-needs';

/** The features of Gateway API that a set of objects needs, in the order of the objects. */
export function featuresOf(entries: readonly Entry[]): FeatureNeed[] {
  const index = new ClusterIndex(entries);
  return entries.flatMap((entry) => featuresOfEntry(entry, index));
}

/** The features that one object of a set needs. */
export function featuresOfEntry(entry: Entry, index: ClusterIndex): FeatureNeed[] {
  const { manifest } = entry;
  if (groupOf(manifest.apiVersion) !== GATEWAY_API) return [];
  return needsOf(entry, { fields: specOf(manifest), path: 'spec' }, index).map((need) => ({ ...need, entry }));
}

function needsOf(entry: Entry, spec: Place, index: ClusterIndex): Need[] {
  const { manifest } = entry;
  if (isRoute(manifest)) return routeNeeds(entry, spec, index);
  switch (manifest.kind) {
    case 'Gateway':
      return [
        ...gatewayNeeds(entry, spec), ...listenerNeeds(entry, index),
        ...grantNeeds([...certificateRefsOf(manifest), ...authorityRefsOf(manifest)], namespaceOf(manifest)),
      ];
    case 'ListenerSet':
      return [
        { feature: 'ListenerSet', path: 'kind' }, ...portNeeds(entry), ...listenerNeeds(entry, index),
        ...grantNeeds(certificateRefsOf(manifest), namespaceOf(manifest)),
      ];
    case 'ReferenceGrant':
      return [{ feature: 'ReferenceGrant', path: 'kind' }];
    case 'BackendTLSPolicy':
      return policyNeeds(spec);
    default:
      return [];
  }
}

function policyNeeds(spec: Place): Need[] {
  const named = placesAt(spec, 'validation').filter(({ fields }) => isThere(fields.subjectAltNames));
  return [
    { feature: 'BackendTLSPolicy', path: 'kind' },
    ...named.map(({ path }) => ({ feature: 'BackendTLSPolicySANValidation', path: `${path}.subjectAltNames` })),
  ];
}
