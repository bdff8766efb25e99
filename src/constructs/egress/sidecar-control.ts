import type { DestinationData } from '../../manifest/grant-data';
import { invalid, type Place } from '../base/problems';
import { Destination } from './destination';

/** What pods' sidecars need to reach. */
export function controlOption(place: Place, control: Destination[] | undefined): DestinationData[] | undefined {
  if (control === undefined) return undefined;
  const fix = 'write [Destination.workload(Pods.labelled({ app: "istiod" }, 15012), { namespace: "istio-system" })]';
  if (!Array.isArray(control)) throw invalid(place, 'sidecarControl', control, { reason: 'it is not a list', fix });
  return [...control].map((destination, i) => {
    if (destination instanceof Destination) return destination._data();
    throw invalid(place, `sidecarControl[${i}]`, destination, { reason: 'it is not a Destination', fix });
  });
}
