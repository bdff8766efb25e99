import type { Report, Reported } from '../judging/reported';

/** A report as JSON, one finding on a line. */
export function* jsonReport({ reported, summary }: Report): Iterable<string> {
  yield '{\n  "findings": [';
  for (let i = 0; i < reported.length; i++) yield `${i === 0 ? '' : ','}\n    ${JSON.stringify(asJson(reported[i]))}`;
  yield `${reported.length === 0 ? '' : '\n  '}],\n  "summary": ${JSON.stringify(summary, undefined, 2).replaceAll('\n', '\n  ')}\n}\n`;
}

/** A finding as it is published: what is not known is left out, but for the path. */
function asJson({ finding, isKnown }: Reported): Record<string, unknown> {
  const { code, severity, category, message, fix, resource, path = '', file, line, acknowledged } = finding;
  const { apiVersion, kind, namespace, name } = resource;
  return {
    code, severity, category, message, fix, resource: { apiVersion, kind, namespace, name }, path, file, line, acknowledged,
    ...(isKnown && { inBaseline: true }),
  };
}
