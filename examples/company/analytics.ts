import { Backend, QueryMatch, RouteMatch, TeamChart, type TeamGrant, TeamRoute } from 'cdk8s-gateway';
import type { Construct } from 'constructs';

/** Team analytics: a dashboard, and reports as PDF. */
export function analytics(app: Construct, grants: TeamGrant[]): void {
  const chart = new TeamChart(app, 'analytics', { grants });

  new TeamRoute(chart, 'dashboard', {
    metadata: { name: 'dashboard' },
    rules: [
      { matches: [RouteMatch.pathPrefix('/dashboard')], backends: [Backend.service('dashboard-service', 3000)] },
      {
        matches: [RouteMatch.pathExact('/reports', { queries: [QueryMatch.exact('export', 'pdf')] })],
        backends: [Backend.service('report-export-service', 8080)],
      },
    ],
  });
}
