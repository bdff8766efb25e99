import { subdomainProblem } from '../../manifest/names';
import { show } from '../../manifest/problem';
import { checkKnown, type Known } from '../base/known-options';
import { check, invalid, type Place, refused } from '../base/problems';
import { contractContent, contractFile } from '../roles/contract-file';
import { lazyContractReader } from '../roles/lazy-contract-reader';
import { ClusterProfile } from './cluster-profile';
import { Implementation } from './implementation';
import type { ExistingInfrastructureProps, IGatewayInfrastructure } from './infrastructure-handle';

const EXISTING: Known<ExistingInfrastructureProps> = { className: true, implementation: true, cluster: true };

/** A handle to a class that stands already. */
export function existingInfrastructure(place: Place, props: ExistingInfrastructureProps): IGatewayInfrastructure {
  checkKnown(place, '', props, EXISTING);
  const implementation = implementationOption(place, props?.implementation);
  const className = props.className ?? implementation._facts().className;
  if (className === undefined) {
    throw refused(place, `className is missing, and an installation of ${implementation.name} brings no class of its own; write the name of the GatewayClass`);
  }
  check(place, 'className', className, subdomainProblem(className));
  return { className, implementation, cluster: clusterOption(place, props.cluster) ?? ClusterProfile._generic() };
}

/** The handle that a platform published. */
export function contractInfrastructure(place: Place, file: string, className: string | undefined): IGatewayInfrastructure {
  const text = contractFile(place, file);
  const what = `file ${show(file)}`;
  const { classes } = contractContent(place, what, lazyContractReader().readPlatformContract(text));
  const only = className === undefined && classes.length === 1;
  const chosen = only ? classes[0] : classes.find((one) => one.className === className);
  if (!chosen) {
    const names = classes.map((one) => show(one.className)).join(', ');
    const why = className === undefined ? 'it holds several classes' : `it holds no class ${show(className)}`;
    throw refused(place, `${what}: ${why}; write one of ${names} as className`);
  }
  return {
    className: chosen.className,
    implementation: Implementation._fromFacts(chosen.implementation),
    cluster: ClusterProfile._fromData(chosen.cluster),
  };
}

/** An implementation as an option: anything else is a mistake that would show far from where it was made. */
export function implementationOption(place: Place, implementation: unknown): Implementation {
  if (implementation instanceof Implementation) return implementation;
  throw invalid(place, 'implementation', implementation, {
    reason: 'it is not an Implementation',
    fix: 'write Implementation.envoyGateway() or another',
  });
}

/** The handle of a platform as an option. */
export function infrastructureOption(place: Place, infrastructure: IGatewayInfrastructure): IGatewayInfrastructure {
  const { implementation, cluster } = infrastructure ?? {};
  if (implementation instanceof Implementation && cluster instanceof ClusterProfile) return infrastructure;
  throw refused(place, 'infrastructure is not the platform\'s; '
    + 'write a GatewayInfrastructure, or GatewayInfrastructure.existing(…) or .fromContract(…)');
}

/** A cluster profile as an option. */
export function clusterOption(place: Place, cluster: unknown): ClusterProfile | undefined {
  if (cluster === undefined || cluster instanceof ClusterProfile) return cluster;
  throw invalid(place, 'cluster', cluster, {
    reason: 'it is not a ClusterProfile',
    fix: 'write ClusterProfile.kubeadm() or another',
  });
}
