import { createHash } from 'node:crypto';
import * as path from 'node:path';
import type { RuleMetadata } from '../../analysis/rule';
import { CATALOGUE } from '../../analysis/rules/catalogue';
import { type Finding, Severity } from '../../manifest/finding';
import { fingerprintText } from '../judging/baseline';
import type { Report, Reported } from '../judging/reported';
import { packageVersion, rulePage } from '../package-files';
import { printable } from '../printable';
import { nameField, nameObject } from './name-object';

const HOME = 'https://github.com/cdk8s-gateway/cdk8s-gateway';
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** A report as SARIF 2.1.0, for code scanning. */
export function* sarifReport({ reported, summary }: Report): Iterable<string> {
  const used = new Set(reported.map(({ finding }) => finding.code));
  const rules = CATALOGUE.filter(({ code }) => used.has(code));
  const indexes = new Map(rules.map(({ code }, i) => [code, i]));
  const head = {
    tool: { driver: { name: 'cdk8s-gateway', version: packageVersion(), informationUri: HOME, rules: rules.map(ruleJson) } },
    columnKind: 'utf16CodeUnits',
    properties: { summary },
  };
  // In parts: all results may be more than one text can hold.
  const start = JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [head] }, undefined, 2);
  yield `${start.slice(0, -END.length)},\n      "results": [`;
  for (let i = 0; i < reported.length; i++) {
    yield `${i === 0 ? '' : ','}\n        ${JSON.stringify(resultJson(reported[i], indexes.get(reported[i].finding.code)!))}`;
  }
  yield `${reported.length === 0 ? '' : '\n      '}]${END}\n`;
}

/** How the one run ends, behind its last field. */
const END = '\n    }\n  ]\n}';

function ruleJson({ code, title, severity, category, source }: RuleMetadata): object {
  const page = rulePage(code) ?? title;
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: `${title}. Source: ${source}` },
    help: { text: page, markdown: page },
    helpUri: `${HOME}/blob/main/docs/rules/${code}.md`,
    defaultConfiguration: { level: levelOf(severity) },
    properties: { category, tags: [category] },
  };
}

function levelOf(severity: Severity): 'error' | 'warning' | 'none' {
  return severity === Severity.UNKNOWN ? 'none' : severity;
}

function resultJson({ finding, isKnown }: Reported, ruleIndex: number): object {
  const { code, severity, message, fix, acknowledged } = finding;
  return {
    ruleId: code,
    ruleIndex,
    // What the files do not decide is open: neither passed nor failed.
    ...(severity === Severity.UNKNOWN ? { kind: 'open', level: 'none' } : { level: levelOf(severity) }),
    message: { text: printable(`${joined(nameField(finding), ': ', message)}; ${fix}`) },
    locations: [locationJson(finding)],
    partialFingerprints: { 'cdk8sGateway/v1': createHash('sha256').update(fingerprintText(finding)).digest('hex') },
    ...(isKnown && { baselineState: 'unchanged' }),
    suppressions: acknowledged === undefined
      ? []
      : [{ kind: 'external', status: 'accepted', justification: printable(acknowledged) }],
  };
}

function locationJson(finding: Finding): object {
  const { file = '', line, resource, path: field = '' } = finding;
  const name = nameObject(resource);
  return {
    physicalLocation: { artifactLocation: artifactOf(file), region: { startLine: line ?? 1 } },
    ...(name !== '' && { logicalLocations: [{ fullyQualifiedName: printable(joined(name, ' ', field)), kind: 'object' }] }),
  };
}

function joined(a: string, joint: string, b: string): string {
  return a === '' || b === '' ? `${a}${b}` : `${a}${joint}${b}`;
}

/** Where a file is: from the folder of the run, or by its full path. */
function artifactOf(file: string): object {
  const uri = file.split(path.sep).map(encode).join('/');
  return path.isAbsolute(file) ? { uri: `file://${uri}` } : { uri, uriBaseId: '%SRCROOT%' };
}

function encode(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd'));
}
