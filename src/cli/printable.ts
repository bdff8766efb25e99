/** Characters that steer a terminal, reverse text, break lines, or are none: manifests come from anywhere. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|\p{Cs}/gu;

/** Text as a terminal may show it: what could steer it is written out. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.codePointAt(0)!;
    return code === 10 ? '\\n' : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
