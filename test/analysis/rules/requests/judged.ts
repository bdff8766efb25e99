import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Finding } from '../../../../src/manifest/finding';
import type { Manifest } from '../../../../src/manifest/manifest';

const apiVersion = 'gateway.networking.k8s.io/v1';

/** A route of a kind in namespace `shop`. */
export const routeOf = (kind: string, spec: object, metadata: object = {}): Manifest =>
  ({ apiVersion, kind, metadata: { name: 'web', namespace: 'shop', ...metadata }, spec: { parentRefs: [{ name: 'edge', namespace: 'infra' }], ...spec } });

/** Gateway `infra/edge`, whose listeners admit every namespace. */
export const edge = (...listeners: object[]): Manifest => ({
  apiVersion, kind: 'Gateway', metadata: { name: 'edge', namespace: 'infra' },
  spec: { gatewayClassName: 'c', listeners: listeners.map((listener) => ({ allowedRoutes: { namespaces: { from: 'All' } }, ...listener })) },
});

export const http = (more: object = {}): object => ({ name: 'http', port: 80, protocol: 'HTTP', ...more });

export const https = (more: object = {}): object =>
  ({ name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'tls' }] }, ...more });

/** The findings of a code. */
export function findingsOf(code: string, ...manifests: Manifest[]): Finding[] {
  return checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'standard' }).filter((finding) => finding.code === code);
}

/** The same, as `severity category path: message | fix`. */
export function said(code: string, ...manifests: Manifest[]): string[] {
  return findingsOf(code, ...manifests).map(({ severity, category, path, message, fix }) => `${severity} ${category} ${path}: ${message} | ${fix}`);
}

/** What is said of one HTTPRoute with such rules. */
export const ofRules = (code: string, ...rules: object[]): string[] => said(code, routeOf('HTTPRoute', { rules }));

/** What is said of one GRPCRoute with such rules. */
export const ofCalls = (code: string, ...rules: object[]): string[] => said(code, routeOf('GRPCRoute', { rules }));

/** What is said of a rule of an HTTPRoute with such filters, and a backend. */
export const ofFilters = (code: string, ...filters: object[]): string[] => ofRules(code, { filters, backendRefs: [backend()] });

export const backend = (...filters: object[]): object => ({ name: 'web', port: 80, ...(filters.length > 0 && { filters }) });

export const requestHeaders = (settings: object): object => ({ type: 'RequestHeaderModifier', requestHeaderModifier: settings });

export const rewrite = (urlRewrite: object): object => ({ type: 'URLRewrite', urlRewrite });

export const redirect = (requestRedirect: object): object => ({ type: 'RequestRedirect', requestRedirect });

export const cors = (settings: object): object => ({ type: 'CORS', cors: { allowOrigins: ['https://www.company.com'], ...settings } });

export const path = (value: string, type = 'PathPrefix'): object => ({ path: { type, value } });
