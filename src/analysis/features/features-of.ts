import { GATEWAY_API, isRoute } from '../../manifest/kinds';
import { given, groupOf } from '../../manifest/manifest';
import { ClusterIndex, namespaceOf } from '../cluster/cluster-index';
import { grantedReferencesOf } from '../cluster/crossing-references';
import { specOf } from '../cluster/references';
import { onceEach } from '../once';
import type { Entry, RuleContext } from '../rule';
import { withoutNulls } from '../schema/without-nulls';
import type { FeatureNeed, Need } from './feature-need';
import { addGatewayNeeds, addPortNeeds } from './gateway-needs';
import { type InnerObject, pathTo, visitField } from './inner-object';
import { listenerNeeds } from './listener-needs';
import { addGrants, addRouteNeeds } from './route-needs';

/** The features of Gateway API that a set of objects needs, in the order of the objects. */
export function featuresOf(entries: readonly Entry[]): FeatureNeed[] {
  const read = entries.map(withoutNulls);
  const context: RuleContext = { channel: 'standard', index: new ClusterIndex(read) };
  return entries.flatMap((entry, i) => featuresOfEntry(read[i], context).map((need) => ({ ...need, entry })));
}

/** The features that one object of a set needs. */
export const featuresOfEntry = onceEach((entry, context): readonly Need[] => {
  const { manifest } = entry;
  const needs: Need[] = [];
  if (groupOf(manifest.apiVersion) === GATEWAY_API) addNeeds(needs, entry, { fields: specOf(manifest), step: 'spec' }, context);
  return needs;
});

function addNeeds(needs: Need[], entry: Entry, spec: InnerObject, context: RuleContext): void {
  const { manifest } = entry;
  if (isRoute(manifest)) {
    addRouteNeeds(needs, entry, spec, context);
    return;
  }
  switch (manifest.kind) {
    case 'Gateway':
      addGatewayNeeds(needs, entry, spec);
      needs.push(...listenerNeeds(entry, context.index));
      addGrants(needs, grantedReferencesOf(entry, context), namespaceOf(manifest));
      break;
    case 'ListenerSet':
      needs.push({ feature: 'ListenerSet', path: 'kind' });
      addPortNeeds(needs, entry);
      needs.push(...listenerNeeds(entry, context.index));
      addGrants(needs, grantedReferencesOf(entry, context), namespaceOf(manifest));
      break;
    case 'ReferenceGrant':
      needs.push({ feature: 'ReferenceGrant', path: 'kind' });
      break;
    case 'BackendTLSPolicy':
      needs.push({ feature: 'BackendTLSPolicy', path: 'kind' });
      visitField(spec, 'validation', (place) => {
        if (!given(place.fields.subjectAltNames)) return;
        needs.push({ feature: 'BackendTLSPolicySANValidation', path: pathTo(place, 'subjectAltNames') });
      });
  }
}
