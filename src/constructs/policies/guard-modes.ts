import { enumerate } from '../../manifest/text';
import { invalid, type Place, refused } from '../base/problems';
import { GuardMode } from './guard-mode';

/** A refusal needs no audit beside it: the audit log holds the answer of every request. */
const ACTIONS: Record<GuardMode, readonly string[]> = {
  [GuardMode.AUDIT]: ['Audit'],
  [GuardMode.WARN]: ['Warn', 'Audit'],
  [GuardMode.ENFORCE]: ['Deny'],
};

/** The validationActions of a binding. */
export function actionsOf(mode: GuardMode): string[] {
  return [...ACTIONS[mode]];
}

/** The mode of each guard: one for all, and those of single guards by name. */
export interface Modes {
  of(guard: string): GuardMode;
  /** Whether every guard of the list refuses. */
  enforceAll(guards: readonly string[]): boolean;
}

/** Reads the options `mode` and `modes`; the names are those of the guards. */
export function modesOf(
  place: Place, mode: GuardMode | undefined, modes: Record<string, GuardMode> | undefined, names: readonly string[],
): Modes {
  checkMode(place, 'mode', mode);
  const single = new Map(Object.entries(modes ?? {}));
  for (const [name, one] of single) {
    if (!names.includes(name)) {
      throw refused(place, `modes has "${name}", and no guard has that name; the guards are ${enumerate([...names], 'and')}`);
    }
    checkMode(place, `modes["${name}"]`, one);
  }
  const of = (guard: string): GuardMode => single.get(guard) ?? mode ?? GuardMode.WARN;
  return { of, enforceAll: (guards) => guards.every((guard) => of(guard) === GuardMode.ENFORCE) };
}

function checkMode(place: Place, option: string, mode: GuardMode | undefined): void {
  if (mode === undefined || Object.values(GuardMode).includes(mode)) return;
  throw invalid(place, option, mode, { reason: 'it is no mode of a guard', fix: 'write GuardMode.AUDIT, WARN or ENFORCE' });
}
