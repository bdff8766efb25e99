import { type cdk8s, javascript } from 'projen';

/** Where the library is published besides npm. NuGet is left out: nothing here tests it. */
export const packageTargets = {
  publishToPypi: { distName: 'cdk8s-gateway', module: 'cdk8s_gateway', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.cdk8sgateway',
    mavenGroupId: 'io.github.cdk8sgateway',
    mavenArtifactId: 'cdk8s-gateway',
  },
  publishToGo: { moduleName: 'github.com/cdk8s-gateway/cdk8s-gateway-go' },
};

/** What the npm package says of itself, what it holds, and how its dependencies are locked. */
export function configurePackage(project: cdk8s.ConstructLibraryCdk8s): void {
  // The jsii build sets lib/index.d.ts; the sources lie one folder deeper because imports/ stands beside src/.
  project.package.addField('types', 'lib/src/index.d.ts');
  // Newer ones name platform bindings that not every registry has; npm ci then refuses the whole lock file.
  project.package.addPackageResolutions('unrs-resolver@1.12.2');
  // Importing the package loads no construct before it is used.
  project.compileTask.exec('node tools/lazy-index.mjs');
  project.compileTask.exec('node tools/languages/check-names.mjs');
  keepOutOfNpm(project);
  configureLanguages(project);
  configureNpm(project);
}

/** The packages of the other languages. For .NET it is code alone: nothing here builds or tests it, and nothing is published. */
function configureLanguages(project: cdk8s.ConstructLibraryCdk8s): void {
  const { targets } = project.package.manifest.jsii;
  targets.dotnet = { namespace: 'Cdk8sGateway', packageId: 'Cdk8sGateway' };
  project.addTask('package:dotnet-code', {
    description: 'Write the .NET code into dist/dotnet, without building it',
    exec: 'jsii-pacmak -v --target dotnet --code-only',
  });
  // Maven's downloads are kept between builds.
  project.tasks.tryFind('package:java')!.reset('jsii-pacmak -v --target java --maven-local-repository out/maven');
  // The build only compiles what it wrote; what Go fetches for that ships with nothing.
  project.tasks.tryFind('package:go')!.env('GOSUMDB', 'off');
  project.gitignore.exclude('/.jsii.tabl.json', '/examples/*/out/', '/examples/*/target/', '__pycache__/');
}

function keepOutOfNpm(project: cdk8s.ConstructLibraryCdk8s): void {
  // Of the generated code only the schema tables are used at run time; the spec types are no one's at all.
  const types = ['lib/imports/**/*.ts', 'lib/imports/**/v[0-9]*.js'];
  const folders = ['imports', 'tools', 'examples', 'docs/*', 'bench', 'out', 'rosetta', '.ci', '.projen'];
  const configuration = ['.gitattributes', '.npmrc', 'eslint.config.mjs', 'tsconfig.dev.json'];
  const files = [...configuration, '.jsii.tabl.json', 'CONTRIBUTING.md', 'SECURITY.md'];
  project.npmignore?.exclude(...[...types, ...folders, ...files].map((path) => `/${path}`));
  // `cdk8s-gateway explain` prints these.
  project.npmignore?.include('/docs/rules');
}

/** The lock file names no registry, and npm says nothing that is not about this project. */
function configureNpm(project: cdk8s.ConstructLibraryCdk8s): void {
  const npm = new javascript.NpmConfig(project, { omitEmpty: true });
  npm.addConfig('audit', 'false');
  // No dependency needs its install script, and one would ask for a C++ compiler.
  npm.addConfig('ignore-scripts', 'true');
  npm.addConfig('fund', 'false');
  npm.addConfig('update-notifier', 'false');
  npm.addConfig('omit-lockfile-registry-resolved', 'true');
}
