import { Category, Severity } from '../../../manifest/finding';
import { frontendTlsOf } from '../../cluster/frontend-tls';
import type { Entry, Rule, RuleResult } from '../../rule';
import { GATEWAY } from '../judged-kinds';

/** Client certificates that are asked for and not required keep nobody out. */
export const insecureFallback: Rule = {
  code: 'GW134',
  title: 'Client certificates that are asked for and not required',
  severity: Severity.WARNING,
  category: Category.SECURITY,
  source: 'Gateway API, FrontendValidationModeType and the condition InsecureFrontendValidationMode',
  kinds: [GATEWAY],
  check: ({ manifest }: Entry): RuleResult[] => frontendTlsOf(manifest).flatMap(({ where, path, validation }) => {
    if (validation.mode !== 'AllowInsecureFallback') return [];
    return [{
      message: `mode AllowInsecureFallback on ${where}: connections without a client certificate, or with one that no authority `
        + 'signed, are served like all others, so only backends that check for themselves keep anybody out',
      fix: 'write AllowValidOnly, or leave mode out', path: `${path}.mode`,
    }];
  }),
};
