import type { Summary } from '../judging/reported';
import { printable } from '../printable';
import { plural } from './plural';

const SHOWN = 5;

/** What was not checked, a line for each reason. */
export function notCheckedLines({ kinds, documents, emptyDocuments, ignored, hidden, rules }: Summary['notChecked']): string[] {
  const names = kinds.map(({ apiVersion, kind, objects }) => printable(`${objects} ${kind} (${apiVersion})`));
  const odd = documents.map(({ file, line, value }) => printable(`${file}:${line} (${value})`));
  return [
    ...(kinds.length === 0 ? [] : [`Fields not checked, as nothing is known of the kind: ${some(names)}`]),
    ...(documents.length === 0 ? [] : [`Documents that are no objects, not checked: ${some(odd)}`]),
    ...(emptyDocuments === 0 ? [] : [`${plural(emptyDocuments, 'empty document')}`]),
    ...(ignored === 0 ? [] : [`Left out by the settings: ${plural(ignored, 'path')}`]),
    ...(hidden.length === 0 ? [] : [`Not looked into unless named, as hidden or node_modules: ${some(hidden.map(printable))}`]),
    ...(rules.length === 0 ? [] : [`Rules that are off: ${rules.join(', ')}`]),
  ];
}

function some(texts: readonly string[]): string {
  const rest = texts.length - SHOWN;
  return `${texts.slice(0, SHOWN).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
