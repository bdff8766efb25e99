// One measured process: prints the microseconds of CPU of one judgement, the best of many batches after a warm-up.
// node bench/validate-case.cjs structure|rules reference|maximal
const { checkEntries } = require('../lib/src/analysis/check-entries');
const { validateStructure } = require('../lib/src/analysis/schema/validate-structure');
const { gateway, route } = require('./validate-objects.cjs');

const BATCHES = 31;
/** So many routes are judged together, as in the synth of an app: what is made once for all of them is shared. */
const TOGETHER = 200;

const [what, size] = process.argv.slice(2);
const routes = Array.from({ length: TOGETHER }, (_, i) => route(size, i));
const edge = gateway();

const judge = {
  structure() {
    for (const manifest of routes) if (validateStructure(manifest).length > 0) throw new Error('the route is not valid');
  },
  rules() {
    const entries = [edge, ...routes].map((manifest, i) => ({ manifest, construct: `app/${i}` }));
    const wrong = checkEntries(entries, { channel: 'standard' }).filter(({ severity }) => severity !== 'unknown');
    if (wrong.length > 0) throw new Error(`the routes have findings: ${wrong[0].code} ${wrong[0].message}`);
  },
}[what];

function batch() {
  const start = process.cpuUsage();
  judge();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / TOGETHER;
}

for (let i = 0; i < BATCHES * 2; i++) batch();
console.log(Math.min(...Array.from({ length: BATCHES }, batch)));
