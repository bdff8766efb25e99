import * as fs from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { checkEntries } from '../../src/analysis/check-entries';
import { isManifest, unwrapLists } from '../../src/manifest/manifest';
import { fact, filesBelow } from '../util/facts';

test('noise', () => {
  const out: string[] = [];
  const run = (label: string, files: string[]): void => {
    const manifests = files.flatMap((file) => parseAllDocuments(fs.readFileSync(file, 'utf8')).flatMap((document) => {
      try {
        const value = document.toJS() as unknown;
        return isManifest(value) ? unwrapLists(value) : [];
      } catch {
        return [];
      }
    }));
    const closed = process.env.CLOSED === '1';
    for (const finding of checkEntries(manifests.map((manifest) => ({ manifest })), { channel: 'experimental', closedWorld: closed })) {
      if (!/^GW(1[05]|020|045|046)/.test(finding.code)) continue;
      out.push(`${label} ${finding.code} ${finding.severity} ${finding.resource.kind} ${finding.resource.name} ${finding.path}: ${finding.message}`);
    }
  };
  for (const file of filesBelow(fact('gateway-api', 'examples'), '.yaml')) run(file.replace(fact('gateway-api'), ''), [file]);
  const fixtures = fact('gateway-api', 'conformance-fixtures');
  const base = filesBelow(`${fixtures}/base`, '.yaml');
  for (const file of filesBelow(fixtures, '.yaml')) {
    if (/\/(base|mesh-base)\//.test(file)) continue;
    run(file.replace(fact('gateway-api'), ''), /\/mesh\//.test(file) ? [...filesBelow(`${fixtures}/mesh-base`, '.yaml'), file] : [...base, file]);
  }
  for (const folder of ['examples', '../shared/realtraffic/examples', '../shared/crds']) {
    for (const file of filesBelow(`${__dirname}/../../${folder}`, '.yaml')) if (!/node_modules|Crd|crd/.test(file)) run(file, [file]);
  }
  fs.writeFileSync('/tmp/cluster-noise.txt', out.join('\n'));
});
