import type { Reply, Status } from './client';
import { type KubernetesObject, type Manifest, nameOf } from './manifests';

/** One thing that the server holds against an object. */
export interface Cause {
  readonly field?: string;
  readonly message: string;
  readonly reason?: string;
}

/** What the server said of an object. */
export interface Verdict {
  readonly manifest: Manifest;
  readonly accepted: boolean;
  /** HTTP status. */
  readonly code: number;
  /** Kubernetes' word for a refusal, such as `Invalid` or `Forbidden`; empty where it was accepted. */
  readonly reason: string;
  readonly message: string;
  readonly causes: readonly Cause[];
  readonly warnings: readonly string[];
  /** The object with its defaults, where it was accepted. */
  readonly result?: KubernetesObject;
}

export function verdictOf(manifest: Manifest, { code, warnings, body }: Reply): Verdict {
  if (code < 300) {
    return { manifest, accepted: true, code, reason: '', message: '', causes: [], warnings, result: body as KubernetesObject };
  }
  const { reason = '', message = '', details } = body as Status;
  return { manifest, accepted: false, code, reason, message, causes: details?.causes ?? [], warnings };
}

/** The server does not serve the object's kind. */
export function unknownKind(manifest: Manifest): Verdict {
  const message = `the server has no ${manifest.object.kind} in ${manifest.object.apiVersion}`;
  return { manifest, accepted: false, code: 404, reason: 'UnknownKind', message, causes: [], warnings: [] };
}

/** A verdict in words, for failures: what was sent, and all that the server said. */
export function describeVerdict({ manifest, accepted, code, reason, message, causes, warnings }: Verdict): string {
  const from = manifest.source === undefined ? '' : ` (${manifest.source})`;
  const lines = [`${nameOf(manifest.object)}${from}: ${accepted ? 'accepted' : `refused, ${code} ${reason}`}`];
  if (message) lines.push(`  message: ${message}`);
  for (const cause of causes) lines.push(`  cause: ${cause.field ?? '(no field)'}: ${cause.message}`);
  for (const warning of warnings) lines.push(`  warning: ${warning}`);
  return lines.join('\n');
}
