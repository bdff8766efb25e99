import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { checkEntries } from '../src/analysis/check-entries';
import { isManifest, unwrapLists, type Manifest } from '../src/manifest/manifest';

const S = path.join(__dirname, '../../shared');
const OWN = /^GW(02[125]|024|047|048|3\d\d|4\d\d)$/;
function read(file: string): Manifest[] {
  try {
    const text = fs.readFileSync(file, 'utf8');
    return parseAllDocuments(text).flatMap((d) => { const v: unknown = d.toJS(); return isManifest(v) ? unwrapLists(v) : []; });
  } catch { return []; }
}
function below(dir: string): string[] {
  return fs.readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((f) => /\.(ya?ml|json)$/.test(f)).sort().map((f) => path.join(dir, f));
}
test('noise', () => {
  const out: string[] = [];
  const run = (label: string, manifests: Manifest[]): void => {
    for (const f of checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'experimental' })) {
      if (!OWN.test(f.code) && !/could not judge/.test(f.message)) continue;
      out.push(`${label}\t${f.code}\t${f.severity}\t${f.resource.kind} ${f.resource.namespace ?? ''}/${f.resource.name ?? ''} ${f.path}\t${f.message}\t=> ${f.fix}`);
    }
  };
  for (const dir of ['gateway-api/examples', 'crds']) for (const file of below(path.join(S, dir))) run(`${dir}/${path.relative(path.join(S, dir), file)}`, read(file));
  const base = below(path.join(S, 'gateway-api/conformance-fixtures/base')).flatMap(read);
  const meshBase = below(path.join(S, 'gateway-api/conformance-fixtures/mesh-base')).flatMap(read);
  for (const file of below(path.join(S, 'gateway-api/conformance-fixtures'))) {
    const rel = path.relative(path.join(S, 'gateway-api/conformance-fixtures'), file);
    if (rel.startsWith('base') || rel.startsWith('mesh-base')) continue;
    const own = read(file);
    run(`conf/${rel}`, [...(rel.startsWith('mesh') ? meshBase : base), ...own]);
  }
  for (const sub of ['network-policy-api', 'np-guard']) {
    for (const unit of fs.readdirSync(path.join(S, 'netpol-fixtures', sub))) {
      const dir = path.join(S, 'netpol-fixtures', sub, unit);
      if (fs.statSync(dir).isDirectory()) run(`np/${unit}`, below(dir).flatMap(read));
    }
  }
  const ex = path.join(__dirname, 'examples/__snapshots__');
  for (const file of below(path.join(S, 'realtraffic'))) run(`rt/${path.relative(S, file)}`, read(file));
  void ex;
  fs.writeFileSync('/tmp/bk/noise.tsv', out.join('\n'));
});
