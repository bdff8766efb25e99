import type { Evidence, QueryResult } from '../../analysis/evidence/evidence';
import { escapeXml } from './escape-xml';

/** Evidence as one page without scripts or links, for an audit's folder. */
export function evidenceHtml(title: string, evidence: readonly Evidence[], leftOut?: string): string {
  const rows = evidence.map(({ benchmark, version, control, title: about, verdict }) =>
    `<tr>${[`${benchmark} ${version}`, control, about, verdict].map((one) => `<td>${escapeXml(one)}</td>`).join('')}</tr>`);
  return `${[
    '<!doctype html>', '<html lang="en"><head><meta charset="utf-8">',
    `<title>Evidence: ${escapeXml(title)}</title>`,
    '<style>body{font-family:sans-serif;max-width:70em;margin:2em auto}td,th{text-align:left;padding:.2em 1em .2em 0}</style>',
    '</head><body>',
    `<h1>Evidence: ${escapeXml(title)}</h1>`,
    '<p>What manifests show, and no more: a control that is not assessable is for a person. There is no total.</p>',
    ...(leftOut === undefined ? [] : [`<p>${escapeXml(leftOut)}</p>`]),
    '<table><tr><th>benchmark</th><th>control</th><th>title</th><th>verdict</th></tr>', ...rows, '</table>',
    ...evidence.map(section), '</body></html>',
  ].join('\n')}\n`;
}

function section({ benchmark, version, control, title, verdict, statement, queries, assumptions }: Evidence): string {
  return [
    `<h2>${escapeXml(`${benchmark} ${version}, ${control}: ${title}`)}</h2>`,
    `<p><strong>${verdict}</strong>: ${escapeXml(statement)}</p>`,
    list(queries.map(queryItem)),
    ...(assumptions.length > 0 ? ['<p>Taken for granted:</p>', list(assumptions.map(escapeXml))] : []),
  ].join('\n');
}

function queryItem({ question, query, objects, violations, unanswered }: QueryResult): string {
  const found = [
    ...violations.map(({ object, reason }) => `no: ${escapeXml(`${object}: ${reason}`)}`),
    ...(unanswered === undefined ? [] : [`no answer: ${escapeXml(unanswered)}`]),
  ];
  const asked = objects.length > 0 ? ` Asked of ${objects.length}: ${objects.join(', ')}.` : '';
  return `${escapeXml(question)} (<code>${escapeXml(query)}</code>)${escapeXml(asked)}${list(found)}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}
