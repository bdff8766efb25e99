import type { IConstruct } from 'constructs';
import type { Entry } from '../analysis/rule';
import { checkOptions } from '../constructs/base/known-options';
import { listOption } from '../constructs/base/list-option';
import { check, checkConstruct, invalid, type Place, refused } from '../constructs/base/problems';
import { publishedClasses } from '../constructs/roles/published';
import type { PlatformClass } from '../manifest/contract-format';
import { type Finding, Severity } from '../manifest/finding';
import { isPlain } from '../manifest/manifest';
import type { Problem } from '../manifest/problem';
import { countFindings, describeFindings } from './describe-findings';
import { judgingOf } from './judging';
import { codeProblem } from './lazy-catalogue';
import { lazyCheckDocuments } from './lazy-check-documents';
import { lazyValidate } from './lazy-validate';
import { NetworkCheck } from './network-check';
import type { NetworkCheckOptions } from './network-check-options';
import type { ExpectNoneOptions, TrafficCheckOptions } from './traffic-check-options';

/**
 * Checks an app, manifests or YAML in a test, with whatever test framework: all findings are there as data, and expectations fail
 * with one error that lists them.
 *
 * @example
 * TrafficCheck.of(app, { implementation: 'envoy-gateway' }).expectNone({ exceptCodes: ['GW042'] });
 * TrafficCheck.ofManifests(Testing.synth(chart)).expectNone();
 * TrafficCheck.ofYaml('{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }').expectNone();
 */
export class TrafficCheck {
  /**
   * Checks an app as `synth` does, and what its options say beside.
   *
   * @param app the app, or any construct of it
   * @param options what is given beside the app
   * @returns what was found in the whole app
   * @throws for what is no construct, and for bad options
   */
  public static of(app: IConstruct, options: TrafficCheckOptions = {}): TrafficCheck {
    const place = placeOf('of');
    checkConstruct(place, 'app', app);
    const { findings, entries } = lazyValidate().validateGiven(app.node.root, judgingOf(place, options));
    return new TrafficCheck(findings, entries, publishedClasses(app.node.root));
  }

  /**
   * Checks plain objects, as `Testing.synth` and YAML parsers return them. Lists among them stand for their items. Findings that
   * constructs make of what no manifest says (GW040 to GW044, GW050) are not among these.
   *
   * @param manifests the objects
   * @param options what is given beside them
   * @returns what was found
   * @throws where there is none, where one is no object, and for bad options
   */
  public static ofManifests(manifests: unknown[], options: TrafficCheckOptions = {}): TrafficCheck {
    const place = placeOf('ofManifests');
    const judging = judgingOf(place, options);
    if (manifests === undefined || manifests === null) throw notManifests(place, 'manifests', manifests);
    const values = listOption(place, 'manifests', manifests, 'Testing.synth(chart)')
      .map((value, i) => plainValue(place, `manifests[${i}]`, value));
    if (values.length === 0) throw refused(place, 'manifests is empty, so nothing would be checked; write at least one object');
    const { findings, entries } = lazyCheckDocuments().checkValues(values, judging);
    return new TrafficCheck(findings, entries);
  }

  /**
   * Checks a text of YAML documents or JSON. Findings have the line where they are.
   *
   * @param text the text
   * @param options what is given beside it
   * @returns what was found, in the text too: a syntax error is a finding
   * @throws where the text holds nothing to check, and for bad options
   */
  public static ofYaml(text: string, options: TrafficCheckOptions = {}): TrafficCheck {
    const place = placeOf('ofYaml');
    const judging = judgingOf(place, options);
    if (typeof text !== 'string') throw invalid(place, 'text', text, NOT_TEXT);
    const { entries, findings } = lazyCheckDocuments().checkTexts([{ text }], judging);
    if (entries.length > 0 || findings.length > 0) return new TrafficCheck(findings, entries);
    throw refused(place, 'text holds no object, so nothing would be checked; write at least one');
  }

  /** All findings: errors, warnings and unknowns, acknowledged ones too. */
  public readonly findings: Finding[];

  private constructor(
    findings: Finding[], private readonly entries: readonly Entry[], private readonly classes: readonly PlatformClass[] = [],
  ) {
    this.findings = findings;
  }

  /** Findings that fail synth: errors that nobody acknowledged. */
  public get errors(): Finding[] {
    return this.open(Severity.ERROR);
  }

  /** Warnings that nobody acknowledged. */
  public get warnings(): Finding[] {
    return this.open(Severity.WARNING);
  }

  /**
   * The findings of one code, whatever they weigh.
   *
   * @param code the code, such as `GW020`
   * @returns the findings; empty where there are none
   * @throws where no rule has the code
   */
  public find(code: string): Finding[] {
    check(placeOf('find'), 'code', code, codeProblem(code));
    return this.findings.filter((finding) => finding.code === code);
  }

  /**
   * Expects no error and no warning. Unknowns and acknowledged findings do not count.
   *
   * @param options which findings are expected
   * @throws with all of them in one error: object, field, line, what is wrong and what to write instead
   */
  public expectNone(options: ExpectNoneOptions = {}): void {
    const place = placeOf('expectNone');
    checkOptions(place, 'options', options, { exceptCodes: true }, '{ exceptCodes: ["GW042"] }');
    const except = listOption(place, 'exceptCodes', options.exceptCodes, '["GW042"]');
    except.forEach((code, i) => check(place, `exceptCodes[${i}]`, code, codeProblem(code)));
    const failing = [...this.errors, ...this.warnings].filter(({ code }) => !except.includes(code));
    if (failing.length === 0) return;
    throw new Error(`TrafficCheck found ${countFindings(failing)}:\n${describeFindings(failing)}`);
  }

  /**
   * Expects a finding of one code that nobody acknowledged, whatever it weighs.
   *
   * @param code the code, such as `GW020`
   * @returns the first one
   * @throws where there is none, with what was found instead
   */
  public expectFinding(code: string): Finding {
    const [first] = this.find(code).filter(({ acknowledged }) => acknowledged === undefined);
    if (first) return first;
    const others = this.findings.length === 0 ? ' nothing' : ` ${countFindings(this.findings)}:\n${describeFindings(this.findings)}`;
    throw new Error(`TrafficCheck found no ${code}, and instead${others}`);
  }

  /**
   * Expectations on the network of the same objects: what can reach what, by all policies together.
   *
   * @param options what is given beside the objects
   * @returns the expectations
   * @throws for bad options
   */
  public network(options: NetworkCheckOptions = {}): NetworkCheck {
    return NetworkCheck._of(this.entries, options, this.classes);
  }

  private open(severity: Severity): Finding[] {
    return this.findings.filter((finding) => finding.severity === severity && finding.acknowledged === undefined);
  }
}

const NOT_TEXT: Problem = { reason: 'it is not text', fix: 'write the YAML itself, not a file' };
const placeOf = (method: string): Place => ({ construct: `TrafficCheck.${method}` });

/** An object as JSON has it: what no manifest can hold is left out, as in what is written. */
function plainValue(place: Place, option: string, value: unknown): unknown {
  if (!isPlain(value)) throw notManifests(place, option, value);
  try {
    return JSON.parse(JSON.stringify(value)) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw refused(place, `${option} is not plain data (${why}); write objects, lists, text, numbers and booleans`);
  }
}

function notManifests(place: Place, option: string, value: unknown): Error {
  return invalid(place, option, value, {
    reason: 'it is no object of Kubernetes', fix: 'write plain objects, as Testing.synth(chart) returns them',
  });
}
