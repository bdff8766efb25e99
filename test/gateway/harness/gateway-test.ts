import { nothingIsExcused } from '../../util/facts';
import { binaries, missingTools } from './binaries';
import { EnvoyGateway } from './envoy-gateway';
import type { KubeObject } from './kube-objects';
import type { RunningGateway } from './running-gateway';
import type { ClusterOptions } from './stand-ins';
import { startGateway } from './start-gateway';

jest.setTimeout(60_000);

const missing = missingTools();
// Here and not in a hook: a first build takes minutes, longer than any hook may.
const files = missing.length === 0 ? binaries() : undefined;
let controller: EnvoyGateway | undefined;
afterAll(() => controller?.stop());

/** `describe`, or a skipped one with a line that says why, where tools are missing. In CI nothing excuses them. */
export function describeWithTools(): jest.Describe {
  if (missing.length === 0) return describe;
  const message = `skipped: a real gateway needs ${missing.join(', ')} on the PATH`;
  if (nothingIsExcused()) throw new Error(message);
  process.stderr.write(`${message}\n`);
  return describe.skip;
}

/** A group of tests that ask a running Gateway. */
export function describeGateway(
  name: string, manifests: () => KubeObject[], tests: (gateway: () => RunningGateway) => void, options?: ClusterOptions,
): void {
  describeWithTools()(name, () => {
    let gateway: RunningGateway | undefined;
    beforeAll(async () => {
      controller ??= new EnvoyGateway(files!.egxds);
      gateway = await startGateway(files!, controller, manifests(), options);
    });
    afterAll(() => gateway?.stop());
    tests(() => {
      if (gateway === undefined) throw new Error('the gateway did not start');
      return gateway;
    });
  });
}
