import { type Control, ofBenchmark, type OwnControl } from '../control';
import { noClusterAdmins, noPodMakers, noSecretReaders, noWildcards } from '../questions/access';
import { noDefaultNamespace } from '../questions/places';
import {
  noHostNetwork, noHostPorts, noRawSockets, podSecurityEnforced, podSecurityRestricted, seccompSet, securityContextSet,
} from '../questions/pods';
import { defaultDeny, namespacesHavePolicies } from '../questions/policies';
import { ownServiceAccount, tokensMounted } from '../questions/service-accounts';

const PLUGIN = 'which network plugin runs, and that it enforces policies, is seen in the cluster';
const ADMISSION = 'that the API server runs the admission plugin that reads these labels';
const DEFAULTS = 'what is bound to default service accounts, and what those say that are not in the files';
const OTHERS = 'roles that are not in the files';

const NETWORK = (plugin: string, policies: string): OwnControl[] => [
  { id: plugin, title: 'The network plugin supports network policies', asks: [], remains: PLUGIN },
  { id: policies, title: 'All namespaces have network policies', asks: [namespacesHavePolicies, defaultDeny] },
];

/** Titles after kube-bench; ids are those of the version named, others have other ones. */
export const CIS: readonly Control[] = [
  ...ofBenchmark('CIS Kubernetes Benchmark', '2.0.1', [
    { id: '5.1.1', title: 'cluster-admin only where it is needed', asks: [noClusterAdmins], remains: OTHERS },
    { id: '5.1.2', title: 'Little access to Secrets', asks: [noSecretReaders], remains: OTHERS },
    { id: '5.1.3', title: 'No wildcards in roles', asks: [noWildcards], remains: OTHERS },
    { id: '5.1.4', title: 'Little access to the creation of pods', asks: [noPodMakers], remains: OTHERS },
    { id: '5.1.5', title: 'Default service accounts are not used', asks: [ownServiceAccount], remains: DEFAULTS },
    { id: '5.1.6', title: 'Tokens of service accounts only where they are needed', asks: [tokensMounted] },
    { id: '5.2.1', title: 'An active mechanism of policy control', asks: [podSecurityEnforced], remains: ADMISSION },
    {
      id: '5.2.5', title: 'Hardly any admission of the host network',
      asks: [noHostNetwork, podSecurityEnforced], remains: ADMISSION,
    },
    {
      id: '5.2.8', title: 'Hardly any admission of NET_RAW',
      asks: [noRawSockets, podSecurityRestricted], remains: ADMISSION,
    },
    { id: '5.2.12', title: 'Hardly any admission of host ports', asks: [noHostPorts, podSecurityEnforced], remains: ADMISSION },
    ...NETWORK('5.3.1', '5.3.2'),
    {
      id: '5.4.1', title: 'Secrets as files rather than environment variables',
      asks: [], remains: 'how containers use Secrets is not asked here',
    },
    { id: '5.4.2', title: 'External storage of secrets', asks: [], remains: 'where secrets are kept' },
    {
      id: '5.6.1', title: 'Boundaries between resources by namespaces',
      asks: [noDefaultNamespace], remains: 'whether the boundaries are the right ones',
    },
    { id: '5.6.2', title: 'A seccomp profile for pods', asks: [seccompSet] },
    { id: '5.6.3', title: 'A security context for pods and containers', asks: [securityContextSet] },
    { id: '5.6.4', title: 'The default namespace is not used', asks: [noDefaultNamespace] },
  ]),
  ...ofBenchmark('CIS Amazon EKS Benchmark', '1.8', NETWORK('4.3.1', '4.3.2')),
  ...ofBenchmark('CIS Google GKE Benchmark', '1.9', NETWORK('4.3.1', '4.3.2')),
];
