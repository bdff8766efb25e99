import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../tool.mjs';
import { artifact } from './artifacts.mjs';

/** What Maven fetched. It is kept between runs and shared with `npx projen package:java`. */
const CACHE = join(root, 'out/maven');

/** Java: Maven, with the built package's folder as one more repository. */
export const java = {
  name: 'java',
  title: 'Java',
  needs: ['java', 'mvn'],
  install: ({ command, folder, source }) => {
    artifact('java', /\.jar$/);
    // Maven never asks again for a release that it has.
    rmSync(join(CACHE, 'io/github/cdk8sgateway'), { recursive: true, force: true });
    writeFileSync(settingsIn(folder), settings());
    maven({ command, folder, source }, 'compile');
  },
  run: ({ command, folder, source, outdir }) => maven({ command, folder, source }, 'exec:java', `-Dexec.args=${outdir}`),
};

function maven({ command, folder, source }, ...args) {
  command('mvn', ['--quiet', '--batch-mode', '--settings', settingsIn(folder), '--file', join(source, 'pom.xml'), ...args]);
}

function settingsIn(folder) {
  return join(folder, 'settings.xml');
}

function settings() {
  const repository = `<repository><id>built</id><url>${pathToFileURL(join(root, 'dist/java'))}</url></repository>`;
  return `<settings xmlns="http://maven.apache.org/SETTINGS/1.0.0">
  <localRepository>${CACHE}</localRepository>
  <profiles><profile><id>built</id><repositories>${repository}</repositories></profile></profiles>
  <activeProfiles><activeProfile>built</activeProfile></activeProfiles>
</settings>
`;
}
