import { Command, Option } from 'commander';
import { show } from '../manifest/problem';
import { type Io, UsageError } from './io';
import {
  lazyCheck, lazyEvidence, lazyExplain, lazyFeatures, lazyGuardsCheck, lazyReach, lazyRules,
} from './lazy-commands';
import { packageVersion } from './package-files';
import { CHANNELS, FORMATS } from './settings/settings';

const ABOUT = 'Checks Kubernetes traffic manifests (Gateway API, NetworkPolicy) from any tool: what the API server would refuse, '
  + 'and what it accepts although it then does something else than it says.';

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
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'cdk8s-gateway: ')),
    })
    .addHelpText('after', PROGRAM_HELP);
  addCheck(program, io, done);
  addExplain(program, io, done);
  addRules(program, io, done);
  addFeatures(program, io, done);
  addGuards(program, io, done);
  addReach(program, io, done);
  addEvidence(program, io, done);
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

function addGuards(program: Command, io: Io, done: Done): void {
  const guards = program.command('guards')
    .summary('see what the guards of a cluster would refuse')
    .description('Admission policies of TeamAccess and ClusterGuards, before they refuse anything.');
  guards.command('check')
    .summary('list what of a cluster its guards would refuse')
    .description('Lists what of a cluster its guards would refuse if it were applied anew, each with the policy and the reason.')
    .argument('<contracts>', 'contracts of the teams, or manifests with the guards themselves: a file or a folder')
    .argument('<dump...>', 'files or folders with what is in the cluster, or - for standard input')
    .addOption(new Option('-f, --format <format>', 'how it is printed').choices(['text', 'json']).default('text'))
    .option('--platform-namespace <name>', 'with contracts: a namespace that no guard judges; may be repeated', collected)
    .addHelpText('after', GUARDS_HELP)
    .action(async (contracts: string, dump: string[], options: Record<string, unknown>) => (
      done(await lazyGuardsCheck()(contracts, dump, options, io))));
}

const GUARDS_HELP = `
Exit code: 0 nothing would be refused, 1 something would be or could not be read, 2 could not run.

Examples:
  kubectl get ns,svc,pods,netpol,ingress,endpoints,endpointslices,gateway-api -A -o yaml > dump.yaml
  cdk8s-gateway guards check contracts/ dump.yaml --platform-namespace cert-manager --platform-namespace monitoring
  cdk8s-gateway guards check dist/edge.k8s.yaml dump.yaml   with all that ClusterGuards was told, such as neighbours`;
function addReach(program: Command, io: Io, done: Done): void {
  program.command('reach')
    .summary('say what can reach what, by the network policies of manifests')
    .description('Lists who may open connections to whom, or answers one question, by every network policy in files and folders.')
    .argument('[paths...]', 'files, folders, or - for standard input')
    .option('--from <end>', END)
    .option('--to <end>', 'the same for the other end')
    .option('--port <port[/protocol]>', 'a port of the pods, or of the Service, such as 8080 or 53/udp')
    .addOption(choice('-f, --format <format>', 'how answers are printed; by default text', ['text', 'json', 'csv', 'dot', 'svg']))
    .option('--diff', 'compare two sets: the files or folder of before, and those of after')
    .option('--exposure', 'list what pods that are not in the files could reach, or be reached from')
    .option('--escape', 'say how the workload of --from gets out of the cluster: by itself, through others, past all policies')
    .option('--network-plugin <name>', 'who enforces policies, such as cilium or calico; none: nothing is assessable')
    .option('--profile <file>', 'contracts/platform.json as a platform publishes it: plugin, and where gateways run')
    .addOption(choice('--convention <name>', 'count and print as another tool does', ['np-guard']))
    .addHelpText('after', REACH_HELP)
    .action((paths: string[], options: Record<string, unknown>) => done(lazyReach()(paths, options, io)));
}

const END = 'a workload (shop/web, shop/web[Deployment]), service/NAMESPACE/NAME, gateway/NAMESPACE/NAME for its proxies, '
  + 'an address, a CIDR, or outside';

const REACH_HELP = `
Exit code: 0 the list, or the answer yes; 1 another answer, a change, or errors in the files; 2 could not run.

Examples:
  cdk8s-gateway reach manifests/                                              who reaches whom
  cdk8s-gateway reach manifests/ --from shop/web --to shop/db --port 5432     whether, and which policies say so
  cdk8s-gateway reach manifests/ --from shop/web --to 169.254.169.254 --port 80
  cdk8s-gateway reach manifests/ --from gateway/infra/edge --to service/shop/web --port 80
  cdk8s-gateway reach manifests/ --to shop/db --format csv                    who reaches one workload
  cdk8s-gateway reach manifests/ --from shop/web --escape                     how one workload gets out of the cluster
  cdk8s-gateway reach --diff before/ after/                                   what a change opens and closes

Without --network-plugin a plugin is taken for granted that enforces policies as they are specified; what it may decide by
itself, such as whether address blocks hold pods, is unknown.`;

const FRAMEWORKS = ['cis', 'nsa', 'nist-800-204', 'owasp-k8s', 'pci-dss', 'hipaa', 'soc2', 'csa-ccm'];

function addEvidence(program: Command, io: Io, done: Done): void {
  program.command('evidence')
    .summary('say what manifests show of the controls of a benchmark')
    .description('Says of each control of a benchmark whether manifests show that it is satisfied or violated, or cannot show '
      + 'it: with objects, questions, and what is taken for granted. There is no total: what is not assessable is for a person.')
    .argument('[paths...]', 'files, folders, or - for standard input')
    .addOption(choice('--framework <name>', 'the benchmark; it has to be said', FRAMEWORKS).makeOptionMandatory())
    .addOption(choice('-f, --format <format>', 'how it is printed', ['markdown', 'json', 'html']).default('markdown'))
    .option('--profile <file>', 'contracts/platform.json as a platform publishes it: network plugin, metadata addresses')
    .option('--network-plugin <name>', 'who enforces network policies, where no profile says it')
    .option('--namespace <name>', 'a namespace that the audit is about; may be repeated; by default all', collected)
    .addHelpText('after', EVIDENCE_HELP)
    .action((paths: string[], options: Record<string, unknown>) => done(lazyEvidence()(paths, options, io)));
}

const EVIDENCE_HELP = `
Exit code: 0 printed, whatever the verdicts; 1 a file could not be read; 2 could not run.

Examples:
  cdk8s-gateway evidence dist/ --framework nsa --profile contracts/platform.json
  cdk8s-gateway evidence dist/ --framework pci-dss --network-plugin cilium --namespace payments --format html > pci.html`;
