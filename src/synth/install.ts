import type { IConstruct } from 'constructs';
import { setValidationInstaller } from '../constructs/base/validation-hook';
import type { Finding } from '../manifest/finding';
import { formatFinding } from '../manifest/format-finding';
import { lazyValidate } from './lazy-validate';

const installed = new WeakSet<IConstruct>();
const suspended = new WeakSet<IConstruct>();
const reporters = new WeakSet<IConstruct>();
const pending = new WeakMap<IConstruct, string[]>();

setValidationInstaller((root) => {
  if (installed.has(root)) return;
  installed.add(root);
  root.node.addValidation({ validate: () => (suspended.has(root) ? [] : report(root)) });
});

/** Runs something that validates a tree which was just found good. */
export function withoutValidation(root: IConstruct, run: () => void): void {
  suspended.add(root);
  try {
    run();
  } finally {
    suspended.delete(root);
  }
}

/**
 * Validates the whole tree from its root, and hands each failure to the construct that it is about:
 * cdk8s asks the root first, then every other construct, and prefixes each answer with its path.
 */
function report(root: IConstruct): string[] {
  const { validateTree, failuresOf } = lazyValidate();
  const failures = failuresOf(validateTree(root));
  if (failures.length === 0) return [];
  const byPath = new Map(root.node.findAll().map((construct) => [construct.node.path, construct]));
  const own: string[] = [];
  for (const finding of failures) {
    const construct = byPath.get(finding.construct ?? '');
    if (construct && construct !== root) hand(construct, finding);
    else own.push(formatFinding(finding));
  }
  return own;
}

function hand(construct: IConstruct, finding: Finding): void {
  if (!reporters.has(construct)) {
    reporters.add(construct);
    construct.node.addValidation({ validate: () => take(construct) });
  }
  pending.set(construct, [...(pending.get(construct) ?? []), formatFinding(finding)]);
}

function take(construct: IConstruct): string[] {
  const messages = pending.get(construct) ?? [];
  pending.delete(construct);
  return messages;
}
