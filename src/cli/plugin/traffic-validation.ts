import type { CliContext } from './cli-contract';
import { lazyValidateManifests } from './lazy-validate-manifests';

/**
 * Checks the manifests of an app when cdk8s-cli has written them, those of Helm charts and included files too. To be named in
 * cdk8s.yaml:
 *
 * ```yaml
 * validations:
 *   - package: cdk8s-gateway
 *     version: 1.2.3
 *     class: TrafficValidation
 *     properties: { implementation: envoy-gateway, failOn: warning }
 * ```
 *
 * The CLI makes and calls it, whatever the language of the app. In a test, use TrafficCheck.
 *
 * @jsii ignore
 */
export class TrafficValidation {
  readonly #properties: unknown;

  /** @param properties options of `cdk8s-gateway check`, by their names in its settings file; of `config`, that file */
  public constructor(properties: Readonly<Record<string, unknown>> = {}) {
    this.#properties = properties;
  }

  /**
   * Checks manifests, and reports to the CLI.
   *
   * @param context the manifests, and the report, as cdk8s-cli hands them over
   * @throws for properties and settings that make no sense
   */
  public async validate(context: CliContext): Promise<void> {
    lazyValidateManifests()(context, this.#properties);
  }
}
