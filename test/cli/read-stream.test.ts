import type * as fs from 'node:fs';
import { readStream } from '../../src/cli/reading/read-stream';

jest.mock('node:fs', () => ({ ...jest.requireActual<typeof fs>('node:fs') }));

/** What is read where each part is a text, or the error that the system gives. */
function readFrom(parts: readonly (string | { readonly code: string })[]): string {
  const left = [...parts];
  const reading = jest.spyOn(jest.requireMock<typeof fs>('node:fs'), 'readSync').mockImplementation(((_: number, part: Buffer) => {
    const next = left.shift() ?? '';
    if (typeof next !== 'string') throw Object.assign(new Error('refused'), next);
    return part.write(next);
  }) as never);
  try {
    return readStream(0).toString();
  } finally {
    reading.mockRestore();
  }
}

test('all parts up to the end, also where the one who writes takes its time', () => {
  expect(readFrom(['kind: ', { code: 'EAGAIN' }, { code: 'EAGAIN' }, 'Gateway'])).toBe('kind: Gateway');
});

test('an end that Windows says by an error', () => {
  expect(readFrom(['a', { code: 'EOF' }, 'b'])).toBe('a');
});

test('any other error is one', () => {
  expect(() => readFrom(['a', { code: 'EISDIR' }])).toThrow('refused');
});
