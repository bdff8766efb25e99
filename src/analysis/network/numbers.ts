/** Numbers texts: equal ones have one number. */
export class Numbers {
  readonly #known = new Map<string, number>();

  public of(text: string): number {
    const number = this.#known.get(text) ?? this.#known.size;
    this.#known.set(text, number);
    return number;
  }
}
