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

/**
 * A `describe` whose tests ask a running Gateway. Without the tools it is skipped and says so; where `CI`
 * is set it fails.
 */
export function describeGateway(
  name: string, manifests: () => KubeObject[], tests: (gateway: () => RunningGateway) => void, options?: ClusterOptions,
): void {
  if (files === undefined) return withoutTools(name);
  describe(name, () => {
    let gateway: RunningGateway | undefined;
    beforeAll(async () => {
      controller ??= new EnvoyGateway(files.egxds);
      gateway = await startGateway(files, controller, manifests(), options);
    });
    afterAll(() => gateway?.stop());
    tests(() => {
      if (gateway === undefined) throw new Error('the gateway did not start');
      return gateway;
    });
  });
}

function withoutTools(name: string): void {
  const reason = `a real gateway needs ${missing.join(', ')} on the PATH`;
  if (nothingIsExcused()) {
    test(name, () => {
      throw new Error(reason);
    });
    return;
  }
  process.stderr.write(`skipped "${name}": ${reason}\n`);
  test.skip(name, () => undefined);
}
