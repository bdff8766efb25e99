import type { SessionPersistenceData } from './session-persistence';

/** A condition on a header or a query parameter, as the API has it. */
export interface ValueMatchData {
  readonly type: 'Exact' | 'RegularExpression';
  readonly name: string;
  readonly value: string;
}

/** A match of an HTTPRoute rule, as the API has it. */
export interface RouteMatchData {
  readonly path: { readonly type: 'Exact' | 'PathPrefix' | 'RegularExpression'; readonly value: string };
  readonly headers?: ValueMatchData[];
  readonly queryParams?: ValueMatchData[];
  readonly method?: string;
}

/** A backend of a rule, as the API has it. */
export interface BackendRefData {
  readonly group: '';
  readonly kind: 'Service';
  readonly name: string;
  readonly namespace?: string;
  readonly port: number;
  readonly weight: number;
  readonly filters?: object[];
}

/** A rule of an HTTPRoute, as the API has it. */
export interface RuleData {
  readonly name?: string;
  readonly matches: RouteMatchData[];
  readonly filters?: object[];
  readonly backendRefs?: BackendRefData[];
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
  readonly retry?: object;
  readonly sessionPersistence?: SessionPersistenceData;
}

/** The spec of a route. Its rules may grow until synth. */
export interface RouteData {
  readonly parentRefs: object[];
  readonly hostnames?: string[];
  readonly rules: object[];
}

/** A match of a GRPCRoute rule, as the API has it. */
export interface GrpcMatchData {
  readonly method?: { readonly type: 'Exact' | 'RegularExpression'; readonly service?: string; readonly method?: string };
  readonly headers?: ValueMatchData[];
}

/** Pods, as a NetworkPolicy selects them. */
export interface PodsData {
  readonly labels: Record<string, string>;
  readonly port: number;
}
