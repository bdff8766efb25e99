import * as fs from 'fs';
import * as path from 'path';
import { parseAllDocuments } from 'yaml';
import { isManifest, type Manifest } from '../../src/manifest/manifest';
import { fact, filesBelow } from '../util/facts';

/** One object of upstream's validation tests, and whether the API server refuses it. */
export interface Case {
  /** Its file below the folder of Gateway API. */
  readonly file: string;
  readonly object: Manifest;
  readonly refused: boolean;
  /** What is done to an object that stands; none where the object is new. */
  readonly operation?: string;
}

const ROOT = fact('gateway-api');

/** The cases of upstream's tests of CEL rules, one in each file. */
export function casesOfRules(): Case[] {
  return filesBelow(path.join(ROOT, 'cel-cases'), '.json').map((file) => {
    const { object, wantErrors, operation } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return { file: path.relative(ROOT, file), object, refused: (wantErrors ?? []).length > 0, ...(operation && { operation }) };
  });
}

/** Upstream's invalid examples, with every object of their files. */
export function invalidExamples(): Case[] {
  return filesBelow(path.join(ROOT, 'examples/invalid'), '.yaml').flatMap((file) => {
    const objects = parseAllDocuments(fs.readFileSync(file, 'utf8')).map((document) => document.toJS() as unknown).filter(isManifest);
    return objects.map((object) => ({ file: path.relative(ROOT, file), object, refused: true }));
  });
}
