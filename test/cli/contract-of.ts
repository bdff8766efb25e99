import * as fs from 'node:fs';
import * as path from 'node:path';
import { App } from 'cdk8s';
import { type ClusterProfile, Contracts, GatewayInfrastructure, Implementation, PlatformChart } from '../../src';
import { folderOf } from './fake-io';

/** What a platform of some clusters publishes: Envoy Gateway, for the classes `class-0`, `class-1` and so on. */
export function contractOf(...clusters: ClusterProfile[]): string {
  const app = new App();
  clusters.forEach((cluster, i) => {
    const platform = new PlatformChart(app, `platform-${i}`, { cluster });
    new GatewayInfrastructure(platform, `class-${i}`, { implementation: Implementation.envoyGateway() });
  });
  const folder = folderOf({});
  Contracts.write(app, folder);
  return fs.readFileSync(path.join(folder, 'platform.json'), 'utf8');
}
