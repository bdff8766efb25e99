/** Where the lines of a text start: offsets to line numbers, found when first asked. */
export class Lines {
  #starts: number[] | undefined;

  public constructor(private readonly text: string) {}

  /** The line of an offset; the first is 1. */
  public at(offset: number): number {
    const starts = this.#starts ??= startsOf(this.text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** A line ends with LF, CR LF or CR. Source: YAML 1.2.2, 5.4. */
function startsOf(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (const { index, 0: ending } of text.matchAll(/\r\n|[\r\n]/g)) starts.push(index + ending.length);
    return starts;
  }
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}
