import { isRecord, type Manifest } from '../../manifest/manifest';
import { NAME_LABEL } from '../../manifest/names';
import type { Entry } from '../rule';
import type { Requirement } from './label-selector';
import { type OwnListener, ownListeners } from './own-listeners';
import { specOf } from './references';

/** Which namespaces may attach to something: routes to a listener, or ListenerSets to a Gateway. */
export interface Admission {
  /** What is admitted to it, as messages name it. */
  readonly what: string;
  /** Field path of `namespaces`. */
  readonly path: string;
  /** What `from` is where it is left out. */
  readonly byDefault: string;
  readonly namespaces: Readonly<Record<string, unknown>>;
  /** The listener that admits routes; left out for ListenerSets. */
  readonly listener?: OwnListener;
}

/** The admissions that a Gateway or a ListenerSet writes. Source: Gateway API v1.6.1, RouteNamespaces and ListenerNamespaces. */
export function admissionsOf(entry: Entry): Admission[] {
  const ofRoutes = ownListeners(entry).flatMap((listener) => admission(
    listener.data.allowedRoutes,
    { what: `routes to listener "${listener.name}"`, path: `${listener.path}.allowedRoutes.namespaces`, byDefault: 'Same', listener },
  ));
  return [...ofRoutes, ...ofSets(entry.manifest)];
}

function ofSets(manifest: Manifest): Admission[] {
  if (manifest.kind !== 'Gateway') return [];
  const rest = { what: 'ListenerSets', path: 'spec.allowedListeners.namespaces', byDefault: 'None' };
  return admission(specOf(manifest).allowedListeners, rest);
}

function admission(owner: unknown, rest: Omit<Admission, 'namespaces'>): Admission[] {
  return isRecord(owner) && isRecord(owner.namespaces) ? [{ ...rest, namespaces: owner.namespaces }] : [];
}

/** The selector of an admission that goes by labels. */
export function selectorOf({ namespaces }: Admission): Record<string, unknown> | undefined {
  return namespaces.from === 'Selector' && isRecord(namespaces.selector) ? namespaces.selector : undefined;
}

/** The names that a selector limits namespaces to; undefined where labels alone decide. */
export function namesIn(requirements: readonly Requirement[]): readonly unknown[] | undefined {
  return requirements.find(({ key, operator }) => key === NAME_LABEL && operator === 'In')?.values;
}
