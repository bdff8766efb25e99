import { Category, Severity } from '../../../manifest/finding';
import { objectText } from '../../../manifest/object-text';
import { policiesByTarget, targetKey } from '../../cluster/backend-tls-targets';
import { type KnownBackend, knownBackends, portsOf } from '../../cluster/backends';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { REQUEST_KINDS } from '../judged-kinds';
import { lossOf } from './loss';

const WEBSOCKET = 'kubernetes.io/ws';
const SECURE_WEBSOCKET = 'kubernetes.io/wss';

/** What a Service's port says of the protocol behind it suits the route. */
export const backendAppProtocol: Rule = {
  code: 'GW304',
  title: 'A backend port whose appProtocol the route cannot speak',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, GEP-1911: what each appProtocol means for each kind of routes',
  kinds: REQUEST_KINDS,
  check(entry: Entry, context: RuleContext): RuleResult[] {
    return knownBackends(entry, context).flatMap((backend) =>
      portsOf(backend.service).filter(({ port }) => backend.ref.port !== undefined && port === backend.ref.port)
        .flatMap((port) => judge(entry, backend, port, context)));
  },
};

type Port = Record<string, unknown>;

function judge(entry: Entry, { ref }: KnownBackend, { appProtocol, name }: Port, context: RuleContext): RuleResult[] {
  const { kind } = entry.manifest;
  const where = `port ${ref.port} of ${objectText(ref)} says appProtocol ${String(appProtocol)}`;
  const path = `${ref.path}.port`;
  if (kind === 'GRPCRoute' && (appProtocol === WEBSOCKET || appProtocol === SECURE_WEBSOCKET)) {
    return [{
      message: `${where}, and gRPC is no WebSocket, so ${lossOf(kind, ref)}`,
      fix: 'write appProtocol: kubernetes.io/h2c in the Service, or leave it out there', path,
    }];
  }
  if (kind !== 'HTTPRoute' || appProtocol !== SECURE_WEBSOCKET) return [];
  const ports = ['', ...(typeof name === 'string' ? [name] : [])];
  if (ports.some((sectionName) => policiesByTarget(context).has(targetKey({ ...ref, sectionName })))) return [];
  return [{
    message: `${where}, which an HTTPRoute reaches over TLS alone, and no BackendTLSPolicy for it is here; without one ${lossOf(kind, ref)}`,
    fix: 'write a BackendTLSPolicy for the port, or appProtocol: kubernetes.io/ws for clear text', path,
    severity: Severity.UNKNOWN, missing: true,
  }];
}
