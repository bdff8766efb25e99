import { Lines } from './lines';
import type { Position } from './position';

/** What is wrong with a text before it is a Kubernetes object; the codes stand in the catalogue of rules. */
export interface InputProblem {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  /** Field path inside the document, '' for the document as a whole. */
  readonly path: string;
  /** Line of the file; the first is 1. */
  readonly line: number;
}

/** A text that was read, and how to find lines in it. */
export class Source {
  public readonly lines: Lines;

  public constructor(public readonly text: string, public readonly file: string) {
    this.lines = new Lines(text);
  }
}

/** How a document was written: where its keys are is found out by reading it again. */
export type Locator = (source: Source, start: number, end: number) => Position | undefined;

/** One document of a file. */
export class InputDocument {
  /** What it holds; undefined where it holds nothing, or could not be read. */
  public value: unknown;
  public readonly problems: InputProblem[] = [];
  #position: Position | undefined;
  #located = false;

  /**
   * @param index position among the documents of the file
   * @param start offset of its first character
   */
  public constructor(
    private readonly source: Source, public readonly index: number, private readonly start: number, private readonly end: number,
    private readonly locate: Locator,
  ) {}

  public get file(): string {
    return this.source.file;
  }

  /** The line where it starts, in the file. */
  public get line(): number {
    return this.source.lines.at(this.start);
  }

  public get text(): string {
    return this.source.text.slice(this.start, this.end);
  }

  /** Whether nothing but comments stands there. */
  public get isEmpty(): boolean {
    return this.value === undefined && this.problems.length === 0;
  }

  /** Where its keys are; undefined where that cannot be found out. */
  public get position(): Position | undefined {
    if (!this.#located) this.#position = this.locate(this.source, this.start, this.end);
    this.#located = true;
    return this.#position;
  }

  /** Forgets where keys are: of large documents that takes room. */
  public release(): void {
    this.#located = false;
    this.#position = undefined;
  }
}
