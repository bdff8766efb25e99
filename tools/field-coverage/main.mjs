// Which fields of Gateway API the constructs emit in the unit tests: main.mjs [--recorded FOLDER].
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../ensure-installed.mjs';
import { bin, root, run } from '../tool.mjs';

const { values } = parseArgs({ options: { recorded: { type: 'string' } } });
ensureInstalled();
process.exitCode = values.recorded === undefined ? await recordAndReport() : await report(values.recorded);

async function recordAndReport() {
  const folder = join(root, 'out/field-coverage');
  rmSync(folder, { recursive: true, force: true });
  const { code, output } = await run([bin.jest, '--ci'], { env: { RECORD_FIELDS: folder } });
  if (code === 0) return report(folder);
  console.error(`The unit tests failed, so there is nothing to report:\n${output}`);
  return code;
}

async function report(folder) {
  if (!existsSync(folder) || readdirSync(folder).length === 0) {
    console.error(`${folder} holds no record; run the unit tests with RECORD_FIELDS=${folder}`);
    return 1;
  }
  const { code } = await run(['--require', './tools/typescript.cjs', 'tools/field-coverage/report.ts', folder], { show: true });
  return code;
}
