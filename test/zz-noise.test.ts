import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { checkEntries } from '../src/analysis/check-entries';
const MINE = /^GW(17|18|19|20|21|22|23|24|25)\d$/;
const files = (d: string): string[] => (fs.readdirSync(d, { recursive: true, encoding: 'utf8' }) as string[]).filter((f) => /\.(ya?ml|json)$/.test(f)).map((f) => path.join(d, f));
test('noise', () => {
  const out: string[] = [];
  for (const d of ['gateway-api/examples/valid', 'gateway-api/conformance-fixtures', 'realtraffic/examples', 'crds', 'ingress-corpus', 'netpol-fixtures']) {
    const root = '/tmp/wt/shared/' + d;
    if (!fs.existsSync(root)) continue;
    for (const f of files(root)) {
      let docs: any[] = [];
      try { docs = parseAllDocuments(fs.readFileSync(f, 'utf8')).map((x) => x.toJS()); } catch { continue; }
      const ms = docs.filter((m) => m && typeof m === 'object' && typeof m.apiVersion === 'string' && typeof m.kind === 'string' && m.kind !== 'CustomResourceDefinition').map((m) => ({ ...m, metadata: m.metadata ?? {} }));
      if (ms.length === 0) continue;
      for (const x of checkEntries(ms.map((manifest) => ({ manifest })), { channel: 'experimental' })) {
        if (MINE.test(x.code)) out.push(`${x.code} ${x.severity} ${f.replace('/tmp/wt/shared/', '')} ${x.resource.kind}/${x.resource.name} ${x.path}: ${x.message}`);
      }
    }
  }
  fs.writeFileSync('/tmp/wt/rq/noise.txt', out.sort().join('\n'));
});
