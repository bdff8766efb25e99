import type { Evidence, QueryResult } from '../../analysis/evidence/evidence';
import { printable } from '../printable';

/** Evidence as a page for a reviewer: a table of verdicts, then each control with what was asked and found. */
export function evidenceMarkdown(title: string, evidence: readonly Evidence[], leftOut?: string): string {
  const rows = evidence.map(({ benchmark, version, control, title: about, verdict }) =>
    `| ${[`${benchmark} ${version}`, control, about, `**${verdict}**`].map(cell).join(' | ')} |`);
  const lines = [
    `# Evidence: ${text(title)}`, '',
    'What manifests show, and no more: a control that is not assessable is for a person. There is no total.', '',
    ...(leftOut === undefined ? [] : [leftOut, '']),
    '| benchmark | control | title | verdict |', '|---|---|---|---|', ...rows, '',
    ...evidence.flatMap(section),
  ];
  return `${lines.join('\n')}\n`;
}

function section({ benchmark, version, control, title, verdict, statement, queries, assumptions }: Evidence): string[] {
  return [
    `## ${text(`${benchmark} ${version}, ${control}: ${title}`)}`, '',
    `**${verdict}**: ${text(statement)}`, '',
    ...queries.flatMap(queryLines),
    ...(assumptions.length > 0 ? ['Taken for granted:', '', ...assumptions.map((one) => `- ${text(one)}`), ''] : []),
  ];
}

function queryLines({ question, query, objects, violations, unanswered }: QueryResult): string[] {
  const asked = objects.length > 0 ? ` Asked of ${objects.length}: ${text(objects.join(', '))}.` : '';
  return [
    `- ${text(question)} (${text(query)})${asked}`,
    ...violations.map(({ object, reason }) => `  - no: ${text(object)}: ${text(reason)}`),
    ...(unanswered === undefined ? [] : [`  - no answer: ${text(unanswered)}`]), '',
  ];
}

/** Names come from manifests: none of their characters may become structure of the page. */
function text(value: string): string {
  return printable(value).replace(/[\\`*_[\]<>|#]/g, '\\$&');
}

function cell(value: string): string {
  return value.startsWith('**') ? value : text(value);
}
