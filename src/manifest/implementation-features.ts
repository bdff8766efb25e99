/** What an implementation's newest conformance report says. */
export interface FeatureReport {
  /** Version of the implementation, and what it was tested against. */
  readonly report: string;
  readonly isolatesListeners: boolean;
  readonly detectsMisdirectedRequests: boolean;
  /** Features that the report lists as unsupported. What it does not name is not known. */
  readonly unsupported: string;
  /** Of these, what works all the same, as the implementation's source shows. */
  readonly works?: string;
  /** What the report does not name and the implementation lacks, as its documentation says. */
  readonly lacks?: string;
}

/** Names of the reports. */
export type FeatureReportName =
  | 'envoyGateway' | 'envoyGatewayInNamespace' | 'istio' | 'traefik' | 'nginxGatewayFabric' | 'cilium' | 'kongOperator'
  | 'kongIngressController' | 'kgateway' | 'contour' | 'awsLoadBalancerController' | 'gke' | 'haproxyIngress';

/** Source: Gateway API, conformance/reports, as of 2026-08-21 (commit 4564255a). */
export const FEATURE_REPORTS: Record<FeatureReportName, FeatureReport> = {
  envoyGateway: {
    report: 'v1.9.0, Gateway API v1.6.1 experimental',
    isolatesListeners: true, detectsMisdirectedRequests: false,
    unsupported: `
      GatewayHTTPSListenerDetectMisdirectedRequests GatewayInfrastructurePropagation`,
    // Envoy Gateway v1.9, internal/gatewayapi/translator.go: labels and annotations reach the proxies and their Service.
    works: 'GatewayInfrastructurePropagation',
  },
  envoyGatewayInNamespace: {
    report: 'v1.9.0, Gateway API v1.6.1 experimental',
    isolatesListeners: true, detectsMisdirectedRequests: false,
    unsupported: `
      GatewayHTTPSListenerDetectMisdirectedRequests`,
  },
  istio: {
    report: '1.30.1, Gateway API v1.5.1 experimental',
    isolatesListeners: true, detectsMisdirectedRequests: false,
    unsupported: `
      GatewayBackendClientCertificate GatewayFrontendClientCertificateValidation
      GatewayFrontendClientCertificateValidationInsecureFallback GatewayHTTPSListenerDetectMisdirectedRequests
      ListenerSet MeshClusterIPMatching`,
  },
  traefik: {
    report: 'v3.7.10, Gateway API v1.6.1 experimental',
    isolatesListeners: false, detectsMisdirectedRequests: false,
    unsupported: `
      BackendTLSPolicySANValidation GatewayAddressEmpty GatewayBackendClientCertificate
      GatewayFrontendClientCertificateValidation GatewayFrontendClientCertificateValidationInsecureFallback
      GatewayHTTPListenerIsolation GatewayHTTPSListenerDetectMisdirectedRequests GatewayInfrastructurePropagation
      GatewayStaticAddresses HTTPRouteBackendTimeout HTTPRouteCORS HTTPRouteRequestMirror
      HTTPRouteRequestMultipleMirrors HTTPRouteRequestPercentageMirror HTTPRouteRequestTimeout HTTPRouteRetry
      HTTPRouteRetryBackendTimeout HTTPRouteRetryConnectionError ListenerSet`,
    // Traefik v3.7, its provider for Gateway API: of streams it knows TLSRoutes and TCPRoutes.
    lacks: 'UDPRoute',
  },
  nginxGatewayFabric: {
    report: 'v2.7.0-pre-release, Gateway API v1.6.1 experimental',
    isolatesListeners: true, detectsMisdirectedRequests: true,
    unsupported: `
      BackendTLSPolicySANValidation HTTPRouteBackendRequestHeaderModification HTTPRouteBackendTimeout
      HTTPRouteNamedRouteRule HTTPRouteRequestTimeout HTTPRouteRetry HTTPRouteRetryBackendTimeout
      HTTPRouteRetryConnectionError`,
  },
  cilium: {
    report: 'v1.20.0, Gateway API v1.6.1 standard',
    isolatesListeners: true, detectsMisdirectedRequests: false,
    unsupported: `
      BackendTLSPolicySANValidation GatewayBackendClientCertificate GatewayFrontendClientCertificateValidation
      GatewayFrontendClientCertificateValidationInsecureFallback GatewayHTTPSListenerDetectMisdirectedRequests
      HTTPRouteParentRefPort HTTPRouteRetry HTTPRouteRetryBackendTimeout HTTPRouteRetryConnectionError
      MeshConsumerRoute TLSRouteModeMixed TLSRouteModeTerminate`,
  },
  kongOperator: {
    report: 'v2.3.0-rc.3, Gateway API v1.6.1 experimental',
    isolatesListeners: false, detectsMisdirectedRequests: false,
    unsupported: `
      BackendTLSPolicy BackendTLSPolicySANValidation GatewayBackendClientCertificate
      GatewayFrontendClientCertificateValidation GatewayFrontendClientCertificateValidationInsecureFallback
      GatewayHTTPListenerIsolation GatewayHTTPSListenerDetectMisdirectedRequests GatewayStaticAddresses
      HTTPRoute303RedirectStatusCode HTTPRoute307RedirectStatusCode HTTPRoute308RedirectStatusCode
      HTTPRouteBackendProtocolH2C HTTPRouteBackendProtocolWebSocket HTTPRouteBackendRequestHeaderModification
      HTTPRouteCORS HTTPRouteDestinationPortMatching HTTPRouteNamedRouteRule HTTPRouteParentRefPort
      HTTPRoutePathRedirect HTTPRoutePortRedirect HTTPRouteRequestMirror HTTPRouteRequestMultipleMirrors
      HTTPRouteRequestPercentageMirror HTTPRouteRequestTimeout HTTPRouteRetry HTTPRouteRetryBackendTimeout
      HTTPRouteRetryConnectionError HTTPRouteSchemeRedirect ListenerSet TLSRouteModeMixed`,
  },
  kongIngressController: {
    report: 'v3.4.0, Gateway API v1.2.1 experimental',
    isolatesListeners: false, detectsMisdirectedRequests: false,
    unsupported: `
      GatewayHTTPListenerIsolation GatewayInfrastructurePropagation GatewayPort8080 GatewayStaticAddresses
      HTTPRouteBackendProtocolH2C HTTPRouteBackendProtocolWebSocket HTTPRouteBackendRequestHeaderModification
      HTTPRouteBackendTimeout HTTPRouteDestinationPortMatching HTTPRouteMethodMatching HTTPRouteParentRefPort
      HTTPRoutePathRedirect HTTPRoutePortRedirect HTTPRouteQueryParamMatching HTTPRouteRequestMirror
      HTTPRouteRequestMultipleMirrors HTTPRouteRequestTimeout HTTPRouteSchemeRedirect`,
  },
  kgateway: {
    report: 'v2.4.0-rc.1, Gateway API v1.6.1 experimental',
    isolatesListeners: true, detectsMisdirectedRequests: false,
    unsupported: `
      GatewayHTTPSListenerDetectMisdirectedRequests`,
  },
  contour: {
    report: 'v1.33.0, Gateway API v1.3.0 experimental',
    isolatesListeners: true, detectsMisdirectedRequests: false,
    unsupported: `
      GatewayStaticAddresses HTTPRouteParentRefPort HTTPRoutePortRedirect HTTPRouteRequestPercentageMirror`,
  },
  awsLoadBalancerController: {
    report: 'v3.5.0, Gateway API v1.6.1 standard',
    isolatesListeners: false, detectsMisdirectedRequests: false,
    unsupported: `
      BackendTLSPolicy BackendTLSPolicySANValidation GatewayAddressEmpty GatewayBackendClientCertificate
      GatewayFrontendClientCertificateValidation GatewayFrontendClientCertificateValidationInsecureFallback
      GatewayHTTPListenerIsolation GatewayHTTPSListenerDetectMisdirectedRequests GatewayInfrastructurePropagation
      GatewayPort8080 GatewayStaticAddresses HTTPRoute303RedirectStatusCode HTTPRoute307RedirectStatusCode
      HTTPRoute308RedirectStatusCode HTTPRouteBackendProtocolH2C HTTPRouteBackendProtocolWebSocket
      HTTPRouteBackendRequestHeaderModification HTTPRouteBackendRequestRedirect HTTPRouteBackendTimeout
      HTTPRouteBackendURLRewrite HTTPRouteCORS HTTPRouteHostRewrite HTTPRouteNamedRouteRule HTTPRoutePathRedirect
      HTTPRoutePathRewrite HTTPRouteQueryParamMatching HTTPRouteRequestMirror HTTPRouteRequestMultipleMirrors
      HTTPRouteRequestPercentageMirror HTTPRouteRequestTimeout HTTPRouteResponseHeaderModification HTTPRouteRetry
      HTTPRouteRetryBackendTimeout HTTPRouteRetryConnectionError HTTPRouteSchemeRedirect`,
  },
  gke: {
    report: '1.36.2-gke.2154000, Gateway API v1.6.0 standard',
    isolatesListeners: false, detectsMisdirectedRequests: false,
    unsupported: `
      GatewayAddressEmpty GatewayFrontendClientCertificateValidationInsecureFallback GatewayHTTPListenerIsolation
      GatewayHTTPSListenerDetectMisdirectedRequests GatewayInfrastructurePropagation GatewayStaticAddresses
      HTTPRoute303RedirectStatusCode HTTPRoute307RedirectStatusCode HTTPRoute308RedirectStatusCode
      HTTPRouteBackendProtocolH2C HTTPRouteBackendProtocolWebSocket HTTPRouteBackendRequestHeaderModification
      HTTPRouteBackendRequestRedirect HTTPRouteBackendTimeout HTTPRouteBackendURLRewrite HTTPRouteCORS
      HTTPRouteDestinationPortMatching HTTPRouteMethodMatching HTTPRouteNamedRouteRule HTTPRouteParentRefPort
      HTTPRoutePathRewrite HTTPRoutePortRedirect HTTPRouteRequestMultipleMirrors HTTPRouteRequestTimeout
      HTTPRouteRetry HTTPRouteRetryBackendTimeout HTTPRouteRetryConnectionError ListenerSet`,
  },
  haproxyIngress: {
    report: 'v0.17.0-alpha.1, Gateway API v1.5.1 experimental',
    isolatesListeners: false, detectsMisdirectedRequests: false,
    unsupported: `
      BackendTLSPolicy BackendTLSPolicySANValidation GatewayBackendClientCertificate
      GatewayFrontendClientCertificateValidation GatewayFrontendClientCertificateValidationInsecureFallback
      GatewayHTTPListenerIsolation GatewayHTTPSListenerDetectMisdirectedRequests GatewayInfrastructurePropagation
      GatewayStaticAddresses HTTPRoute303RedirectStatusCode HTTPRoute307RedirectStatusCode
      HTTPRoute308RedirectStatusCode HTTPRouteBackendProtocolH2C HTTPRouteBackendRequestHeaderModification
      HTTPRouteBackendTimeout HTTPRouteHostRewrite HTTPRouteMethodMatching HTTPRouteParentRefPort
      HTTPRoutePathRedirect HTTPRoutePathRewrite HTTPRoutePortRedirect HTTPRouteQueryParamMatching
      HTTPRouteRequestMirror HTTPRouteRequestMultipleMirrors HTTPRouteRequestPercentageMirror
      HTTPRouteRequestTimeout ListenerSet`,
  } };

/** The features that a report lists as unsupported. */
export function reportedUnsupported({ unsupported }: FeatureReport): string[] {
  return wordsOf(unsupported);
}

/** The features that an implementation lacks: what its report lists, less what works all the same, and what it does not name. */
export function unsupportedOf(report: FeatureReport): string[] {
  const works = wordsOf(report.works);
  return [...reportedUnsupported(report).filter((name) => !works.includes(name)), ...wordsOf(report.lacks)];
}

function wordsOf(text = ''): string[] {
  return text.trim().split(/\s+/).filter((name) => name !== '');
}
