import { duplicateKey } from './duplicate-key';
import { InputDocument, type Locator, type Source } from './input-document';
import { JsonError, JsonParser } from './json-parser';
import { MAX_DEPTH } from './yaml-options';

const locateJson: Locator = ({ text, lines }, start) => {
  const parser = new JsonParser(text, start, (offset) => lines.at(offset));
  try {
    parser.value();
  } catch {
    return undefined;
  }
  return parser.position;
};

/** The values of a JSON text: one, or several one after the other, as kubectl takes them. Throws a JsonError where it is none. */
export function readJson(source: Source): InputDocument[] {
  const { text, lines } = source;
  const documents: InputDocument[] = [];
  const parser = new JsonParser(text, 0);
  for (let start = parser.next(); start < text.length; start = parser.next()) {
    const known = parser.duplicates.length;
    const value = parser.value();
    const document = new InputDocument(source, documents.length, start, text.length, locateJson);
    document.value = value;
    const duplicates = parser.duplicates.slice(known);
    document.problems.push(...duplicates.map(({ key, offset, first }) => duplicateKey(key, lines.at(offset), lines.at(first))));
    documents.push(document);
  }
  return documents;
}

/** A text that is no JSON, as a document that could not be read. */
export function brokenJson(source: Source, error: JsonError): InputDocument {
  const document = new InputDocument(source, 0, 0, source.text.length, () => undefined);
  const line = source.lines.at(error.offset);
  document.problems.push(error.isTooDeep
    ? { code: 'GW095', message: `it nests deeper than ${MAX_DEPTH} levels, so it was not checked`, fix: 'check whether it is a manifest at all', path: '', line }
    : { code: 'GW091', message: `it is not JSON: ${error.message}; nothing in the file was checked`, fix: 'correct the syntax here, or just before', path: '', line });
  return document;
}
