import { isDeepStrictEqual } from 'node:util';

/** What differs between what a run did and what was expected of it. */
export function differences({ status, output, violations, figures }, run) {
  const { report, stdout, stderr } = run;
  const patterns = [output ?? []].flat().filter((pattern) => !pattern.test(`${stdout}${stderr}`));
  return [
    ...(run.status === status ? [] : [`exit code ${run.status}, not ${status}`]),
    ...patterns.map((pattern) => `it did not print ${pattern}`),
    ...reportDiffers(violations, figures, report),
    ...(/^\s+at .*:\d+:\d+\)?$/m.test(stderr) ? ['it printed a stack trace'] : []),
  ];
}

function reportDiffers(violations, figures, report) {
  if (violations === undefined) return report === undefined ? [] : ['it wrote a report'];
  if (report === undefined) return ['it wrote no report'];
  const said = report.violations.map(({ ruleName, fix, recommendation, violatingConstructs }) => ({
    ruleName,
    complete: fix.length > 0 && recommendation.length > 0,
    constructs: violatingConstructs.map(({ resourceName, constructPath, manifestPath, locations }) =>
      ({ resourceName, constructPath, manifestPath, locations })),
  }));
  return [...listDiffers(violations, said), ...figuresDiffer(figures, report.summary)];
}

function listDiffers(expected, said) {
  const names = said.map(({ ruleName }) => ruleName);
  const wanted = expected.map(({ ruleName }) => ruleName);
  if (!isDeepStrictEqual(names, wanted)) return [`rules ${JSON.stringify(names)}, not ${JSON.stringify(wanted)}`];
  return expected.flatMap(({ ruleName, constructs }, i) => [
    ...(said[i].complete ? [] : [`${ruleName} does not say how to correct it`]),
    ...constructsDiffer(ruleName, constructs, said[i].constructs),
  ]);
}

/** Constructs are `[resource, construct path, file, pattern of the locations]`. */
function constructsDiffer(rule, expected, said) {
  const plain = said.map(({ resourceName, constructPath, manifestPath }) => [resourceName, constructPath ?? null, manifestPath]);
  const wanted = expected.map(([resource, path, file]) => [resource, path, file]);
  if (!isDeepStrictEqual(plain, wanted)) return [`${rule} names ${JSON.stringify(plain)}, not ${JSON.stringify(wanted)}`];
  return expected.flatMap(([, , , pattern], i) => said[i].locations
    .filter((location) => !pattern.test(location))
    .map((location) => `${rule} says "${location}", which is not ${pattern}`));
}

function figuresDiffer(figures = {}, { status, metadata }) {
  const said = { status, ...metadata };
  return Object.entries(figures)
    .filter(([name, value]) => said[name] !== value)
    .map(([name, value]) => `the summary says ${name}: ${said[name]}, not ${value}`);
}
