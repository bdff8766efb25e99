const INTERVAL = 50;

/**
 * Asks again and again until there is an answer.
 *
 * @param what what is waited for, for the message
 * @param seconds how long to wait before failing
 * @param ask gives the answer, or undefined where it is not there yet
 */
export async function poll<T>(what: string, seconds: number, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  do {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  } while (Date.now() < end);
  throw new Error(`${what}: not within ${seconds} s`);
}

/** Works on every item, some at a time; the results keep the order. */
export async function mapSome<T, R>(items: readonly T[], work: (item: T) => Promise<R>, atOnce = 8): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
