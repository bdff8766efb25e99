import * as fs from 'node:fs';
import * as path from 'node:path';
import { NetworkModel, networkProblems, NP_GUARD } from '../../src/analysis/network';
import { objectsOf } from '../../src/input/objects-of';
import { readDocuments } from '../../src/input/read-documents';
import type { Manifest } from '../../src/manifest/manifest';
import { fact } from '../util/facts';

/** One expected output of netpol-analyzer. */
export interface Expectation {
  readonly file: string;
  readonly dir: string;
  readonly kind: string;
}

/** Inputs that belong together, and what netpol-analyzer says of them. */
export interface Unit {
  readonly unit: string;
  readonly dirs: readonly string[];
  readonly expected: readonly Expectation[];
}

export const ROOT = 'netpol-fixtures/np-guard';

/** The units of the fixtures. */
export function units(): Unit[] {
  return JSON.parse(fs.readFileSync(fact(ROOT, 'index.json'), 'utf8')) as Unit[];
}

/** What is in an input directory, read as netpol-analyzer reads it: of each file what stands before a document that cannot be read. */
export function manifestsOf(unit: string, dir: string): Manifest[] {
  const folder = fact(ROOT, unit, 'tests', dir);
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ya?ml|json)$/.test(name)).sort()
    .flatMap((name) => upToProblem(fs.readFileSync(path.join(folder, name), 'utf8'), name));
}

/** What is said of an input directory before any question: of its documents, and of what they mean together. */
export function problemsOf(unit: string, dir: string): string[] {
  const folder = fact(ROOT, unit, 'tests', dir);
  const documents = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ya?ml|json)$/.test(name)).sort()
    .flatMap((name) => readDocuments(fs.readFileSync(path.join(folder, name), 'utf8'), { file: name }));
  const contents = documents.map(objectsOf);
  const manifests = contents.flatMap(({ objects }) => objects.map(({ manifest }) => ({ manifest })));
  return [
    ...documents.flatMap(({ problems }) => problems.map(({ message }) => message)),
    ...contents.flatMap(({ problems }) => problems.map(({ message }) => message)),
    ...networkProblems(NetworkModel.of(manifests)).map(({ severity, object, message }) => `${severity} ${object}: ${message}`),
  ];
}

function upToProblem(text: string, file: string): Manifest[] {
  const documents = readDocuments(text, { file });
  const bad = documents.findIndex(({ value, problems }) => value === undefined && problems.length > 0);
  return documents.slice(0, bad < 0 ? undefined : bad).flatMap((document) => objectsOf(document).objects.map(({ manifest }) => manifest));
}

/** The model of an input directory in netpol-analyzer's world. */
export function npGuardModel(unit: string, dir: string): NetworkModel {
  return NetworkModel.of(manifestsOf(unit, dir).map((manifest) => ({ manifest })), NP_GUARD);
}

/** A line of a report: cells as they stand there. */
export type Cells = readonly string[];

/** A report, whatever format it was written in. */
export interface Report {
  readonly connections: Cells[];
  readonly egress: Cells[];
  readonly ingress: Cells[];
  readonly unprotected: string[];
  readonly diff: Cells[];
}

type Section = 'connections' | 'egress' | 'ingress' | 'diff';

/** Reads an expected output: txt, csv, md or json. */
export function reportOf(unit: string, { file, kind }: Expectation): Report {
  const text = fs.readFileSync(fact(ROOT, unit, file), 'utf8');
  const report: Report = { connections: [], egress: [], ingress: [], unprotected: [], diff: [] };
  if (file.endsWith('.json')) readJson(JSON.parse(text), report);
  else readLines(text.split('\n'), file.split('.').at(-1)!, kind === 'diff' ? 'diff' : 'connections', report);
  return report;
}

const HEADINGS: readonly [RegExp, Section | undefined][] = [
  [/Egress Exposure/, 'egress'], [/Ingress Exposure/, 'ingress'], [/^(#* *)Exposure Analysis Result|^Permitted connections|^Connectivity diff/, undefined],
];

function readLines(lines: readonly string[], format: string, first: Section, report: Report): void {
  let section = first;
  for (const line of lines.map((one) => one.trim())) {
    const heading = HEADINGS.find(([pattern]) => pattern.test(line));
    if (heading) section = heading[1] ?? section;
    else if (/ is not protected on /.test(line)) report.unprotected.push(line);
    else if (line !== '' && !/^(\||Workloads not protected|src,|dst,|diff-type,)(-|$)?/.test(line)) add(line, format, section, report);
    else if (line.startsWith('|') && !/^\|-|^\| (src|dst|diff-type) /.test(line)) add(line, format, section, report);
  }
}

function add(line: string, format: string, section: Section, report: Report): void {
  const cells = format === 'txt' ? textCells(line, section) : format === 'md' ? tableCells(line) : csvCells(line);
  report[section].push(section === 'diff' && cells.length < 6 ? [...cells, ''] : cells);
}

function textCells(line: string, section: Section): Cells {
  if (section === 'diff') {
    const cells = /^diff-type: (.*), source: (.*), destination: (.*), (?:ref1|dir1): (.*), (?:ref2|dir2): (.*?)(?:, workloads-diff-info: (.*))?$/.exec(line);
    if (!cells) throw new Error(`not understood: ${line}`);
    return [...cells].slice(1).map((one) => one ?? '');
  }
  const cells = /^(.*?)\s+(?:=>|<=)\s+(.*?)(?: : (.*))?$/.exec(line);
  if (!cells) throw new Error(`not understood: ${line}`);
  return [cells[1], cells[2], ...(cells[3] === undefined ? [] : [cells[3]])];
}

function tableCells(line: string): Cells {
  return line.replace(/^\| | \|$/g, '').split(' | ').map((one) => one.trim());
}

function csvCells(line: string): Cells {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, '').replace(/""/g, '"')).slice(0, -1);
}

interface JsonRow { readonly src: string; readonly dst: string; readonly conn?: string }

function readJson(data: unknown, report: Report): void {
  const sections = (Array.isArray(data) ? { connlist_results: data } : data) as Record<string, unknown>;
  const rowsOf = (value: unknown): JsonRow[] => (value as JsonRow[] | null | undefined) ?? [];
  const cells = ({ src, dst, conn }: JsonRow): Cells => [src, dst, ...(conn === undefined ? [] : [conn])];
  for (const [key, value] of Object.entries(sections)) {
    if (key.startsWith('connlist')) report.connections.push(...rowsOf(value).map(cells));
    else if (key.startsWith('exposure')) {
      const { egress_exposure: egress, ingress_exposure: ingress } = value as Record<string, unknown>;
      report.egress.push(...rowsOf(egress).map(cells));
      report.ingress.push(...rowsOf(ingress).map(({ src, dst, ...rest }) => cells({ src: dst, dst: src, ...rest })));
    } else throw new Error(`not understood: ${key}`);
  }
}
