import type { IConstruct } from 'constructs';
import type { Finding } from '../../manifest/finding';

type Installer = (root: IConstruct) => void;
type DeferredCheck = () => Finding[];

const DEFERRED = Symbol.for('cdk8s-gateway.deferredChecks');
let installer: Installer | undefined;

/** Called once by the package's entry: constructs validate at synth without importing the code that does it. */
export function setValidationInstaller(install: Installer): void {
  installer = install;
}

/** Makes sure that the tree of a construct is validated when it is synthesized. */
export function ensureValidated(construct: IConstruct): void {
  installer?.(construct.node.root);
}

/** Adds a check that only the whole app can answer. It runs whenever the app is validated, and changes nothing. */
export function deferCheck(construct: IConstruct, check: DeferredCheck): void {
  ensureValidated(construct);
  const holder = construct as unknown as Record<symbol, DeferredCheck[] | undefined>;
  (holder[DEFERRED] ??= []).push(check);
}

/** Whether a construct has deferred checks. */
export function hasDeferredChecks(construct: IConstruct): boolean {
  return (construct as unknown as Record<symbol, DeferredCheck[] | undefined>)[DEFERRED] !== undefined;
}

/** What the deferred checks of a construct find now. */
export function deferredFindings(construct: IConstruct): Finding[] {
  const holder = construct as unknown as Record<symbol, DeferredCheck[] | undefined>;
  return (holder[DEFERRED] ?? []).flatMap((check) => check());
}
