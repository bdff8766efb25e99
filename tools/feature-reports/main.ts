// Writes src/manifest/feature-report-data.ts from a collection of conformance reports: by default ../shared's.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate, type SourceReport } from './generate';

const root = join(__dirname, '../..');
const [file = join(root, '../shared/gateway-api/features.json')] = process.argv.slice(2);
const { source, implementations } = JSON.parse(readFileSync(file, 'utf8')) as { source: string; implementations: SourceReport[] };
writeFileSync(join(root, 'src/manifest/feature-report-data.ts'), generate(source, implementations));
