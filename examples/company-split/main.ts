import * as path from 'node:path';
import { GatewayApp, GatewayInfrastructure, TeamGrant } from 'cdk8s-gateway';
import { analytics } from '../company/analytics';
import { ecommerce } from '../company/ecommerce';
import { operators } from '../company/operators';
import { platform } from '../company/platform';

/**
 * The same company as four programs that could live in four repositories. Contracts join them:
 * the platform publishes its class, the operators publish what each team may do. Returns the folders to apply, in order.
 */
export function synthesize(outdir: string): string[] {
  const contracts = path.join(outdir, 'contracts');
  const programs: [string, (app: GatewayApp) => unknown][] = [
    ['platform', (app) => platform(app)],
    ['operators', (app) => operators(app, GatewayInfrastructure.fromContract(path.join(contracts, 'platform.json')))],
    ['ecommerce', (app) => ecommerce(app, TeamGrant.fromContract(path.join(contracts, 'ecommerce.json')))],
    ['analytics', (app) => analytics(app, TeamGrant.fromContract(path.join(contracts, 'analytics.json')))],
  ];
  return programs.map(([name, program]) => {
    const folder = path.join(outdir, name);
    const app = new GatewayApp({ outdir: folder, contractsDir: contracts });
    program(app);
    app.synth();
    return folder;
  });
}

if (require.main === module) synthesize(process.argv[2] ?? 'out/company-split');
