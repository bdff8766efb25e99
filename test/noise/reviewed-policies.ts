const DNS = 'frontend, checkoutservice, loadgenerator and recommendationservice ask for names over UDP alone';
const EVERYTHING = 'an egress rule names no peers, and so opens the metadata of the node with all else';
const STATUS = 'the files hold status: {} of Kubernetes before 1.28, for which kubectl refuses them today';

/** What the rules say of files with NetworkPolicies, as for upstream's: folder → code and severity → why it is right. */
export const REVIEWED_POLICIES: Record<string, Record<string, string>> = {
  'network-policy-api/policy-networkpolicies__allow-all': {
    'GW403 warning': 'from: [] admits everybody, as the name of the policy says; most who write it mean nobody',
  },
  'network-policy-api/policy-networkpolicies__features__portrange1': {
    'GW405 warning': 'ns: y is a label that the tests put on namespaces by hand',
    'GW408 warning': 'the rule for DNS leaves TCP out',
  },
  'network-policy-api/policy-networkpolicies__upstream_test_cases__allow-to-ns-y-pod-a': {
    'GW405 warning': 'ns: y is a label that the upstream tests put on their namespaces by hand',
    'GW408 warning': 'egress for DNS is for UDP alone',
  },
  'np-guard/acs-security-demos/tests/acs-security-demos-added-workloads': {
    'GW406 warning': 'the policies were written before workloads got other names: gateway and visa-processor-v2 are labels of none',
  },
  'np-guard/acs-security-demos/tests/acs-security-demos-new': {
    'GW406 warning': 'the workload mastercard-processor was taken out of the folder, and its policy was not',
  },
  'np-guard/acs_security_frontend_demos/tests/acs_security_frontend_demos': { 'GW002 warning': STATUS },
  'np-guard/anp_and_banp_using_networks_test/tests/anp_and_banp_using_networks_test': { 'GW408 warning': 'egress to 10.0.0.0/8 is for UDP 53 alone' },
  'np-guard/bad_netpols/tests/bad_netpols/subdir1': { 'GW001 error': 'the address block is "A"' },
  'np-guard/bad_netpols/tests/bad_netpols/subdir2': {
    'GW001 error': 'app@b is no label',
    'GW406 warning': 'a label that cannot be is one that no pod has',
  },
  'np-guard/bad_netpols/tests/bad_netpols/subdir3': { 'GW001 error': 'a peer is both a block and a selector' },
  'np-guard/bad_netpols/tests/bad_netpols/subdir4': { 'GW001 error': 'a peer is neither a block nor a selector' },
  'np-guard/bad_netpols/tests/bad_netpols/subdir5': { 'GW411 warning': 'no container calls a port abc' },
  'np-guard/bad_netpols/tests/bad_netpols/subdir6': { 'GW411 warning': 'a port has a name where the peer is an address block' },
  'np-guard/bad_netpols/tests/bad_netpols/subdir7': {
    'GW001 error': '$backendservice is no value of a label',
    'GW002 warning': STATUS,
    'GW406 warning': 'a variable was left in the selector, so it takes no pod',
    'GW408 warning': 'frontend asks for names over UDP alone',
  },
  'np-guard/example_pods_w_same_owner_and_labels_gap_with_bad_match_expression/tests/example_pods_w_same_owner_and_labels_gap_with_bad_match_expression': {
    'GW001 error': 'a policy has underscores in its name, which the API server refuses',
  },
  'np-guard/example_pods_w_same_owner_and_labels_gap_with_good_match_expression2/tests/example_pods_w_same_owner_and_labels_gap_with_good_match_expression2': {
    'GW001 error': 'the name of the policy, made of the words of its test, has underscores',
  },
  'np-guard/exposure_test_minimal_netpol_analysis/tests/exposure_test_minimal_netpol_analysis': {
    'GW002 warning': STATUS,
    'GW408 warning': 'frontend asks for names over UDP alone',
  },
  'np-guard/exposure_test_rule_with_multiple_match_expressions/tests/exposure_test_rule_with_multiple_match_expressions': {
    'GW406 warning': 'the test is about pods that are not among the workloads, and the finding says so',
  },
  'np-guard/exposure_test_with_different_rules_2/tests/exposure_test_with_different_rules_2': {
    'GW406 warning': 'app=x is a label of pods that the test leaves out, and the finding says so',
  },
  'np-guard/exposure_test_with_different_rules_5/tests/exposure_test_with_different_rules_5': {
    'GW406 warning': 'no workload has a role of w to z, which is what the test is about',
  },
  'np-guard/missing_workload_resources/tests/missing_workload_resources': { 'GW408 warning': DNS },
  'np-guard/netpol-analysis-example-minimal/tests/netpol-analysis-example-minimal': {
    'GW002 warning': STATUS,
    'GW408 warning': 'frontend asks for names over UDP alone',
  },
  'np-guard/netpol-analysis-example-minimal/tests/netpol-diff-example-minimal': {
    'GW002 warning': STATUS,
    'GW408 warning': 'frontend asks for names over UDP alone, before and after the change',
  },
  'np-guard/netpol_named_port_test/tests/netpol_named_port_test': { 'GW411 warning': 'newport is a port of no container, as a comment in the file says' },
  'np-guard/exposure_allow_all_test/tests/exposure_allow_all_test': { 'GW409 warning': EVERYTHING },
  'np-guard/exposure_allow_egress_deny_ingress_test/tests/exposure_allow_egress_deny_ingress_test': { 'GW409 warning': EVERYTHING },
  'np-guard/new_online_boutique/tests/new_online_boutique': {
    'GW409 warning': EVERYTHING,
    'GW405 warning': 'the namespace of the ingress is selected by name: asm-ingress, which nobody sets by itself',
  },
  'np-guard/new_online_boutique/tests/new_online_boutique_synthesis': { 'GW408 warning': DNS },
  'np-guard/np_bad_path_test_1/tests/np_bad_path_test_1': {
    'GW002 warning': STATUS,
    'GW003 error': 'the two policies have one name, which is what the test is about',
    'GW406 warning': 'frontend is not among the workloads of this test',
    'GW408 warning': 'the second policy opens DNS over UDP alone',
  },
  'np-guard/np_test_with_empty_port_range/tests/np_test_with_empty_port_range': { 'GW001 error': 'endPort 1 is below port 10' },
  'np-guard/onlineboutique/tests/onlineboutique': { 'GW408 warning': DNS },
  'np-guard/onlineboutique/tests/onlineboutique_with_pods_severe_error': { 'GW408 warning': DNS },
  'np-guard/onlineboutique_with_replicas_and_variants/tests/onlineboutique_with_replicas_and_variants': { 'GW408 warning': DNS },
  'np-guard/onlineboutique_workloads_with_configmap/tests/onlineboutique_workloads_with_configmap': { 'GW408 warning': DNS },
  'np-guard/workload_resources/tests/workload_resources': { 'GW003 error': 'one file repeats the Deployment and the DaemonSet of two others' },
};
