import { implementationsWith, reportName } from '../../manifest/feature-reports';
import type { JudgedNeed } from './judged-needs';
import type { Serving } from './serving';

const SHOWN = 6;

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

/** Which implementations have a feature, as their reports say. */
export function whoHas({ feature, inMesh }: JudgedNeed): string {
  const names = implementationsWith(feature, inMesh);
  if (names.length === 0) return 'no implementation\'s report has it';
  const more = names.length - SHOWN;
  return `the reports of these have it: ${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
