import { Category, Severity } from '../../../manifest/finding';
import type { ImplementationFacts, ParametersKind } from '../../../manifest/implementation-facts';
import { isRecord, type Manifest } from '../../../manifest/manifest';
import { objectText } from '../../../manifest/object-text';
import { implementationOf, implementationOfClass } from '../../cluster/implementation-of';
import { type Reference, referenceOf, specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { GATEWAY, GATEWAY_CLASS } from '../judged-kinds';

/** Each implementation reads parameters of one kind of its own, or none. */
export const parametersKind: Rule = {
  code: 'GW139',
  title: 'Parameters that the controller does not read',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, ParametersReference and LocalParametersReference; the documentation of each implementation',
  kinds: [GATEWAY, GATEWAY_CLASS],
  check({ manifest }: Entry, context: RuleContext): RuleResult[] {
    const ref = parametersOf(manifest);
    if (!ref) return [];
    const isClass = manifest.kind === 'GatewayClass';
    const facts = isClass ? implementationOfClass(manifest) : implementationOf(manifest, context.index);
    return (facts && unread(ref, facts, isClass)) ?? absent(ref, context);
  },
};

function parametersOf(manifest: Manifest): Reference | undefined {
  const { infrastructure, parametersRef } = specOf(manifest);
  if (manifest.kind === 'GatewayClass') return referenceOf(parametersRef, 'spec.parametersRef', manifest, NO_DEFAULTS)[0];
  const ref = isRecord(infrastructure) ? infrastructure.parametersRef : undefined;
  return referenceOf(ref, 'spec.infrastructure.parametersRef', manifest, NO_DEFAULTS)[0];
}

const NO_DEFAULTS = { group: '', kind: '' };

function unread(ref: Reference, facts: ImplementationFacts, isClass: boolean): RuleResult[] | undefined {
  const [place, here, elsewhere] = isClass
    ? ['a GatewayClass', facts.classParameters, facts.gatewayParameters]
    : ['a Gateway', facts.gatewayParameters, facts.classParameters];
  if (here && here.group === ref.group && here.kind === ref.kind) return undefined;
  const fits = elsewhere !== undefined && elsewhere.group === ref.group && elsewhere.kind === ref.kind;
  return [{
    message: `${facts.name} reads ${here ? `${nameOf(here)} as parameters of ${place}, not ${nameOf(ref)}` : `no parameters of ${place}`}; `
      + `it takes the ${isClass ? 'class' : 'Gateway'} for invalid, or serves it as if nothing were written`,
    fix: fixOf(here, fits, isClass), path: `${ref.path}.kind`,
  }];
}

function fixOf(here: ParametersKind | undefined, fitsElsewhere: boolean, isClass: boolean): string {
  if (fitsElsewhere && isClass) return 'write it as spec.infrastructure.parametersRef of the Gateway';
  if (fitsElsewhere) return 'write it as parametersRef of the GatewayClass';
  return here ? `write { group: ${JSON.stringify(here.group)}, kind: ${here.kind} }` : 'leave parametersRef out';
}

function nameOf({ group, kind }: ParametersKind): string {
  return `${kind} of ${group === '' ? 'the core group' : group}`;
}

/** Only in a closed world are parameters that are not here nowhere. */
function absent(ref: Reference, { index, closedWorld }: RuleContext): RuleResult[] {
  if (!closedWorld || index.find(ref.group, ref.kind, ref.namespace, ref.name).length > 0) return [];
  return [{
    message: `${objectText(ref)} is not here, and without its parameters it is not accepted`,
    fix: 'add it, or leave parametersRef out', path: ref.path, missing: true,
  }];
}
