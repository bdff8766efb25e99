import type * as check from './check-command';
import type * as evidence from './evidence-command';
import type * as explain from './explain-command';
import type * as features from './features-command';
import type * as guards from './guards-command';
import type * as reach from './reach/reach-command';
import type * as rules from './rules-command';

/** The commands, each loaded when it is run: help comes at once. */
export function lazyCheck(): typeof check.checkCommand {
  return (require('./check-command') as typeof check).checkCommand;
}

export function lazyExplain(): typeof explain.explainCommand {
  return (require('./explain-command') as typeof explain).explainCommand;
}

export function lazyRules(): typeof rules.rulesCommand {
  return (require('./rules-command') as typeof rules).rulesCommand;
}

export function lazyFeatures(): typeof features.featuresCommand {
  return (require('./features-command') as typeof features).featuresCommand;
}

export function lazyGuardsCheck(): typeof guards.guardsCheckCommand {
  return (require('./guards-command') as typeof guards).guardsCheckCommand;
}

export function lazyEvidence(): typeof evidence.evidenceCommand {
  return (require('./evidence-command') as typeof evidence).evidenceCommand;
}

export function lazyReach(): typeof reach.reachCommand {
  return (require('./reach/reach-command') as typeof reach).reachCommand;
}
