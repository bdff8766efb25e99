import { join } from 'node:path';
import { generate } from './generate';
import { readSource } from './sources';

/** What `imports/` is made of: pinned releases, Gateway API in both channels. */
const RELEASES = [
  'https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.1/standard-install.yaml',
  'https://github.com/kubernetes-sigs/gateway-api/releases/download/v1.6.1/experimental-install.yaml',
  'https://raw.githubusercontent.com/cert-manager/cert-manager/v1.21.1/deploy/crds/cert-manager.io_certificates.yaml',
  'https://raw.githubusercontent.com/cilium/cilium/main/pkg/k8s/apis/cilium.io/client/crds/v2/ciliumnetworkpolicies.yaml',
];

const USAGE = `Usage: npx projen import [FOLDER|FILE|URL ...]

Generates imports/ (types and structural schema tables) from CRD YAML. Kinds that the input does not hold stay as they
are. Without arguments the input is:
${RELEASES.map((url) => `  ${url}`).join('\n')}`;

async function main(inputs: string[]): Promise<void> {
  if (inputs.includes('--help') || inputs.includes('-h')) {
    console.log(USAGE);
    return;
  }
  const sources = [];
  for (const input of inputs.length > 0 ? inputs : RELEASES) sources.push(...await readSource(input));
  const kinds = generate(sources, join(__dirname, '../../imports'));
  for (const { group, kind, versions } of kinds) {
    console.log(`${group} ${kind}: ${versions.map(({ version, channels }) => [version, ...channels].join(' ')).join(', ')}`);
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
