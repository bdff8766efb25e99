import { GATEWAY_API, knownKind } from '../../manifest/kinds';
import { type Guard, SPEC_CHANGES } from './admission-policy';

/**
 * The guard over the ReferenceGrants of a team's namespaces, whoever applies them: each opens Services that it names.
 * The team's Role lets it write them, and one over all Secrets or all Services would open what it may not even read.
 */
export function referenceGrantGuard(team: string, namespaces: readonly string[]): Guard {
  const { plural } = knownKind(GATEWAY_API, 'ReferenceGrant');
  return {
    name: plural, namespaces, apiGroup: GATEWAY_API, resources: [plural], operations: ['CREATE', 'UPDATE'],
    matchConditions: [SPEC_CHANGES],
    variables: [],
    validations: [{
      expression: 'has(object.spec.to)'
        + ' && object.spec.to.all(t, t.group == \'\' && t.kind == \'Service\' && has(t.name) && t.name != \'\')',
      message: `team "${team}": a ReferenceGrant here opens Services by their names; write each "to" as group "", kind Service and a name`,
    }],
  };
}
