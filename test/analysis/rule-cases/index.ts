import type { Manifest } from '../../../src/manifest/manifest';
import { frontend, GATEWAY_CASES } from './gateways';
import { object, path, type RuleCases, serverNames } from './objects';
import { ROUTE_CASES } from './routes';

/** Objects around the border of each rule of the CRDs, by the rule's name. */
export const RULE_CASES: Readonly<Record<string, RuleCases>> = { ...GATEWAY_CASES, ...ROUTE_CASES };

/** Rules that nothing breaks which has the form of the schema, with what breaks both: the API server's rule comes too late. */
export const SHADOWED: Readonly<Record<string, readonly Manifest[]>> = {
  'listener-names-distinct': [object('Gateway', {
    gatewayClassName: 'company', listeners: [{ name: 'a', port: 80, protocol: 'HTTP' }, { name: 'a', port: 81, protocol: 'HTTP' }],
  })],
  'frontend-ports-distinct': [frontend(443, 443)],
  'server-names-form': [serverNames('A.com'), serverNames('a_b.com')],
  'server-names-wildcard-form': [serverNames('a.*.com'), serverNames('*')],
  'path-type-known': [path({ type: 'Prefix', value: '/a' })],
};

export { gateway, http, type Json, listener, object } from './objects';

/** A GatewayClass of a controller. */
export const gatewayClass = (controllerName: string): Manifest => object('GatewayClass', { controllerName });

/** An object with other metadata beside its name. */
export const named = (manifest: Manifest, metadata: Manifest['metadata']): Manifest => ({ ...manifest, metadata: { ...manifest.metadata, ...metadata } });
