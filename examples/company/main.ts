import * as path from 'node:path';
import { GatewayApp } from 'cdk8s-gateway';
import { analytics } from './analytics';
import { ecommerce } from './ecommerce';
import { operators } from './operators';
import { platform } from './platform';

/** One company, two teams, one gateway: everything in one app. Returns the folders to apply, in order. */
export function synthesize(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });

  const grants = operators(app, platform(app));
  ecommerce(app, [grants.ecommerce]);
  analytics(app, [grants.analytics]);

  app.synth();
  return [manifests];
}

if (require.main === module) synthesize(process.argv[2] ?? 'out/company');
