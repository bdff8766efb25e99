/** What a docstring says: its first sentence and the rest. Paragraphs and list items keep their lines. */
export function said(docs = {}) {
  const text = [docs.summary, docs.remarks].filter(Boolean).join(' ');
  return prose(text.trim().replace(/(?<!\n)\n(?!\n|[-*] )/g, ' '));
}

/** Text of a docstring, which is Markdown already, but not HTML. */
export function prose(text) {
  const parts = text.split(/(`+[^`]+`+)/);
  return parts.map((part, i) => (i % 2 === 1 ? part : part.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))).join('');
}

export function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

export function code(text) {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

export function fence(text, language) {
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``;
}

/** A table, or undefined where it would have no row. */
export function table(head, rows) {
  if (rows.length === 0) return undefined;
  return [row(head), row(head.map(() => '---')).replaceAll(' ', ''), ...rows.map((cells) => row(cells.map(cell)))].join('\n');
}

const row = (cells) => `| ${cells.join(' | ')} |`;

const cell = (text) => text.replaceAll('|', '\\|').replace(/\n+/g, '<br>');
