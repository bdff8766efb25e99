import { Category, Severity } from '../../../manifest/finding';
import { isRecord } from '../../../manifest/manifest';
import { parametersTraps } from '../../../manifest/reference-traps';
import { implementationOfClass } from '../../cluster/implementation-of';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleResult } from '../../rule';
import { GATEWAY_CLASS } from '../judged-kinds';
import { trapResult } from '../trap-result';

const EFFECT = 'the class is not accepted (InvalidParameters), and no Gateway of it is served';

/** A GatewayClass stands in no namespace, so its parameters are found by the one that it names. */
export const parametersNamespace: Rule = {
  code: 'GW138',
  title: 'Parameters of a class in the wrong namespace, or in none',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParametersReference',
  kinds: [GATEWAY_CLASS],
  check({ manifest }: Entry): RuleResult[] {
    const traps = parametersTraps(manifest.spec);
    if (traps.length > 0) return traps.map((trap) => trapResult(trap, EFFECT));
    const { parametersRef: ref } = specOf(manifest);
    const read = implementationOfClass(manifest)?.classParameters;
    // What implementations read is namespaced, each kind of it.
    if (!isRecord(ref) || !read || ref.namespace !== undefined || ref.kind !== read.kind || ref.group !== read.group) return [];
    return [{ message: `kind ${read.kind} stands in namespaces; ${EFFECT}`, fix: 'write which', path: 'spec.parametersRef.namespace' }];
  },
};
