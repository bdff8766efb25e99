import { App, type AppProps } from 'cdk8s';
import { type Finding, Severity } from '../manifest/finding';
import { formatFinding } from '../manifest/format-finding';
import { Contracts } from './contracts';
import { withoutValidation } from './install';
import { lazyValidate } from './lazy-validate';
import { isOrderly, manifestFiles } from './manifest-files';
import type { RenderedObject } from './rendered-object';
import { writeFiles } from './write-files';
import { prepare } from './yaml-writer';

/** Options of a GatewayApp. */
export interface GatewayAppProps extends AppProps {
  /**
   * Folder for the contracts that teams and operators build on. Never the manifests' folder: contracts are not applied.
   *
   * @default 'contracts'
   */
  readonly contractsDir?: string;
}

/**
 * A cdk8s App that validates everything before it writes anything, says its warnings once, and publishes contracts.
 * Its manifests are byte for byte those of a plain `App`.
 *
 * @example
 * const app = new GatewayApp();
 * app.synth();
 */
export class GatewayApp extends App {
  /** Folder for the contracts. */
  public readonly contractsDir: string;
  readonly #said = new Set<string>();
  readonly #recordsConstructs: boolean;

  /** @param props options of cdk8s' App, and the contracts' folder */
  public constructor(props: GatewayAppProps = {}) {
    super(props);
    this.contractsDir = props.contractsDir ?? 'contracts';
    this.#recordsConstructs = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
  }

  /**
   * Validates the app, then writes its manifests and contracts.
   *
   * @throws with all findings together, before anything is written
   */
  public synth(): void {
    const objects = this.checkAll();
    const writeContracts = Contracts._prepare(this, this.contractsDir, this.outdir);
    const writeManifests = this.prepareManifests(objects);
    writeManifests();
    writeContracts();
  }

  private checkAll(): readonly RenderedObject[] {
    const { validateAfresh, failuresOf } = lazyValidate();
    // Others first: what they may complete while they validate is rendered after it.
    const others = this.othersSay();
    const { findings, objects } = validateAfresh(this);
    const failures = [...failuresOf(findings).map(lineOf), ...others];
    if (failures.length > 0) {
      throw new Error(`Validation failed with the following errors:\n  ${failures.join('\n  ')}`);
    }
    this.say(findings.filter(({ severity, acknowledged }) => severity === Severity.WARNING && acknowledged === undefined));
    return objects;
  }

  /** What writes the manifests; everything that can fail without the disk is done at once. */
  private prepareManifests(objects: readonly RenderedObject[]): () => void {
    const orderly = !this.#recordsConstructs && isOrderly(this.node.findAll());
    const files = orderly ? manifestFiles(this, objects) : undefined;
    if (files) return () => writeFiles(files);
    // cdk8s orders and names these objects in its own way, and writes some before it has rendered all: rehearse that.
    withoutValidation(this, () => this.charts.forEach((chart) => chart.toJson().forEach(prepare)));
    return () => withoutValidation(this, () => super.synth());
  }

  /** What constructs of other libraries find, so that all is reported together. */
  private othersSay(): string[] {
    const messages: string[] = [];
    withoutValidation(this, () => {
      for (const construct of this.node.findAll()) {
        messages.push(...construct.node.validate().map((message) => `[${construct.node.path}] ${message}`));
      }
    });
    return messages;
  }

  private say(warnings: Finding[]): void {
    for (const line of warnings.map(lineOf)) {
      if (!this.#said.has(line)) process.stderr.write(`${line}\n`);
      this.#said.add(line);
    }
  }
}

function lineOf(finding: Finding): string {
  return `[${finding.construct ?? ''}] ${formatFinding(finding)}`;
}
