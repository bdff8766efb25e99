import { implementationsWith, newestReport, reportName } from '../../manifest/feature-reports';
import type { Need } from './feature-need';
import { type JudgedNeed, judgeNeeds } from './judged-needs';
import type { Serving } from './serving';

const SHOWN = 12;

/** Who it is, for messages; where only a class tells it, that class. */
export function nameServing({ report, byClass }: Serving): string {
  return byClass === undefined ? reportName(report) : `${reportName(report)}, whose controller GatewayClass "${byClass}" names,`;
}

/** A feature, for messages. Those of routes have one name for gateways and for a mesh. */
export function nameFeature({ feature, inMesh }: JudgedNeed): string {
  return inMesh && !feature.startsWith('Mesh') ? `${feature} in a mesh` : feature;
}

/** In how many places of an object, where in several. */
export function placesOf({ places }: JudgedNeed): string {
  return places > 1 ? `; ${places} places of the object need it` : '';
}

/**
 * Which implementations would do, as their reports say: those that have all that the object needs, else those that have the
 * feature.
 */
export function whoHas({ feature, inMesh }: JudgedNeed, ofObject: readonly Need[]): string {
  const names = implementationsWith(feature, inMesh);
  if (names.length === 0) return 'no implementation\'s report has it';
  const certain = ofObject.filter(({ behavioural }) => !behavioural);
  const doing = names.filter((name) => judgeNeeds(certain, newestReport(name)!).every(({ support }) => support === 'yes'));
  if (doing.length > 0) return `by their reports, these have all that the object needs: ${some(doing)}`;
  return `the reports of these have it, though not all else that the object needs: ${some(names)}`;
}

function some(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
