import type { Control } from './control';
import { CIS } from './controls/cis';
import { CSA_CCM } from './controls/csa-ccm';
import { HIPAA } from './controls/hipaa';
import { NIST_800_204 } from './controls/nist-800-204';
import { NSA } from './controls/nsa';
import { OWASP_K8S } from './controls/owasp-k8s';
import { PCI_DSS } from './controls/pci-dss';
import { SOC2 } from './controls/soc2';

/** By the names that the command line takes. */
export const FRAMEWORKS: ReadonlyMap<string, readonly Control[]> = new Map([
  ['cis', CIS], ['nsa', NSA], ['nist-800-204', NIST_800_204], ['owasp-k8s', OWASP_K8S],
  ['pci-dss', PCI_DSS], ['hipaa', HIPAA], ['soc2', SOC2], ['csa-ccm', CSA_CCM],
]);

/** What a framework has beside, and is not asked here. */
export const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['cis', 'The CIS benchmark for AKS is left out: it has ids of its own, which could not be verified. '
    + 'Those of the Kubernetes benchmark are not its.'],
]);
