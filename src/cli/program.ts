import { Command, Option } from 'commander';
import { show } from '../manifest/problem';
import { type Io, UsageError } from './io';
import { lazyCheck, lazyExplain, lazyFeatures, lazyRules } from './lazy-commands';
import { packageVersion } from './package-files';

const ABOUT = 'Checks Kubernetes traffic manifests (Gateway API, NetworkPolicy) from any tool: what the API server would refuse, '
  + 'and what it accepts and does something else than it says.';

const RULE_TEXT = 'what a rule weighs: off, warning or error, such as GW002=error; what is unknown stays so, '
  + 'but for rules that say nothing else, such as GW301; may be repeated';

type Done = (code: number) => void;

/** The commands and their options; what they do is loaded when one is run. */
export function programOf(io: Io, done: Done): Command {
  const program = new Command('cdk8s-gateway')
    .description(ABOUT)
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .addHelpText('after', PROGRAM_HELP);
  addCheck(program, io, done);
  addExplain(program, io, done);
  addRules(program, io, done);
  addFeatures(program, io, done);
  addHelp(program);
  return program;
}

/** The parser's own one takes any word for a command. */
function addHelp(program: Command): void {
  program.command('help').summary('print the help of a command').argument('[command]', 'name of the command')
    .action((name?: string) => {
      const named = name === undefined ? program : program.commands.find((command) => command.name() === name);
      const names = program.commands.map((command) => command.name()).join(', ');
      if (!named) throw new UsageError(`there is no command ${show(name)}; the commands are ${names}`);
      named.outputHelp();
    });
}

const PROGRAM_HELP = `
Examples:
  cdk8s-gateway check manifests/                       every *.yaml, *.yml and *.json below a folder
  helm template shop ./chart | cdk8s-gateway check -   what comes out of Helm
  cdk8s-gateway explain GW020                          what a finding means, with examples

Settings for a project stand in cdk8s-gateway.yaml; see: cdk8s-gateway help check`;

const FORMATS = ['text', 'json', 'sarif', 'junit', 'github'];
const CHANNELS = ['standard', 'experimental'];

function addCheck(program: Command, io: Io, done: Done): void {
  const command = program.command('check')
    .summary('find what is wrong in manifests')
    .description('Checks the manifests in files and folders (*.yaml, *.yml, *.json; - reads standard input) against each other.')
    .argument('[paths...]', 'files, folders, or - for standard input')
    .addOption(choice('-f, --format <format>', 'how findings are printed; by default text', FORMATS))
    .addOption(choice('--channel <channel>', 'channel of Gateway API in the cluster; by default standard', CHANNELS))
    .option('--gateway-api <version>', 'version of Gateway API in the cluster, such as 1.6')
    .option('--kubernetes <version>', 'version of Kubernetes there, such as 1.34')
    .option('--implementation <name[@version]>', 'who serves the gateways, such as envoy-gateway: what it lacks is an error')
    .option('--profile <file>', 'contracts/platform.json as a platform publishes it: implementation, versions and channel')
    .option('--closed-world', 'the files hold everything that is in the cluster: what is missing in them does not exist')
    .option('--rule <code=level>', RULE_TEXT, collected)
    .addOption(choice('--fail-on <severity>', 'what makes the exit code 1; by default error', ['error', 'warning']));
  addReporting(command)
    .addHelpText('after', CHECK_HELP)
    .action(async (paths: string[], options: Record<string, unknown>) => done(await lazyCheck()(paths, options, io)));
}

/** An option that may be given again: it takes no more than one word, so that paths may follow. */
function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices);
}

function addReporting(command: Command): Command {
  return command
    .option('--baseline <file>', 'fail on findings only that the file does not hold')
    .option('--write-baseline <file>', 'write what is found now into such a file, and fail on nothing')
    .option('--no-acknowledge', 'count acknowledged findings like any other')
    .option('--unknowns', 'list what the files do not decide, too')
    .option('--config <file>', 'settings (default: cdk8s-gateway.yaml in the working folder, where it exists)');
}

const CHECK_HELP = `
Exit code: 0 nothing to fail on, 1 findings, 2 could not run.

Examples:
  cdk8s-gateway check manifests/ --implementation envoy-gateway
  kustomize build overlays/prod | cdk8s-gateway check - --closed-world
  cdk8s-gateway check manifests/ --format sarif > findings.sarif
  cdk8s-gateway check . --write-baseline baseline.json    accept what is there today …
  cdk8s-gateway check . --baseline baseline.json          … and fail on what is new

To accept a finding, give the object an annotation with the reason:
  metadata:
    annotations:
      acknowledge.cdk8s-gateway.io/GW050: both teams are on call together

or write it, with an owner and an end, into cdk8s-gateway.yaml:
  rules: { GW002: error, GW042: "off" }
  ignore: [charts/]
  acknowledgements:
    - { code: GW020, name: shop-*, namespace: ecommerce-prod, reason: moves next month, owner: team-shop, expires: 2030-01-31 }
  annotationsMayNotSilence: [security, GW001, GW005]   # codes or categories; this is the default`;

function addExplain(program: Command, io: Io, done: Done): void {
  program.command('explain')
    .summary('print what a finding means')
    .description('Prints the page of a rule: what is wrong, why it matters, an incorrect and a correct example, the source.')
    .argument('<code>', 'code of the finding, such as GW020')
    .action((code: string) => done(lazyExplain()(code, io)));
}

function addRules(program: Command, io: Io, done: Done): void {
  program.command('rules')
    .summary('list all rules')
    .description('Lists every rule: code, severity, category and title.')
    .addOption(new Option('-f, --format <format>', 'how they are printed').choices(['text', 'json']).default('text'))
    .action(({ format }: { format: 'text' | 'json' }) => done(lazyRules()(format, io)));
}

function addFeatures(program: Command, io: Io, done: Done): void {
  program.command('features')
    .summary('list the Gateway API features that manifests need, and who supports them')
    .description('Lists the features of Gateway API that manifests need, and who supports them all by its conformance reports.')
    .argument('[paths...]', 'files, folders, or - for standard input')
    .addOption(new Option('-f, --format <format>', 'how they are printed').choices(['text', 'json']).default('text'))
    .option('--implementation <name[@version]>', 'say of each feature whether this one supports it')
    .action((paths: string[], options: Record<string, unknown>) => done(lazyFeatures()(paths, options, io)));
}
