// One measured process: prints the milliseconds of CPU in which so many objects are judged together, the best of several times.
// node bench/scaling-case.cjs COUNT
const { checkEntries } = require('../lib/src/analysis/check-entries');

(async () => {
  const { manifests } = await import('./manifests.mjs');
  const objects = manifests(Number(process.argv[2]));
  // Few objects more often: the first times are those of code that is not compiled yet.
  const times = Array.from({ length: 3 + Math.ceil(30_000 / objects.length) }, () => {
    const entries = objects.map((manifest) => ({ manifest }));
    const start = process.cpuUsage();
    const errors = checkEntries(entries, { channel: 'standard' }).filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new Error(`${errors[0].code} ${errors[0].message}`);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  console.log(Math.min(...times));
})();
