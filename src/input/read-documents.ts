import { type InputDocument, Source } from './input-document';
import { brokenJson, readJson } from './json-documents';
import { JsonError } from './json-parser';
import { contentStart, hasContent, splitDocuments } from './split-documents';
import { emptyDocument, readYaml } from './yaml-document';

/** Where a text comes from. */
interface TextOrigin {
  /** Name of the file, as findings have it. */
  readonly file: string;
}

/**
 * The documents of a text, YAML or JSON, in their order: each with its value, or with what is wrong. Never throws. Documents that
 * hold nothing are among them, without a value.
 */
export function readDocuments(text: string, { file }: TextOrigin): InputDocument[] {
  const source = new Source(text.startsWith('\ufeff') ? text.slice(1) : text, file);
  const error = looksLikeJson(source.text) ? tryJson(source) : undefined;
  if (Array.isArray(error)) return error;
  const documents = readYamlStream(source);
  // What starts like JSON may be YAML in flow style; where it is neither, a file of JSON is told so.
  const isJson = error !== undefined && file.endsWith('.json');
  const isBroken = documents.some(({ problems }) => problems.some(({ code }) => code === 'GW091'));
  return isJson && isBroken ? [brokenJson(source, error)] : documents;
}

function looksLikeJson(text: string): boolean {
  const first = text[contentStart(text, 0, text.length)];
  return first === '{' || first === '[';
}

function tryJson(source: Source): InputDocument[] | JsonError {
  try {
    return readJson(source);
  } catch (error) {
    if (error instanceof JsonError) return error;
    throw error;
  }
}

function readYamlStream(source: Source): InputDocument[] {
  return splitDocuments(source.text)
    .map((span, index) => (hasContent(source.text, span) ? readYaml(source, index, span) : emptyDocument(source, index, span)));
}
