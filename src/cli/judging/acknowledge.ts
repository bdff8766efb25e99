import { findingOf } from '../../analysis/check-entries';
import type { Entry } from '../../analysis/rule';
import { CATALOGUE } from '../../analysis/rules/catalogue';
import { INPUT_RULES } from '../../analysis/rules/input-rules';
import { pathText } from '../../analysis/schema/structure-problem';
import { ACKNOWLEDGE, acknowledgedBy, REFUSED_CODES } from '../../manifest/acknowledgement';
import type { Finding } from '../../manifest/finding';
import { getOrAdd } from '../../manifest/group-by';
import { isRecord } from '../../manifest/manifest';
import { show } from '../../manifest/problem';
import type { Acknowledgement, ConfigFile } from '../settings/settings';
import { fitsPattern } from './glob';
import type { Judged } from './reported';

const CODES: ReadonlySet<string> = new Set(CATALOGUE.map(({ code }) => code));
/** The rule about acknowledgements themselves. */
const DOES_NOT_COUNT = INPUT_RULES.find(({ code }) => code === 'GW098')!;

/** What the settings say of acknowledgements. */
interface AcknowledgeSettings {
  readonly acknowledge: boolean;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly annotationsMayNotSilence: ReadonlySet<string>;
  readonly configFile?: ConfigFile;
}

/** Acknowledges findings by the settings and by the annotations of their objects, on a day. */
export class Acknowledger {
  private readonly counting: readonly Acknowledgement[];
  private readonly today: string;

  public constructor(private readonly settings: AcknowledgeSettings, now: Date) {
    this.today = now.toISOString().slice(0, 10);
    this.counting = settings.acknowledgements.filter((one) => !this.isOver(one));
  }

  /** The finding, with the reason where it is acknowledged. */
  public acknowledge(finding: Finding, entry: Entry | undefined): Finding {
    if (!this.settings.acknowledge) return finding;
    const reason = this.bySettings(finding) ?? (entry && this.byAnnotation(finding, entry));
    return reason === undefined ? finding : { ...finding, acknowledged: reason };
  }

  /** Acknowledgements that do not count, each as a finding: those that are over, and annotations that silence nothing. */
  public notCounting(entries: readonly Entry[], judged: readonly Judged[]): Judged[] {
    if (!this.settings.acknowledge) return [];
    const refused = this.refused(judged);
    return [
      ...this.overFindings(),
      ...entries.flatMap((entry) => annotationProblems(entry, refused.get(entry)).map(({ key, message, fix }) => {
        const path = pathText(['metadata', 'annotations', key]);
        return { entry, finding: findingOf(DOES_NOT_COUNT, entry, { message, fix, path }) };
      })),
    ];
  }

  /** The codes that objects acknowledge in vain. */
  private refused(judged: readonly Judged[]): ReadonlyMap<Entry, Set<string>> {
    const codes = new Map<Entry, Set<string>>();
    for (const { finding, entry } of judged) {
      if (!entry || finding.acknowledged !== undefined || this.mayAnnotate(finding)) continue;
      const { code } = finding;
      if (acknowledgedBy(entry.manifest, code) !== undefined) getOrAdd(codes, entry, () => new Set()).add(code);
    }
    return codes;
  }

  private byAnnotation(finding: Finding, { manifest }: Entry): string | undefined {
    return this.mayAnnotate(finding) ? acknowledgedBy(manifest, finding.code) : undefined;
  }

  private isOver({ expires }: Acknowledgement): boolean {
    return expires !== undefined && expires < this.today;
  }

  private bySettings({ code, resource }: Finding): string | undefined {
    const found = this.counting.find((one) => one.code === code
      && fits(one.kind, resource.kind) && fits(one.namespace, resource.namespace) && fits(one.name, resource.name));
    if (!found) return undefined;
    const notes = [found.owner, found.expires && `until ${found.expires}`].filter((note) => note !== undefined);
    return notes.length === 0 ? found.reason : `${found.reason} (${notes.join(', ')})`;
  }

  private mayAnnotate({ code, category }: Finding): boolean {
    const { annotationsMayNotSilence: denied } = this.settings;
    return !denied.has(code) && !denied.has(category);
  }

  private overFindings(): Judged[] {
    const { acknowledgements, configFile } = this.settings;
    return acknowledgements.flatMap((one, i) => (this.isOver(one) && configFile
      ? [{ finding: overFinding(one, configFile, `acknowledgements[${i}].expires`) }]
      : []));
  }
}

function overFinding({ code, reason, owner, expires }: Acknowledgement, { file, lineOf }: ConfigFile, path: string): Finding {
  return {
    code: DOES_NOT_COUNT.code,
    severity: DOES_NOT_COUNT.severity,
    category: DOES_NOT_COUNT.category,
    message: `the acknowledgement of ${code} (${show(reason)}${owner === undefined ? '' : `, ${owner}`}) ended on ${expires}, so its `
      + 'findings count again',
    fix: 'correct what it accepted, or agree on a new date; where nothing is left of it, remove it',
    resource: { apiVersion: '', kind: '' },
    path,
    file,
    line: lineOf(path),
  };
}

function fits(pattern: string | undefined, text: string | undefined): boolean {
  return pattern === undefined || fitsPattern(pattern, text ?? '');
}

interface AnnotationProblem {
  readonly key: string;
  readonly message: string;
  readonly fix: string;
}

/** Annotations that look like acknowledgements and silence nothing. */
function annotationProblems({ manifest: { metadata } }: Entry, refused?: ReadonlySet<string>): AnnotationProblem[] {
  const annotations = isRecord(metadata) && isRecord(metadata.annotations) ? metadata.annotations : undefined;
  if (annotations === undefined) return [];
  return Object.keys(annotations).filter((key) => key.startsWith(ACKNOWLEDGE)).flatMap((key) => {
    const problem = annotationProblem(key.slice(ACKNOWLEDGE.length), annotations[key], refused);
    return problem ? [{ key, ...problem }] : [];
  });
}

function annotationProblem(
  code: string, reason: unknown, refused?: ReadonlySet<string>,
): Omit<AnnotationProblem, 'key'> | undefined {
  if (!CODES.has(code)) {
    const message = `${show(code)} is the code of no rule, so the annotation acknowledges nothing`;
    return { message, fix: 'write a code such as GW050, in capitals' };
  }
  if (typeof reason !== 'string' || reason.trim() === '') {
    return { message: `it gives no reason, so ${code} stays`, fix: 'write why it is right as it is, as text' };
  }
  if (!refused?.has(code)) return undefined;
  return {
    message: `the settings let no annotation silence ${code}, which ${REFUSED_CODES.includes(code)
      ? 'the API server refuses all the same' : 'guards against what the object\'s own author may do'}: it stays`,
    fix: 'correct it, or have it acknowledged in cdk8s-gateway.yaml by those who may (annotationsMayNotSilence)',
  };
}
