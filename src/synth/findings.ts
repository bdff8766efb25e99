import type { IConstruct } from 'constructs';
import type { Finding } from '../manifest/finding';
import { lazyValidate } from './lazy-validate';

/**
 * What validation has to say of an app, as data.
 *
 * @example
 * const findings = Findings.of(app);
 * const message = findings[0].message;
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
