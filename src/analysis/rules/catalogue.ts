import type { Rule, RuleMetadata } from '../rule';
import { ATTACHMENT_RULES } from './attachment/index';
import { CONSTRUCT_RULES } from './construct-rules';
import { INPUT_RULES } from './input-rules';
import { LISTENER_RULES } from './listeners/index';
import { MESH_RULES } from './mesh/index';
import { NETWORK_RULES } from './network/index';
import { POLICY_RULES } from './policies/index';
import { PORTABILITY_RULES } from './portability/index';
import { REFERENCE_RULES } from './references/index';
import { REQUEST_RULES } from './requests/index';
import { ROLE_RULES } from './roles/index';
import { SCHEMA_RULES } from './schema/index';

const byCode = (a: RuleMetadata, b: RuleMetadata): number => (a.code < b.code ? -1 : 1);

/** The rules over manifests, by code. */
export const RULES: readonly Rule[] = [
  ...SCHEMA_RULES, ...ROLE_RULES, ...LISTENER_RULES, ...ATTACHMENT_RULES, ...REQUEST_RULES, ...REFERENCE_RULES, ...POLICY_RULES,
  ...MESH_RULES, ...NETWORK_RULES, ...PORTABILITY_RULES,
].sort(byCode);

/** Every code that a finding can carry. */
export const CATALOGUE: readonly RuleMetadata[] = [...RULES, ...CONSTRUCT_RULES, ...INPUT_RULES].sort(byCode);
