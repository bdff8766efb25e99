import { ApiObject } from 'cdk8s';
import { Backend, BackendTls, type BackendTlsProps, type TeamChart, type TeamGrant, TlsAuthority } from '../../../src';
import { shopChart, specOf } from './shop';

export const accounts = (): Backend => Backend.service('accounts', 8443);
export const MINIMAL: BackendTlsProps = { backend: accounts(), hostname: 'accounts.company.com', authority: TlsAuthority.system() };
export const TARGET = { group: '', kind: 'Service', name: 'accounts' };

/** A policy in a chart of its own, of team ecommerce unless grants say otherwise. */
export function policyWith(props: Partial<BackendTlsProps> = {}, ...grants: TeamGrant[]): BackendTls {
  return new BackendTls(shopChart(...grants), 'tls', { ...MINIMAL, ...props });
}

export const validationOf = (policy: BackendTls): unknown => specOf(policy).validation;

/** A Service in a team's chart. */
export function serviceIn(chart: TeamChart, ports: object[], namespace = 'ecommerce-prod'): ApiObject {
  return new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'accounts', namespace }, spec: { ports } });
}
