import { plural } from '../formats/plural';
import type { Summary } from '../judging/reported';
import { printable } from '../printable';

/** What was checked, and what was not, as rows of the CLI's summary. */
export function figuresOf({ objects, files, findings, acknowledged, baseline, notChecked }: Summary): Record<string, string> {
  const { kinds, documents, ignored, rules } = notChecked;
  return {
    Checked: `${plural(objects, 'object')} in ${plural(files, 'file')}`,
    Errors: `${findings.error}`,
    Warnings: `${findings.warning}`,
    'Not decided': `${findings.unknown}`,
    ...(acknowledged > 0 && { Acknowledged: `${acknowledged}` }),
    ...(baseline && { 'In the baseline': `${baseline.known}` }),
    ...(kinds.length > 0 && { 'Fields not checked': some(kinds.map(({ apiVersion, kind }) => `${kind} (${apiVersion})`)) }),
    ...(documents.length > 0 && { 'No objects': some(documents.map(({ file, line }) => `${file}:${line}`)) }),
    ...(ignored > 0 && { 'Left out': plural(ignored, 'path') }),
    ...(rules.length > 0 && { 'Rules off': rules.join(', ') }),
  };
}

const SHOWN = 3;

function some(texts: readonly string[]): string {
  const rest = texts.length - SHOWN;
  return `${texts.slice(0, SHOWN).map(printable).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
