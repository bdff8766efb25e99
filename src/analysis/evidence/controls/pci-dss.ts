import { type Control, ofBenchmark } from '../control';
import { noClusterAdmins, noWildcards } from '../questions/access';
import { routesEncrypted } from '../questions/encryption';
import { egressToNamedOnly, ingressThroughEntryOnly } from '../questions/outside';
import { closedToStrangers, defaultDeny, egressToNamedPods } from '../questions/policies';
import { outsideRulesHaveReasons } from '../questions/reasons';

/** The namespaces that are asked about are taken as the cardholder data environment. */
export const PCI_DSS: readonly Control[] = ofBenchmark('PCI DSS', '4.0.1', [
  { id: '1.2.1', title: 'Configuration standards for network security controls', asks: [], remains: 'standards are documents' },
  {
    id: '1.2.5', title: 'Allowed services, protocols and ports are identified, approved and needed',
    asks: [outsideRulesHaveReasons], remains: 'who approved them',
  },
  {
    id: '1.2.6', title: 'Insecure services, protocols and ports in use have security features',
    asks: [], remains: 'which services are insecure, and how that is made up for',
  },
  { id: '1.2.7', title: 'Configurations are reviewed every six months', asks: [], remains: 'reviews are records' },
  {
    id: '1.3.1', title: 'Inbound traffic is restricted to what is necessary',
    asks: [defaultDeny, closedToStrangers, ingressThroughEntryOnly],
  },
  {
    id: '1.3.2', title: 'Outbound traffic is restricted to what is necessary',
    asks: [defaultDeny, egressToNamedPods, egressToNamedOnly],
  },
  {
    id: '1.4.1', title: 'Controls between trusted and untrusted networks',
    asks: [ingressThroughEntryOnly], remains: 'firewalls outside of the cluster',
  },
  {
    id: '1.4.2', title: 'Inbound traffic from untrusted networks goes to public components only',
    asks: [ingressThroughEntryOnly], remains: 'which components are meant to be public',
  },
  {
    id: '1.4.4', title: 'Stores of cardholder data are not reached from untrusted networks',
    asks: [ingressThroughEntryOnly], remains: 'which workloads are the stores, and what routes lead to them',
  },
  { id: '1.4.5', title: 'Internal addresses are not disclosed', asks: [], remains: 'what applications answer' },
  {
    id: '2.2.7', title: 'Administrative access without a console is encrypted',
    asks: [], remains: 'which routes lead to administration, and access to the API server',
  },
  {
    id: '4.2.1', title: 'Strong cryptography over open networks',
    asks: [routesEncrypted], remains: 'versions and ciphers of TLS, which the implementation decides',
  },
  {
    id: '7.2.1', title: 'Access is defined and least',
    asks: [noWildcards, noClusterAdmins], remains: 'roles and bindings that are not in the files',
  },
  {
    id: '11.4.5', title: 'Segmentation is tested by penetration',
    asks: [], remains: 'a model of the policies supports a test, and is none',
  },
  {
    id: '11.4.6', title: 'Segmentation of service providers is tested every six months',
    asks: [], remains: 'a model of the policies supports a test, and is none',
  },
]);
