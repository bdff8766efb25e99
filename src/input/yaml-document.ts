import { load, YAMLException } from 'js-yaml';
import { expansionProblem } from './expansion';
import { InputDocument, type InputProblem, type Source } from './input-document';
import { duplicateKeys, oddKeys } from './odd-keys';
import type { OddKey } from './position';
import { type RefusedText, refusedText } from './refused-text';
import type { Span } from './split-documents';
import { TOO_DEEP } from './too-deep';
import { YAML_OPTIONS } from './yaml-options';
import { locateYaml } from './yaml-position';
import { seen } from './yaml-schema';

/** A document that holds nothing but comments. */
export function emptyDocument(source: Source, index: number, { start, end }: Span): InputDocument {
  return new InputDocument(source, index, start, end, () => undefined);
}

/** Reads one YAML document. */
export function readYaml(source: Source, index: number, { start, end }: Span): InputDocument {
  const document = new InputDocument(source, index, start, end, locateYaml);
  const { text } = document;
  try {
    document.value = parse(text);
  } catch (error) {
    if (!isDuplicateKey(error)) {
      document.problems.push(syntaxProblem(error, document));
      return document;
    }
    document.value = load(text, { ...YAML_OPTIONS, json: true });
    document.problems.push(...duplicateKeys(document.position));
  }
  const refused = refusal(document, text);
  if (refused) {
    document.value = undefined;
    document.problems.push(refused);
  }
  return document;
}

function parse(text: string): unknown {
  seen.nulls = false;
  seen.notFinite = false;
  return load(text, YAML_OPTIONS);
}

/** What reads as YAML, and kubectl refuses all the same. */
function refusal(document: InputDocument, text: string): InputProblem | undefined {
  const { value, line } = document;
  const character = refusedText(text);
  if (character) return characterProblem(character, document);
  if (text.includes('&') && text.includes('*')) {
    const problem = expansionProblem(value, text.length);
    if (problem) return { code: 'GW095', ...problem, path: '', line };
  }
  if (seen.notFinite && holdsNotFinite(value)) return { ...NOT_FINITE, line };
  const odd = mayHaveOddKeys(text) ? oddKeys(document.position, ['null', 'complex'])[0] : undefined;
  return odd && keyProblem(odd, text);
}

function characterProblem({ reason, offset }: RefusedText, { line, text }: InputDocument): InputProblem {
  const before = text.slice(0, offset).split(/\r\n|[\r\n]/).length - 1;
  return {
    code: 'GW091',
    message: `it is not YAML as kubectl reads it: ${reason}; kubectl refuses the document, and nothing in it was checked`,
    fix: 'correct the syntax on this line', path: '', line: line + before,
  };
}

const NOT_FINITE = {
  code: 'GW096',
  message: 'it holds a number that is infinite or none (.inf, .nan), which JSON cannot hold; kubectl refuses the document',
  fix: 'write a number, or put the text in quotes',
  path: '',
};

function holdsNotFinite(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNotFinite);
}

/** Whether it is worth looking: keys that are lists, mappings or null look like this. */
function mayHaveOddKeys(text: string): boolean {
  if (seen.nulls && /(?:^|[{,?\n\r])[ \t-]*(?:~|null|Null|NULL)[ \t]*:(?=\s|$)/.test(text)) return true;
  return /[}\]][ \t]*:(?=\s|$)|^[ \t-]*\?[ \t]/m.test(text) || text.includes('{{');
}

function keyProblem({ reason, key, line }: OddKey, text: string): InputProblem {
  const isTemplate = text.includes('{{');
  const message = isTemplate && reason === 'complex'
    ? 'it looks like a template that was not rendered: {{ … }} is a mapping in a mapping for YAML, and no text'
    : `${reason === 'null' ? 'a key is null' : `${key} stands as a key`}, and a key of JSON is text; kubectl refuses the document`;
  return { code: 'GW096', message, fix: isTemplate ? TEMPLATE_FIX : 'write the key as text, in quotes', path: '', line };
}

const TEMPLATE_FIX = 'check what comes out of it instead: helm template … | cdk8s-gateway check -';

function isDuplicateKey(error: unknown): boolean {
  return error instanceof YAMLException && error.reason === 'duplicated mapping key';
}

function syntaxProblem(error: unknown, document: InputDocument): InputProblem {
  const { line, text } = document;
  if (!(error instanceof YAMLException)) return { ...TOO_DEEP, line };
  if (error.reason.startsWith('nesting exceeded')) return { ...TOO_DEEP, line };
  if (error.reason.startsWith('merge keys exceeded')) return { ...TOO_MUCH_MERGED, line };
  // What stands behind the last line of the document is missing on that line.
  const last = text.trimEnd().split(/\r\n|[\r\n]/).length;
  return {
    code: 'GW091',
    message: `it is not YAML: ${error.reason}; kubectl refuses the document, and nothing in it was checked`,
    fix: text.includes('{{')
      ? `it looks like a template that was not rendered; ${TEMPLATE_FIX}`
      : 'correct the syntax on this line, or just before it',
    path: '',
    line: line + Math.min(error.mark?.line ?? 0, last - 1),
  };
}

const TOO_MUCH_MERGED = {
  code: 'GW095',
  message: 'its merge keys (<<) bring in so many values that it was not checked',
  fix: 'write out what is merged',
  path: '',
};
