const STATUS = 'what a cluster wrote may have the status that NetworkPolicies had up to Kubernetes 1.27';

/**
 * What changes where the same objects come from a cluster: what is no longer said with a minus, what is new with a plus, and why it
 * is right. Of all the other sets, and of what controllers make, exactly the same is said.
 */
export const REVIEWED_DUMPS: Record<string, Record<string, string>> = {
  'conformance-fixtures/listenerset-hostname-conflict.yaml': {
    '+GW101 error': 'with creationTimestamps the finding says which ListenerSet is served',
    '-GW101 error': 'with creationTimestamps the winner is known, and nothing is said of it',
  },
  'np-guard/acs_security_frontend_demos/tests/acs_security_frontend_demos': { '-GW002 warning': STATUS },
  'np-guard/bad_netpols/tests/bad_netpols/subdir7': { '-GW002 warning': STATUS },
  'np-guard/exposure_test_minimal_netpol_analysis/tests/exposure_test_minimal_netpol_analysis': { '-GW002 warning': STATUS },
  'np-guard/netpol-analysis-example-minimal/tests/netpol-analysis-example-minimal': { '-GW002 warning': STATUS },
  'np-guard/netpol-analysis-example-minimal/tests/netpol-diff-example-minimal': { '-GW002 warning': STATUS },
  'np-guard/np_bad_path_test_1/tests/np_bad_path_test_1': { '-GW002 warning': STATUS },
  'np-guard/anp_and_banp_using_networks_test/tests/anp_and_banp_using_networks_test': {
    '+GW412 warning': 'the addresses of Pods and Services are known, and are of the block',
    '-GW412 unknown': 'whether the block holds addresses of the cluster is known now',
  },
  'np-guard/bad_netpols/tests/bad_netpols/subdir3': { '-GW413 unknown': 'the Services say that the cluster is of IPv4 alone' },
  'np-guard/bad_netpols/tests/bad_netpols/subdir6': { '-GW413 unknown': 'the Services say that the cluster is of IPv4 alone' },
  'examples/egress-gateway': {
    '+GW301 unknown': 'the dump has a Service of the egress Gateway by another name than the implementation gives it, and it is named as near',
    '-GW301 unknown': 'the same, without a Service that is near',
  },
};
