import type { Rule } from '../../rule';
import { backendTlsConflict } from './backend-tls-conflict';
import { backendTlsPort } from './backend-tls-port';
import { policyAuthority } from './policy-authority';
import { policyTargetKind } from './policy-target-kind';
import { policyTargetMissing } from './policy-target-missing';
import { sessionAffinity } from './session-affinity';
import { sessionOverride } from './session-override';
import { severalTargets } from './several-targets';
import { tlsValidationName } from './tls-validation-name';
import { trafficPolicyConflict } from './traffic-policy-conflict';

/** Policies that are attached to Services and routes. */
export const POLICY_RULES: readonly Rule[] = [
  backendTlsConflict,
  backendTlsPort,
  tlsValidationName,
  policyTargetMissing,
  policyTargetKind,
  severalTargets,
  policyAuthority,
  sessionAffinity,
  sessionOverride,
  trafficPolicyConflict,
];
