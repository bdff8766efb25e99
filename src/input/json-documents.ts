import { InputDocument, type Locator, type Source } from './input-document';
import { type JsonError, JsonParser } from './json-parser';
import { duplicateKeys } from './odd-keys';
import { TOO_DEEP } from './too-deep';

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
  const { text } = source;
  const documents: InputDocument[] = [];
  const parser = new JsonParser(text, 0);
  for (let start = parser.next(); start < text.length; start = parser.next()) {
    parser.hasDuplicates = false;
    const value = parser.value();
    const document = new InputDocument(source, documents.length, start, text.length, locateJson);
    document.value = value;
    if (parser.hasDuplicates) document.problems.push(...duplicateKeys(document.position));
    documents.push(document);
  }
  return documents;
}

/** A text that is no JSON, as a document that could not be read. */
export function brokenJson(source: Source, error: JsonError): InputDocument {
  const document = new InputDocument(source, 0, 0, source.text.length, () => undefined);
  const line = source.lines.at(error.offset);
  document.problems.push(error.isTooDeep ? { ...TOO_DEEP, line } : {
    code: 'GW091',
    message: `it is not JSON: ${error.message}; nothing in the file was checked`,
    fix: 'correct the syntax here, or just before',
    path: '',
    line,
  });
  return document;
}
