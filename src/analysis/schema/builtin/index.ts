import type { KindSchema } from '../schema-node';
import { VALIDATING_ADMISSION_POLICY, VALIDATING_ADMISSION_POLICY_BINDING } from './admission';
import { CONFIG_MAP, NAMESPACE, SECRET, SERVICE } from './core';
import { NETWORK_POLICY } from './network-policy';
import { CLUSTER_ROLE, CLUSTER_ROLE_BINDING, ROLE, ROLE_BINDING } from './rbac';

const TABLES: readonly KindSchema[] = [
  NETWORK_POLICY,
  ROLE,
  ROLE_BINDING,
  CLUSTER_ROLE,
  CLUSTER_ROLE_BINDING,
  VALIDATING_ADMISSION_POLICY,
  VALIDATING_ADMISSION_POLICY_BINDING,
  NAMESPACE,
  SERVICE,
  SECRET,
  CONFIG_MAP,
];

/** Kinds that are built into the API server and have no CRD to generate a table from, by `group/Kind`. */
export const BUILTIN: ReadonlyMap<string, KindSchema> = new Map(
  TABLES.map((schema) => [`${schema.group}/${schema.kind}`, schema]),
);
