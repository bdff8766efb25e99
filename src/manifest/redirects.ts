import { isRecord } from './manifest';

/** The settings of a filter that redirects; undefined for others. */
export function redirectOf(filter: unknown): Record<string, unknown> | undefined {
  if (!isRecord(filter) || filter.type !== 'RequestRedirect') return undefined;
  return isRecord(filter.requestRedirect) ? filter.requestRedirect : undefined;
}

/** Whether a filter sends clients to HTTPS. */
export function isHttpsRedirect(filter: unknown): boolean {
  return redirectOf(filter)?.scheme === 'https';
}

/** The port that a scheme means where none is written. */
export function portOfScheme(scheme: unknown): number {
  return scheme === 'https' ? 443 : 80;
}
