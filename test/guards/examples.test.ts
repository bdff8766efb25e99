import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Yaml } from 'cdk8s';
import { synthesize as company } from '../../examples/company/main';
import { synthesize as egress } from '../../examples/egress/main';
import { synthesize as egressGateway } from '../../examples/egress-gateway/main';
import { synthesize as egressHosts } from '../../examples/egress-hosts/main';
import { ClusterGuards, GatewayApp, GuardMode, OperatorChart } from '../../src';
import { publishedGrants } from '../../src/constructs/roles/published';
import type { Manifest } from '../../src/manifest/manifest';
import { Enforced } from '../util/enforced';

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'guarded-examples-'));
afterAll(() => fs.rmSync(root, { recursive: true }));

/** The objects of an example whose operators have guards in force beside everything else. */
function guarded(name: string, synthesize: (outdir: string) => string[]): Manifest[] {
  const { synth } = GatewayApp.prototype;
  const spy = jest.spyOn(GatewayApp.prototype, 'synth').mockImplementation(function (this: GatewayApp) {
    const chart = new OperatorChart(this, 'guards');
    new ClusterGuards(chart, 'guards', { grants: [...publishedGrants(this)], mode: GuardMode.ENFORCE });
    synth.call(this);
  });
  const folders = synthesize(path.join(root, name));
  spy.mockRestore();
  return folders.flatMap((folder) => fs.readdirSync(folder).sort().flatMap((file) => Yaml.load(path.join(folder, file)) as Manifest[]));
}

test.each([
  ['company', company, 'HTTPRoute'], ['egress', egress, 'HTTPRoute'], ['egress-hosts', egressHosts, 'CiliumNetworkPolicy'],
  ['egress-gateway', egressGateway, 'ServiceEntry'],
])('enforced guards refuse nothing of the example %s', (name, synthesize, kind) => {
  const manifests = guarded(name, synthesize);
  expect(manifests.map((manifest) => manifest.kind)).toEqual(expect.arrayContaining([kind, 'NetworkPolicy', 'ValidatingAdmissionPolicy']));
  expect(new Enforced(manifests).all(manifests)).toEqual([]);
});
