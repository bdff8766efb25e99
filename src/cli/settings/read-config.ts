import * as fs from 'node:fs';
import * as path from 'node:path';
import { decodeText } from '../../input/decode-text';
import type { InputDocument } from '../../input/input-document';
import { lineOf } from '../../input/line-of';
import { readDocuments } from '../../input/read-documents';
import { problemsOf } from '../../manifest/field-checks';
import { isRecord } from '../../manifest/manifest';
import { show } from '../../manifest/problem';
import { type Io, UsageError } from '../io';
import { reasonOf } from '../reading/find-files';
import { configCheck } from './config-checks';
import type { Config, ConfigFile } from './settings';

const NAME = 'cdk8s-gateway.yaml';

/** The settings file: the one that is named, or that of the working folder, where it has one. */
export function readConfig(named: string | undefined, io: Io): ConfigFile | undefined {
  const file = named ?? NAME;
  const full = path.resolve(io.cwd, file);
  if (named === undefined && !fs.existsSync(full)) return undefined;
  const document = documentOf(file, full);
  const lineAt = (field: string): number => (document ? lineOf(document, field) : 1);
  const config = valueOf(document, file);
  const [problem] = problemsOf(configCheck, config, 'settings');
  if (problem) {
    const field = problem.path.replace(/^settings\.?/, '');
    const value = problem.value === undefined ? '' : ` ${show(problem.value)}`;
    throw new UsageError(`${file}:${lineAt(field)}: ${field}${value}: ${problem.reason}; ${problem.fix.replace(/, or add a field .*/, '')}`);
  }
  return { config: config as Config, file, folder: path.dirname(full), lineOf: lineAt };
}

function documentOf(file: string, full: string): InputDocument | undefined {
  const decoded = decodeText(readFile(file, full));
  if ('problem' in decoded) throw new UsageError(`${file}: ${decoded.problem.message}; ${decoded.problem.fix}`);
  const documents = readDocuments(decoded.text, { file }).filter(({ isEmpty }) => !isEmpty);
  const [problem] = documents.flatMap(({ problems }) => problems);
  if (problem) throw new UsageError(`${file}:${problem.line}: ${problem.message}; ${problem.fix}`);
  if (documents.length > 1) throw new UsageError(`${file}:${documents[1].line}: it holds several documents; write all settings into one`);
  return documents[0];
}

function valueOf(document: InputDocument | undefined, file: string): Record<string, unknown> {
  const value = document?.value ?? {};
  if (!isRecord(value)) throw new UsageError(`${file}: settings are a mapping, such as { failOn: warning }; it holds ${show(value)}`);
  return value;
}

/** A file that the command cannot do without. */
export function readFile(file: string, full: string): Buffer {
  try {
    return fs.readFileSync(full);
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${reasonOf(error)})`);
  }
}
