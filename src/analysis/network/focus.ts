import { INGRESS_CONTROLLER } from './np-guard';
import type { Protocol } from './port-set';
import type { Row, RowEnd } from './rows';

/** What part of a connectivity list is asked for. */
export interface Focus {
  /** Workloads, `web`, `shop/web` or `shop/web[Deployment]`, one of which every row has at an end. */
  readonly workloads?: readonly string[];
  /** Which end that is; either one where left out. */
  readonly direction?: 'ingress' | 'egress';
  /** Workloads, one of which stands at the other end. */
  readonly peers?: readonly string[];
  readonly protocol?: Protocol;
  readonly port?: number;
}

/** The rows of a part. */
export function focused<T extends Row>(rows: readonly T[], { workloads, direction, peers, protocol, port }: Focus): T[] {
  const isFocus = workloads ? isAnyOf(workloads) : (): boolean => true;
  const isPeer = peers ? isAnyOf(peers) : (): boolean => true;
  const isOpen = ({ allowed, unknown }: Row): boolean =>
    protocol === undefined || port === undefined || allowed.has(protocol, port) || unknown.has(protocol, port);
  return rows.filter((row) => {
    const { src, dst } = row;
    if (!isOpen(row)) return false;
    return (direction !== 'egress' && isFocus(dst) && isPeer(src)) || (direction !== 'ingress' && isFocus(src) && isPeer(dst));
  });
}

/** Whether an end is one of some workloads. */
export function isAnyOf(names: readonly string[]): (end: RowEnd) => boolean {
  const wanted = new Set(names.map((name) => (name === 'ingress-controller' ? INGRESS_CONTROLLER : name)));
  return ({ name, range }) => {
    if (range) return false;
    const full = name.replace(/\[[^\]]*\]$/, '');
    return wanted.has(name) || wanted.has(full) || wanted.has(full.slice(full.indexOf('/') + 1));
  };
}
