import { resolve } from 'node:path';
import { goBinary } from '../../util/go-binary';

/** Path of the API server's binary, which is built where it is missing. */
export function serverBinary(): Promise<string> {
  return goBinary({
    name: 'apiserver',
    title: 'kube-apiserver',
    sources: resolve(__dirname, '../apiserver'),
    override: 'CDK8S_GATEWAY_APISERVER',
    duration: 'about 5 minutes',
    module: 'k8s.io/kubernetes',
    flags: (version) => ['-ldflags', `-s -w -X k8s.io/component-base/version.gitVersion=${version}`],
  });
}
