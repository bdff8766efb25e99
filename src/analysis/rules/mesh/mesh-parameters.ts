import { Category, Severity } from '../../../manifest/finding';
import { parametersTraps } from '../../../manifest/reference-traps';
import type { Entry, Rule, RuleResult } from '../../rule';
import { X_MESH } from '../judged-kinds';
import { trapResult } from '../trap-result';

/** An XMesh stands in no namespace, so its parameters are found by the one that it names. */
export const meshParameters: Rule = {
  code: 'GW365',
  title: 'Parameters of an XMesh in the wrong namespace, or in none',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParametersReference',
  kinds: [X_MESH],
  check: ({ manifest }: Entry): RuleResult[] => parametersTraps(manifest.spec).map((problem) =>
    trapResult(problem, 'the mesh does not find its parameters')),
};
