import { findingOf, type Judged, judgeEntries } from '../analysis/check-entries';
import type { Entry } from '../analysis/rule';
import { INPUT_RULES } from '../analysis/rules/input-rules';
import { InputDocument, type InputProblem, Source } from '../input/input-document';
import { lineOf } from '../input/line-of';
import { objectsOf } from '../input/objects-of';
import { readDocuments } from '../input/read-documents';
import { acknowledgedBy, REFUSED_CODES } from '../manifest/acknowledgement';
import { Category, type Finding } from '../manifest/finding';
import type { Manifest } from '../manifest/manifest';
import type { Judging } from './judging';

/** A text of documents, and the file that it came from, if any. */
interface Text {
  readonly text: string;
  readonly file?: string;
}

/** The objects that were checked, and what was found. */
interface Checked {
  readonly entries: readonly Entry[];
  readonly findings: Finding[];
}

/** A document, and where it came from: a file, or a place in a list of values, which has no lines. */
interface Piece {
  readonly document: InputDocument;
  readonly file?: string;
  readonly at?: string;
}

/** Checks texts of YAML or JSON together, with the line of each finding. */
export function checkTexts(texts: readonly Text[], judging: Judging): Checked {
  return checkPieces(texts.flatMap(({ text, file }) => readDocuments(text, { file: file ?? 'text' })
    .map((document) => ({ document, ...(file !== undefined && { file }) }))), judging);
}

/** Checks plain values together, each an object or a list of them. */
export function checkValues(values: readonly unknown[], judging: Judging): Checked {
  const source = new Source('', 'manifests');
  return checkPieces(values.map((value, i) => {
    const document = new InputDocument(source, i, 0, 0, () => undefined);
    document.value = value;
    return { document, at: `manifests[${i}]` };
  }), judging);
}

function checkPieces(pieces: readonly Piece[], judging: Judging): Checked {
  const places = new Map<Entry, { readonly piece: Piece; readonly path: string }>();
  const problems: Finding[] = [];
  for (const piece of pieces) {
    const { objects, problems: found, notObject } = objectsOf(piece.document);
    const wrong = [...piece.document.problems, ...found, ...scalar(piece, notObject)];
    for (const problem of wrong) problems.push(findingAt(piece, problem));
    for (const { manifest, path } of objects) places.set(entryOf(piece, manifest, judging), { piece, path });
  }
  const findings = judgeEntries([...places.keys()], optionsOf(judging)).map(({ finding, entry }) => {
    const { piece: { document, at }, path } = places.get(entry)!;
    const reported = acknowledged(finding, entry.manifest);
    return at === undefined ? { ...reported, line: lineOf(document, joined(path, finding.path ?? '')) } : reported;
  });
  return { entries: [...places.keys()], findings: [...problems, ...findings] };
}

function entryOf({ file }: Piece, manifest: Manifest, { bundles }: Judging): Entry {
  return { manifest, ...(file !== undefined && { file }), ...(bundles && { bundles }) };
}

function optionsOf({ closedWorld, implementation, channel = 'standard' }: Judging): Parameters<typeof judgeEntries>[1] {
  return { channel, ...(closedWorld && { closedWorld }), ...(implementation && { implementation }) };
}

/** Annotations acknowledge what neither guards one team from another nor is refused by the API server. */
function acknowledged(finding: Judged['finding'], manifest: Manifest): Finding {
  const isFirm = finding.category === Category.SECURITY || REFUSED_CODES.includes(finding.code);
  const reason = isFirm ? undefined : acknowledgedBy(manifest, finding.code);
  return reason === undefined ? finding : { ...finding, acknowledged: reason };
}

/** A document of text or a number; null stands for nothing. */
function scalar({ document }: Piece, notObject: string | undefined): InputProblem[] {
  if (notObject === undefined || notObject === 'null') return [];
  const message = `${notObject} is no Kubernetes object, so it was not checked, and kubectl refuses it`;
  return [{ code: 'GW094', message, fix: 'write an object with apiVersion, kind and metadata', path: '', line: document.line }];
}

/** A finding about a piece of which no object came. */
function findingAt({ file, at }: Piece, { code, message, fix, path, line }: InputProblem): Finding {
  const rule = INPUT_RULES.find((one) => one.code === code)!;
  const nothing = { apiVersion: '', kind: '' };
  const entry: Entry = { manifest: { ...nothing, metadata: {} }, ...(file !== undefined && { file }) };
  const finding = { ...findingOf(rule, entry, { message, fix, path: joined(at ?? '', path) }), resource: nothing };
  return at === undefined ? { ...finding, line } : finding;
}

function joined(...paths: string[]): string {
  return paths.filter((path) => path !== '').join('.').replaceAll('.[', '[');
}
