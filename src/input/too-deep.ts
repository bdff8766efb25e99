import { MAX_DEPTH } from './yaml-options';

/** What is said of a document that nests further than anything is followed. */
export const TOO_DEEP = {
  code: 'GW095', message: `it nests deeper than ${MAX_DEPTH} levels, so it was not checked`, fix: 'check whether it is a manifest at all', path: '',
};
