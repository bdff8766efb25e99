import type { Io } from '../io';
import type { Report } from '../judging/reported';
import type { CheckSettings } from '../settings/check-settings';
import { githubReport } from './github';
import { jsonReport } from './json';
import { junitReport } from './junit';
import { sarifReport } from './sarif';
import { textReport } from './text';

/** A report in its format, in parts. */
export function formatReport(report: Report, { format, unknowns }: CheckSettings, { stdout, env }: Io): Iterable<string> {
  switch (format) {
    case 'json': return jsonReport(report);
    case 'sarif': return sarifReport(report);
    case 'junit': return junitReport(report);
    case 'github': return githubReport(report);
    default: return textReport(report, { colour: Boolean(stdout.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb', unknowns });
  }
}
