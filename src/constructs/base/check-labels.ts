import { labelsProblem } from '../../manifest/names';
import { checkMap, invalid, type Place } from './problems';

/** Refuses labels that no object can carry. */
export function checkLabels(place: Place, option: string, labels: Record<string, string>): void {
  checkMap(place, option, labels);
  const problem = labelsProblem(labels);
  if (problem) throw invalid(place, `${option}["${problem.key}"]`, labels[problem.key], problem);
}
