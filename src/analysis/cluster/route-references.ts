import { onceEach } from '../once';
import { backendRefsOf, parentRefsOf } from './references';

/** The parents of the route that is judged. */
export const parentsOf = onceEach(({ manifest }) => parentRefsOf(manifest));

/** Its backends, those that filters name included. */
export const backendsOf = onceEach(({ manifest }) => backendRefsOf(manifest));
