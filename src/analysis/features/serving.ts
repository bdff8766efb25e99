import type { ReportData } from '../../manifest/feature-reports';
import { reportOfController } from '../../manifest/implementation-table';
import { GATEWAY_API, isRoute } from '../../manifest/kinds';
import type { Manifest } from '../../manifest/manifest';
import { parentEntry } from '../cluster/attachment';
import { type ClusterIndex, nameOf } from '../cluster/cluster-index';
import { gatewayOf } from '../cluster/gateway-of';
import { type Reference, specOf } from '../cluster/references';
import { parentsOf } from '../cluster/route-references';
import { oncePerIndex } from '../once';
import type { Entry, RuleContext } from '../rule';

/** An implementation that serves an object, by its report. */
export interface Serving {
  readonly report: ReportData;
  /** The GatewayClass that tells it, where nobody named the implementation. */
  readonly byClass?: string;
}

/**
 * The implementations that serve an object: those of its Gateways' classes, where the classes are here and their controllers are
 * known; else the one that the options name.
 */
export function servingOf(entry: Entry, context: RuleContext): readonly Serving[] {
  const { index, implementation } = context;
  const named = implementation ? [{ report: implementation }] : NONE;
  const classes = knownClasses(index);
  if (classes.size === 0) return named;
  const found = new Map<string, Serving>();
  for (const gateway of gatewaysOf(entry, context)) {
    const byClass = classNameOf(gateway);
    const report = byClass === undefined ? undefined : classes.get(byClass);
    if (report && report.name !== implementation?.name) found.set(`class ${byClass}`, { report, byClass });
    else if (implementation) found.set('named', named[0]);
  }
  return found.size > 0 ? [...found.values()] : named;
}

const NONE: readonly Serving[] = [];

/** The classes whose controllers are known, with the report of each. */
const knownClasses = oncePerIndex((index) => {
  const classes = new Map<string, ReportData>();
  for (const { manifest } of index.ofKind(GATEWAY_API, 'GatewayClass')) {
    const name = nameOf(manifest);
    const { controllerName } = specOf(manifest);
    const report = typeof controllerName === 'string' ? reportOfController(controllerName) : undefined;
    if (name !== undefined && report) classes.set(name, report);
  }
  return classes;
});

function classNameOf(gateway: Manifest): string | undefined {
  const { gatewayClassName } = specOf(gateway);
  return typeof gatewayClassName === 'string' ? gatewayClassName : undefined;
}

/** The Gateways of the set that an object is for. */
function gatewaysOf(entry: Entry, context: RuleContext): Manifest[] {
  const { manifest } = entry;
  if (manifest.kind === 'Gateway') return [manifest];
  if (manifest.kind === 'ListenerSet') return gatewayManifest(entry, context.index);
  return isRoute(manifest) ? parentsOf(entry, context).flatMap((ref) => gatewaysAt(ref, context.index)) : [];
}

function gatewaysAt(ref: Reference, index: ClusterIndex): Manifest[] {
  const parent = parentEntry(ref, index);
  return parent ? gatewayManifest(parent, index) : [];
}

function gatewayManifest(owner: Entry, index: ClusterIndex): Manifest[] {
  const gateway = gatewayOf(owner, index);
  return gateway ? [gateway.manifest] : [];
}
