import type { Rule } from '../../rule';
import { backendFilter } from './backend-filter';
import { corsSettings } from './cors-settings';
import { doubledChange } from './doubled-change';
import { endlessTries } from './endless-tries';
import { headerChangedTwice } from './header-changed-twice';
import { headerMatchedTwice } from './header-matched-twice';
import { headerValue } from './header-value';
import { hostEdit } from './host-edit';
import { idleFilter } from './idle-filter';
import { joinedExpression } from './joined-expression';
import { methodWithoutService } from './method-without-service';
import { noAnswer } from './no-answer';
import { noShare } from './no-share';
import { openCredentials } from './open-credentials';
import { pathReplacement } from './path-replacement';
import { pathSpelling } from './path-spelling';
import { redirectAndRewrite } from './redirect-and-rewrite';
import { redirectLoop } from './redirect-loop';
import { redirectPort } from './redirect-port';
import { regularExpression } from './regular-expression';
import { repeatedMatch } from './repeated-match';
import { ruleName } from './rule-name';
import { unansweredPreflight } from './unanswered-preflight';
import { unknownPrefix } from './unknown-prefix';

/** Rules, matches and filters of routes. */
export const REQUEST_RULES: readonly Rule[] = [
  headerMatchedTwice,
  headerChangedTwice,
  idleFilter,
  redirectAndRewrite,
  unknownPrefix,
  pathReplacement,
  endlessTries,
  openCredentials,
  unansweredPreflight,
  methodWithoutService,
  ruleName,
  noAnswer,
  noShare,
  regularExpression,
  joinedExpression,
  repeatedMatch,
  redirectLoop,
  redirectPort,
  backendFilter,
  hostEdit,
  pathSpelling,
  headerValue,
  corsSettings,
  doubledChange,
];
