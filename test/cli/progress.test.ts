import { progressOf } from '../../src/cli/progress';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** What is written on the error output of a work of two seconds and more. */
function written(isTTY: boolean, env: Record<string, string> = {}): string[] {
  const texts: string[] = [];
  const output = { isTTY, write: (text: string) => texts.push(text) };
  const progress = progressOf({ stdout: output, stderr: output, cwd: '', env, now: new Date(), stdin: () => Buffer.of() }, 3);
  progress.read(0);
  jest.advanceTimersByTime(1500);
  progress.read(1);
  jest.advanceTimersByTime(20);
  progress.read(2);
  jest.advanceTimersByTime(500);
  progress.judging(1200);
  progress.end();
  return texts;
}

test('a line that replaces itself, once work takes long, not too often, and gone at the end', () => {
  expect(written(true)).toEqual(['\r\u001b[Kreading file 2 of 3 …', '\r\u001b[Kchecking 1200 objects …', '\r\u001b[K']);
});

test('nothing where no one looks', () => {
  expect(written(false)).toEqual([]);
  expect(written(true, { CI: 'true' })).toEqual([]);
});

test('nothing for short work', () => {
  const texts: string[] = [];
  const output = { isTTY: true, write: (text: string) => texts.push(text) };
  const progress = progressOf({ stdout: output, stderr: output, cwd: '', env: {}, now: new Date(), stdin: () => Buffer.of() }, 1);
  progress.read(0);
  progress.judging(1);
  progress.end();
  expect(texts).toEqual([]);
});
