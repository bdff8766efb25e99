import { goBinary } from '../../util/go-binary';

/** Path of the policy engine's binary, which is built where it is missing. */
export function engineBinary(): Promise<string> {
  return goBinary({
    name: 'policy-engine',
    title: 'the policy engine of kube-network-policies',
    sources: __dirname,
    override: 'CDK8S_GATEWAY_POLICY_ENGINE',
    duration: 'about a minute',
    module: 'sigs.k8s.io/kube-network-policies',
    flags: () => ['-ldflags', '-s -w'],
  });
}
