import { ensureInstalled } from './ensure-installed.mjs';
import { run } from './tool.mjs';

ensureInstalled();
const { code } = await run(['--require', './tools/typescript.cjs', 'examples/company/demo.ts', 'out/demo'], { show: true });
process.exitCode = code;
