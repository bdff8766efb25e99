import { codeProblem } from '../../analysis/rules/code-problem';
import { chooseReport } from '../../manifest/choose-report';
import { type FieldCheck, flag, list, mapOf, object, oneOf, valueOf } from '../../manifest/field-checks';
import { Category } from '../../manifest/finding';
import type { Problem } from '../../manifest/problem';
import { gatewayApiVersionProblem } from '../../manifest/release-versions';
import { textProblem } from '../../manifest/text-checks';
import { CHANNELS, FORMATS } from './settings';

const CATEGORIES: readonly string[] = Object.values(Category);

/** YAML reads `off` without quotes as false. */
function levelProblem(value: unknown): Problem | undefined {
  if (['off', 'warning', 'error', false].includes(value as string)) return undefined;
  return { reason: 'it is no level', fix: 'write off, warning or error' };
}

function silencedProblem(value: unknown): Problem | undefined {
  if (CATEGORIES.includes(value as string)) return undefined;
  return codeProblem(value) && { reason: 'it is neither a code nor a category', fix: `write a code, or one of ${CATEGORIES.join(', ')}` };
}

/** A day of the calendar. */
function dayProblem(value: unknown): Problem | undefined {
  const fix = 'write a day such as 2030-01-31';
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return { reason: 'it is no day', fix };
  const time = Date.parse(`${value}T00:00:00Z`);
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
  return exists ? undefined : { reason: 'the calendar has no such day', fix };
}

function kubernetesProblem(value: unknown): Problem | undefined {
  const fits = typeof value === 'string' && /^v?1\.\d{1,3}(?:\.\d+)?(?:[-+].*)?$/.test(value);
  return fits ? undefined : { reason: 'it is no version of Kubernetes', fix: 'write it as major.minor, in quotes: "1.34"' };
}

function implementationProblem(value: unknown): Problem | undefined {
  const chosen = chooseReport(value);
  return 'problem' in chosen ? chosen.problem : undefined;
}

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);
const text = (example: string): FieldCheck => valueOf((value) => textProblem(trimmed(value), 1, 1000, example));

const acknowledgement: FieldCheck = object({
  required: { code: valueOf(codeProblem), reason: text('moves to the new gateway next month') },
  optional: {
    kind: text('HTTPRoute'),
    namespace: text('ecommerce-*'),
    name: text('shop'),
    owner: text('team-shop'),
    expires: valueOf(dayProblem),
  },
});

/** What every option of the judgement may be, by its name in the settings. */
const JUDGING: Record<string, FieldCheck> = {
  channel: oneOf(CHANNELS),
  gatewayApi: valueOf(gatewayApiVersionProblem),
  kubernetes: valueOf(kubernetesProblem),
  implementation: valueOf(implementationProblem),
  profile: text('contracts/platform.json'),
  closedWorld: flag,
  rules: mapOf(codeProblem, levelProblem),
  failOn: oneOf(['error', 'warning']),
  baseline: text('baseline.json'),
  unknowns: flag,
};

const OPTIONS: Record<string, FieldCheck> = { format: oneOf(FORMATS), ...JUDGING };

/** What the settings file holds. */
export const configCheck: FieldCheck = object({
  optional: {
    ...OPTIONS,
    $schema: text('https://…'),
    ignore: list(text('charts/')),
    acknowledgements: list(acknowledgement),
    annotationsMayNotSilence: list(valueOf(silencedProblem)),
  },
});

/** What the options of the command line hold. */
export const optionsCheck: FieldCheck = object({ optional: OPTIONS });

/** What the properties of the plugin in cdk8s.yaml hold: cdk8s-cli has a format of its own. */
export const propertiesCheck: FieldCheck = object({ optional: { ...JUDGING, config: text('cdk8s-gateway.yaml') } });
