import { printable } from '../printable';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text inside XML or HTML: no control characters, which XML 1.0 has no form for; lines stay lines. */
export function escapeXml(text: string): string {
  return text.split('\n').map(printable).join('\n').replace(/[&<>"]/g, (character) => ENTITIES[character]).replaceAll('\n', '&#10;');
}
