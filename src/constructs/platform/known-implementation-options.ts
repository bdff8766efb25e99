import type { Known } from '../base/known-options';
import type {
  CustomImplementationOptions, EnvoyGatewayOptions, GkeGatewayOptions, HaproxyOptions, ImplementationOptions, KongOptions,
  ReleaseOptions,
} from './implementation-options';

/** What each factory of Implementation reads. */
export const PLAIN: Known<ImplementationOptions> = { controllerName: true, httpPort: true, httpsPort: true, proxies: true };
export const ENVOY_GATEWAY: Known<EnvoyGatewayOptions> = { ...PLAIN, deployment: true, namespace: true };
export const RELEASE: Known<ReleaseOptions> = { ...PLAIN, namespace: true, release: true };
export const KONG: Known<KongOptions> = { ...RELEASE, deployment: true };
export const HAPROXY: Known<HaproxyOptions> = { ...PLAIN, deployment: true, namespace: true };
export const GKE: Known<GkeGatewayOptions> = { ...PLAIN, proxyOnlySubnets: true };
export const CUSTOM: Known<CustomImplementationOptions> = {
  ...PLAIN, name: true, className: true, classParameters: true, gatewayParameters: true, readsCertificateRefs: true,
  isolatesListeners: true, detectsMisdirectedRequests: true, unsupportedFeatures: true,
};
