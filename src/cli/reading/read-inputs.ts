import * as fs from 'node:fs';
import type { Entry } from '../../analysis/rule';
import { decodeText, MAX_BYTES, tooLarge } from '../../input/decode-text';
import type { InputDocument, InputProblem } from '../../input/input-document';
import { LineFinder } from '../../input/line-of';
import { objectsOf } from '../../input/objects-of';
import { readDocuments } from '../../input/read-documents';
import { type Io, UsageError } from '../io';
import { type FoundFile, reasonOf, unreadable } from './find-files';
import { kustomizePatches } from './kustomize-patches';
import { readStream } from './read-stream';

/** Where an object stands. */
interface ObjectLocation {
  readonly document: InputDocument;
  /** Its path in the document: `items[3]` in a list. */
  readonly path: string;
}

/** A problem of a file, before there is an object. */
export interface FileProblem {
  readonly file: string;
  readonly problem: InputProblem;
}

/** All that was read. */
export interface Inputs {
  readonly entries: Entry[];
  readonly places: Map<Entry, ObjectLocation>;
  readonly lines: LineFinder;
  readonly problems: FileProblem[];
  /** Documents with something in them. */
  documents: number;
  /** Documents that hold nothing but comments. */
  emptyDocuments: number;
  /** Documents that are null or text, which no one checks. */
  readonly notObjects: { readonly file: string; readonly line: number; readonly value: string }[];
}

/** Reads files, one after the other. */
export function readInputs(
  files: readonly FoundFile[], bundles: Entry['bundles'], io: Io, onFile: (count: number) => void,
): Inputs {
  const inputs: Inputs = {
    entries: [], places: new Map(), lines: new LineFinder(), problems: [], documents: 0, emptyDocuments: 0, notObjects: [],
  };
  const patches = kustomizePatches(files, (file) => documentsOf(textOf(file, io), file));
  files.forEach((file, i) => {
    onFile(i);
    if (file.full !== undefined && patches.has(file.full)) {
      inputs.documents++;
      inputs.notObjects.push({ file: file.name, line: 1, value: 'a patch of a kustomization' });
      return;
    }
    const read = textOf(file, io);
    refuseEmptyInput(file, read);
    if ('problem' in read) inputs.problems.push({ file: file.name, problem: read.problem });
    documentsOf(read, file).forEach((document) => addDocument(document, bundles, inputs));
  });
  return inputs;
}

function documentsOf(read: ReturnType<typeof decodeText>, { name }: FoundFile): InputDocument[] {
  return 'problem' in read ? [] : readDocuments(read.text, { file: name });
}

function textOf({ name, full }: FoundFile, io: Io): ReturnType<typeof decodeText> {
  try {
    if (full === undefined) return decodeText(io.stdin());
    const stat = fs.statSync(full);
    if (!stat.isFile()) return decodeText(readDevice(full));
    return stat.size > MAX_BYTES ? { problem: tooLarge(stat.size) } : decodeText(fs.readFileSync(full));
  } catch (error) {
    return { problem: unreadable(`${name} cannot be read (${reasonOf(error)}), so nothing in it was checked`) };
  }
}

/** A command that fails before a pipe leaves nothing in it, and no finding in nothing would look like success. */
function refuseEmptyInput({ full }: FoundFile, read: ReturnType<typeof decodeText>): void {
  if (full !== undefined || 'problem' in read || read.text.trim() !== '') return;
  throw new UsageError('nothing to read: standard input is empty; see whether the command before it failed');
}

/** A pipe or a device, such as `<(helm template …)` of a shell. */
function readDevice(full: string): Buffer {
  const descriptor = fs.openSync(full, 'r');
  try {
    return readStream(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function addDocument(document: InputDocument, bundles: Entry['bundles'], inputs: Inputs): void {
  const { file } = document;
  if (document.isEmpty) {
    inputs.emptyDocuments++;
    return;
  }
  inputs.documents++;
  const { objects, problems, notObject } = objectsOf(document);
  if (notObject !== undefined) inputs.notObjects.push({ file, line: document.line, value: notObject });
  for (const problem of document.problems) inputs.problems.push({ file, problem });
  for (const problem of problems) inputs.problems.push({ file, problem });
  for (const { manifest, path } of objects) {
    const line = (): number => inputs.lines.lineOf(document, path);
    const entry: Entry = bundles ? { manifest, file, line, bundles } : { manifest, file, line };
    inputs.entries.push(entry);
    inputs.places.set(entry, { document, path });
  }
}
