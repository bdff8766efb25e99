import { CATALOGUE } from '../analysis/rules/catalogue';
import { EXIT, type Io } from './io';

/** Prints the catalogue of rules. */
export function rulesCommand(format: 'text' | 'json', io: Io): number {
  const rules = CATALOGUE.map(({ code, severity, category, title, source }) => ({ code, severity, category, title, source }));
  if (format === 'json') {
    io.stdout.write(`${JSON.stringify({ rules }, undefined, 2)}\n`);
    return EXIT.fine;
  }
  for (const { code, severity, category, title } of rules) {
    io.stdout.write(`${code}  ${severity.padEnd(7)}  ${category.padEnd(11)}  ${title}\n`);
  }
  io.stdout.write('\nWhat one means, with examples: cdk8s-gateway explain CODE\n');
  return EXIT.fine;
}
