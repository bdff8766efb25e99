import {
  Destination, EgressLockdown, GuardMode, type IGatewayInfrastructure, Isolation, Listener, OperatorChart, SharedGateway,
  Subject, Team, TeamAccess, type TeamGrant, TlsCertificate,
} from 'cdk8s-gateway';
import type { Construct } from 'constructs';

/** What the cluster operators hand to the teams. */
export interface Grants {
  readonly ecommerce: TeamGrant;
  readonly analytics: TeamGrant;
}

/** The cluster operators: one gateway, a listener and a certificate per hostname, and who may use which. */
export function operators(app: Construct, infrastructure: IGatewayInfrastructure): Grants {
  const edge = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });

  const gateway = new SharedGateway(edge, 'company-gateway', {
    infrastructure,
    listeners: [
      Listener.httpsPerHostname('*.company.com', { certificate: TlsCertificate.fromClusterIssuer('letsencrypt-prod') }),
    ],
  });

  const ecommerce = gateway.admit(new Team('ecommerce', { subjects: [Subject.group('team-ecommerce')] }), {
    namespaces: ['ecommerce-prod'],
    hostnames: ['shop.company.com'],
    isolation: Isolation.BOTH,
  });
  new EgressLockdown(edge, 'ecommerce-egress', {
    grant: ecommerce,
    allow: [Destination.cidr('203.0.113.0/24', 443, { reason: 'payment provider' })],
  });
  new TeamAccess(edge, 'ecommerce-access', { grants: [ecommerce], mode: GuardMode.ENFORCE });

  const analytics = gateway.admit(new Team('analytics', { subjects: [Subject.group('team-analytics')] }), {
    namespaces: ['analytics-prod'],
    hostnames: ['analytics.company.com'],
  });
  new TeamAccess(edge, 'analytics-access', { grants: [analytics], mode: GuardMode.ENFORCE });

  return { ecommerce, analytics };
}
