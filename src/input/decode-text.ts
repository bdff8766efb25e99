import { isUtf8 } from 'node:buffer';
import type { InputProblem } from './input-document';

/** More than Node.js takes as one text. */
export const MAX_BYTES = 256 * 1024 * 1024;

/** The text of a file, or why it is none. UTF-16 is read where its mark says so, as PowerShell writes it. */
export function decodeText(bytes: Buffer): { readonly text: string } | { readonly problem: InputProblem } {
  if (bytes.length > MAX_BYTES) return { problem: tooLarge(bytes.length) };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: bytes.subarray(2).toString('utf16le') };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: bigEndian(bytes.subarray(2)) };
  const zero = bytes.indexOf(0);
  if (zero >= 0) return { problem: notText(`byte ${zero} of it is zero, so it is no text`, bytes, zero) };
  if (!isUtf8(bytes)) return { problem: notText('it is not UTF-8, so it is no text, or in another encoding', bytes, 0) };
  return { text: bytes.toString('utf8') };
}

function bigEndian(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length - bytes.length % 2)).swap16().toString('utf16le');
}

/** What is said of a file that is too large to be read at once. */
export function tooLarge(size: number): InputProblem {
  return {
    code: 'GW095',
    message: `it holds ${size} bytes, and ${MAX_BYTES} is the most that is read at once; it was not checked`,
    fix: 'cut it into several files',
    path: '',
    line: 1,
  };
}

function notText(reason: string, bytes: Buffer, offset: number): InputProblem {
  return {
    code: 'GW097',
    message: `${reason}; it was not checked`,
    fix: 'write it as UTF-8, or leave it out (`ignore` in cdk8s-gateway.yaml)',
    path: '',
    line: bytes.subarray(0, offset).reduce((count, byte) => count + Number(byte === 10), 1),
  };
}
