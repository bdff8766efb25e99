import { misplacedTab } from './misplaced-tab';
import { contentStart } from './split-documents';

/** Characters that are no part of YAML 1.1, in comments neither. Source: go.yaml.in/yaml v2.4, readerc.go. */
const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** A character of a text that kubectl's reader of YAML does not take where it stands; js-yaml does. */
export interface RefusedText {
  readonly reason: string;
  readonly offset: number;
}

/** The first such character of a document. */
export function refusedText(text: string): RefusedText | undefined {
  const start = contentStart(text, 0, text.length);
  if (text[start] === '%') return { reason: 'a directive, such as %YAML, stands before the document', offset: start };
  const offset = text.search(NO_CHARACTER);
  if (offset >= 0) {
    const code = text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
    return { reason: `the control character U+${code} is not allowed`, offset };
  }
  const tab = text.includes('\t') ? misplacedTab(text) : undefined;
  return tab === undefined ? undefined : { reason: 'a tab stands where only blanks may', offset: tab };
}
