import * as path from 'node:path';
import { App, Chart } from 'cdk8s';
import { Gateway, HttpRoute, PathMatchType } from 'cdk8s-gateway';

/** The kinds layer alone, in a plain cdk8s app: typed manifests, no roles, no opinions. Returns the folders to apply. */
export function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new App({ outdir: manifests });
  const chart = new Chart(app, 'small', { namespace: 'routing-experiment' });

  const gateway = new Gateway(chart, 'gateway', {
    metadata: { name: 'go-app' },
    spec: { gatewayClassName: 'eg', listeners: [{ name: 'http', port: 8080, protocol: 'HTTP' }] },
  });
  new HttpRoute(chart, 'route', {
    metadata: { name: 'go-app' },
    spec: {
      parentRefs: [{ name: gateway.name, sectionName: 'http' }],
      hostnames: ['localhost'],
      rules: [
        { matches: [{ path: { type: PathMatchType.PATH_PREFIX, value: '/' } }], backendRefs: [{ name: 'go-app', port: 80 }] },
        { matches: [{ path: { type: PathMatchType.EXACT, value: '/healthz' } }], backendRefs: [{ name: 'go-app', port: 80 }] },
      ],
    },
  });

  app.synth();
  return [manifests];
}

if (require.main === module) synthesize(process.argv[2] ?? 'out/small');
