import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bin, root } from '../tool.mjs';
import { artifact } from './artifacts.mjs';

/** What Maven fetched. It is kept between runs and shared with `npx projen package:java`. */
const CACHE = join(root, 'out/maven');
/** Maven runs for seconds: what Java's second compiler gains is less than what it costs. */
const QUICK = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC';
const COMPANION = 'node_modules/cdk8s-plus-28';
const COMPANIONS = join(root, 'out/companions');

/** Java: Maven, with the built package's folder as one more repository. */
export const java = {
  name: 'java',
  title: 'Java',
  prepare: ({ command }) => makeCompanion(command),
  install: ({ command, folder, source }) => {
    artifact('java', /\.jar$/);
    // Maven never asks again for a release that it has.
    rmSync(join(CACHE, 'io/github/cdk8sgateway'), { recursive: true, force: true });
    writeFileSync(settingsIn(folder), settings());
    maven({ command, folder, source }, 'compile');
  },
  run: ({ command, folder, source, outdir }) => maven({ command, folder, source }, 'exec:java', `-Dexec.args=${outdir}`),
};

/** cdk8s-plus as jsii makes it from npm's package, once: not every Maven repository carries it. */
function makeCompanion(command) {
  const { version } = JSON.parse(readFileSync(join(root, COMPANION, 'package.json'), 'utf8'));
  if (existsSync(join(COMPANIONS, `java/org/cdk8s/cdk8s-plus-28/${version}/cdk8s-plus-28-${version}.pom`))) return;
  const places = ['--outdir', COMPANIONS, '--maven-local-repository', CACHE];
  command(process.execPath, [bin.pacmak, '--target', 'java', '--no-validate-assemblies', ...places, COMPANION], {
    env: mavenOptions('-Dmaven.javadoc.skip=true -Dmaven.source.skip=true'),
  });
}

function maven({ command, folder, source }, ...args) {
  const project = ['--settings', settingsIn(folder), '--file', join(source, 'pom.xml')];
  command('mvn', ['--quiet', '--batch-mode', ...project, ...args], { env: mavenOptions(QUICK) });
}

/** Options beside those of the machine, which may say how to reach a repository. */
function mavenOptions(more) {
  return { MAVEN_OPTS: `${process.env.MAVEN_OPTS ?? ''} ${more}`.trim() };
}

function settingsIn(folder) {
  return join(folder, 'settings.xml');
}

function settings() {
  const repositories = [join(root, 'dist/java'), join(COMPANIONS, 'java')].map((folder, i) =>
    `<repository><id>built-${i}</id><url>${pathToFileURL(folder)}</url></repository>`).join('');
  return `<settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
  <localRepository>${CACHE}</localRepository>
  <profiles><profile><id>built</id><repositories>${repositories}</repositories></profile></profiles>
  <activeProfiles><activeProfile>built</activeProfile></activeProfiles>
</settings>
`;
}
