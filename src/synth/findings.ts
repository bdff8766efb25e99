import type { IConstruct } from 'constructs';
import type { Finding } from '../manifest/finding';
import { lazyValidate } from './lazy-validate';

/**
 * What validation has to say of an app, as data.
 *
 * @example
 * const errors = Findings.of(app).filter((finding) => finding.severity === Severity.ERROR);
 */
export class Findings {
  /**
   * All findings of an app: errors, warnings and unknowns, acknowledged ones too.
   *
   * @param app the app, or any construct of it
   */
  public static of(app: IConstruct): Finding[] {
    return lazyValidate().validateTree(app.node.root);
  }

  private constructor() {}
}
