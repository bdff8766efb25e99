import type { Chart } from 'cdk8s';
import {
  Gateway, type GatewayListener, type GatewaySpec, type HttpBackendRef, type HttpHeaderModifier, HttpRoute, type HttpRouteFilter,
  HttpRouteFilterType, type HttpRouteMatch, type HttpRouteRule, type HttpRouteSpec, ListenerProtocol, PathMatchType,
  ReferenceGrant, type ReferenceGrantReferrer, type ReferenceGrantTarget, RouteNamespacesFrom,
} from '../../src';

/** Builds the objects of one file of upstream's with the constructs. */
export type Builder = (chart: Chart) => void;

/** Stands for the placeholder of the same meaning in upstream's files. */
export const CLASS_NAME = 'conformance-class';
export const CONTROLLER_NAME = 'conformance.example.com/controller';
export const GATEWAY_API = 'gateway.networking.k8s.io';
export const INFRA = 'gateway-conformance-infra';
export const WEB = 'gateway-conformance-web-backend';
export const APP = 'gateway-conformance-app-backend';
export const MESH = 'gateway-conformance-mesh';

/** What may attach, as upstream's files say it most. */
export const SAME = { namespaces: { fromNamespaces: RouteNamespacesFrom.SAME } };
export const ALL = { namespaces: { fromNamespaces: RouteNamespacesFrom.ALL } };

export function route(chart: Chart, name: string, spec: HttpRouteSpec, namespace?: string): void {
  new HttpRoute(chart, `route-${name}`, { metadata: { name, ...(namespace && { namespace }) }, spec });
}

/** A route of the infrastructure's namespace. */
export function infraRoute(chart: Chart, name: string, parent: string, rules: HttpRouteRule[]): void {
  route(chart, name, { parentRefs: [{ name: parent }], rules }, INFRA);
}

/** A Gateway takes its name from the construct's id. */
export function gateway(chart: Chart, name: string, spec: GatewaySpec, namespace?: string): void {
  new Gateway(chart, name, { ...(namespace && { metadata: { namespace } }), spec });
}

/** A Gateway of the class under test, in the infrastructure's namespace. */
export function infraGateway(chart: Chart, name: string, listeners: GatewayListener[], more: Partial<GatewaySpec> = {}): void {
  gateway(chart, name, { gatewayClassName: CLASS_NAME, listeners, ...more }, INFRA);
}

export function grant(chart: Chart, name: string, from: ReferenceGrantReferrer, to: ReferenceGrantTarget, namespace?: string): void {
  new ReferenceGrant(chart, `grant-${name}`, {
    metadata: { name, ...(namespace && { namespace }) }, spec: { referrers: [from], to: [to] },
  });
}

/** An HTTP listener on port 80. */
export function http(name: string, more: Partial<GatewayListener> = {}): GatewayListener {
  return { name, port: 80, protocol: ListenerProtocol.HTTP, ...more };
}

/** An HTTPS listener on port 443 with a certificate. */
export function https(name: string, certificate: string, more: Partial<GatewayListener> = {}, namespace?: string): GatewayListener {
  return {
    name, port: 443, protocol: ListenerProtocol.HTTPS,
    tls: { certificateRefs: [{ group: '', kind: 'Secret', name: certificate, ...(namespace && { namespace }) }] },
    ...more,
  };
}

export const prefix = (value: string): HttpRouteMatch => ({ path: { type: PathMatchType.PATH_PREFIX, value } });

export const exact = (value: string): HttpRouteMatch => ({ path: { type: PathMatchType.EXACT, value } });

export const backend = (name: string, more: Partial<HttpBackendRef> = {}): HttpBackendRef => ({ name, port: 8080, ...more });

export const requestHeaders = (requestHeaderModifier: HttpHeaderModifier): HttpRouteFilter =>
  ({ type: HttpRouteFilterType.REQUEST_HEADER_MODIFIER, requestHeaderModifier });

/** Header changes that upstream puts beside other filters. */
export const MODIFY_HEADERS: HttpRouteFilter = requestHeaders({
  set: [{ name: 'X-Header-Set', value: 'set-overwrites-values' }],
  add: [{ name: 'X-Header-Add', value: 'header-val-1' }, { name: 'X-Header-Add-Append', value: 'header-val-2' }],
  remove: ['X-Header-Remove'],
});
