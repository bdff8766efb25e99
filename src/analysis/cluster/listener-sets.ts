import { isRecord, type Manifest } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import type { Refusal } from './attachment-refusal';
import { type ClusterIndex, namespaceOf } from './cluster-index';
import { labelHint, labelsApart } from './label-hint';
import { describeSelector } from './label-selector';
import { selectorMatches } from './namespace-selector';
import { specOf } from './references';

/**
 * Whether a Gateway takes a ListenerSet; undefined where labels of a namespace decide it that are not here.
 * By default it takes none. Source: Gateway API v1.6.1, AllowedListeners.
 */
export function admissionOfSet(set: Manifest, gateway: Manifest, index: ClusterIndex): boolean | undefined {
  const { from = 'None', selector } = allowedNamespaces(gateway);
  const namespace = namespaceOf(set);
  if (namespace === undefined) return undefined;
  if (from === 'Selector') return selectorMatches(selector, namespace, index);
  return from === 'All' || (from === 'Same' && namespace === namespaceOf(gateway));
}

/** Why a known Gateway does not take a ListenerSet, and what to change; undefined where it does, or where nothing here tells. */
export function refusalOfSet(set: Manifest, gateway: Manifest, index: ClusterIndex): Refusal | undefined {
  if (admissionOfSet(set, gateway, index) !== false) return undefined;
  const { from = 'None', selector } = allowedNamespaces(gateway);
  const namespace = namespaceOf(set);
  const hint = from === 'Selector' ? `${labelsApart(namespace, selector, index)}${labelHint(set, selector, 'Gateway')}` : '';
  return {
    why: from === 'None'
      ? 'its allowedListeners admit none, which is the default'
      : `its allowedListeners do not admit namespace "${namespace}"${hint}`,
    fix: `admit the namespace in allowedListeners by its ${NAME_LABEL} label, as SharedGateway.delegate does`,
  };
}

/** What decides whether a Gateway takes a ListenerSet, where labels of a Namespace do that are not here. */
export function openAdmissionOfSet(set: Manifest, gateway: Manifest, index: ClusterIndex): Refusal | undefined {
  const namespace = namespaceOf(set);
  if (namespace === undefined || admissionOfSet(set, gateway, index) !== undefined) return undefined;
  const { selector } = allowedNamespaces(gateway);
  const hint = labelHint(set, selector, 'Gateway');
  return {
    why: `its allowedListeners admit namespaces with ${describeSelector(selector)}, and Namespace "${namespace}" is not here${hint}`,
    fix: `give the manifest of the Namespace too, or admit it by its ${NAME_LABEL} label`,
  };
}

function allowedNamespaces(gateway: Manifest): Record<string, unknown> {
  const { allowedListeners } = specOf(gateway);
  return isRecord(allowedListeners) && isRecord(allowedListeners.namespaces) ? allowedListeners.namespaces : {};
}
