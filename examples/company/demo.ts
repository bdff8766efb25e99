import * as fs from 'node:fs';
import * as path from 'node:path';
import { Yaml } from 'cdk8s';
import { synthesize } from './main';

interface Ref { name: string; port: number; weight?: number }
interface Match {
  path: { type: string; value: string };
  headers?: { name: string; value: string }[];
  queryParams?: { name: string; value: string }[];
}
interface Route {
  kind: string;
  metadata: { name: string; namespace: string };
  spec: { hostnames?: string[]; rules: { matches: Match[]; backendRefs?: Ref[] }[] };
}
interface Contract { team: string; grants: { hostnames: { hostname: string; sections: string[] }[]; namespaces: string[] }[] }

/** Synthesizes the company, then reads its files back and draws who owns what. */
function main(outdir: string): void {
  fs.rmSync(outdir, { recursive: true, force: true });
  const [manifests] = synthesize(outdir);
  const files = fs.readdirSync(manifests).sort();
  const routes = files.flatMap((file) => Yaml.load(path.join(manifests, file)) as Route[])
    .filter(({ kind }) => kind === 'HTTPRoute');
  const lines = fs.readdirSync(path.join(outdir, 'contracts')).sort()
    .filter((file) => file !== 'platform.json')
    .flatMap((file) => picture(JSON.parse(fs.readFileSync(path.join(outdir, 'contracts', file), 'utf8')), routes));
  const objects = files.map((file) => `${path.join(manifests, file)}  objects: ${(Yaml.load(path.join(manifests, file)) as unknown[]).length}`);
  console.log([
    'company-gateway: HTTPS for *.company.com, a listener and a certificate per hostname; port 80 only redirects.', '',
    ...lines, 'Manifests:', ...objects.map((line) => `  ${line}`),
    'Contracts, for teams in repositories of their own:',
    `  ${path.join(outdir, 'contracts')}/`,
  ].join('\n'));
}

function picture(contract: Contract, routes: Route[]): string[] {
  return contract.grants.flatMap(({ namespaces, hostnames }) => hostnames.flatMap(({ hostname, sections }) => {
    const claims = ({ spec, metadata }: Route): boolean | undefined =>
      namespaces.includes(metadata.namespace) && spec.hostnames?.includes(hostname);
    const own = routes.filter(claims);
    return [
      `${hostname}  owned by team ${contract.team}, namespace ${namespaces.join(', ')}, listener ${sections.join(', ')}`,
      ...own.flatMap(arrows),
      '',
    ];
  }));
}

function arrows(route: Route): string[] {
  return route.spec.rules.flatMap((rule) => rule.matches.map((match) => {
    const condition = [...match.headers ?? [], ...match.queryParams ?? []].map(({ name, value }) => ` ${name}=${value}`).join('');
    const refs = rule.backendRefs ?? [];
    const sum = refs.reduce((total, ref) => total + (ref.weight ?? 1), 0);
    const to = refs.map((ref) => `${ref.name}:${ref.port}${refs.length > 1 ? ` ${Math.round(100 * (ref.weight ?? 1) / sum)} %` : ''}`);
    return `  ${`${match.path.value}${match.path.type === 'Exact' ? ' (exactly)' : ''}${condition}`.padEnd(36)} -> ${to.join(', ')}`;
  }));
}

main(process.argv[2] ?? path.join('out', 'demo'));
