import { ensureInstalled } from './ensure-installed.mjs';
import { bin, run } from './tool.mjs';

/** Runs the tests of one folder that are no unit tests: `test-suite.mjs cluster`. */
const [suite, ...args] = process.argv.slice(2);
ensureInstalled();
const { code } = await run([bin.jest, '--config', `test/${suite}/jest.config.json`, '--ci', '--runInBand', ...args], { show: true });
process.exitCode = code;
