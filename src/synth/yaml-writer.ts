import { Yaml } from 'cdk8s';
import { isSimple } from './simple-document';
import { keyText, scalarText } from './yaml-scalar';

/** A document that is written later: text already, or an object that can be written without failing. */
export type PreparedDocument = string | object;

/** Does everything about a document that can fail. What is unusual about one is left to cdk8s. */
export function prepare(document: unknown): PreparedDocument {
  return isSimple(document) ? document : Yaml.stringify(document);
}

/** The text of a document, byte for byte what cdk8s's `Yaml.stringify` gives. */
export function textOf(prepared: PreparedDocument): string {
  return typeof prepared === 'string' ? prepared : partsText(prepared, '', '');
}

/** The entries of a list or object, each on lines of its own; `lead` stands before the first in place of the indent. */
function partsText(parts: object, indent: string, lead: string): string {
  let text = '';
  let before = lead;
  if (Array.isArray(parts)) {
    for (const item of parts as unknown[]) {
      text += isFilled(item) ? partsText(item, `${indent}  `, `${before}- `) : `${before}- ${leafText(item)}\n`;
      before = indent;
    }
    return text;
  }
  for (const [key, value] of Object.entries(parts)) {
    text += `${before}${keyText(key)}`;
    text += isFilled(value) ? `\n${partsText(value, `${indent}  `, `${indent}  `)}` : ` ${leafText(value)}\n`;
    before = indent;
  }
  return text;
}

function isFilled(value: unknown): value is object {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function leafText(value: unknown): string {
  if (Array.isArray(value)) return '[]';
  return typeof value === 'object' && value !== null ? '{}' : scalarText(value);
}
