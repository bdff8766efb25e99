import { IConstruct } from 'constructs';
import { Finding } from '../manifest/finding';

/** What validation has to say of an app, as data. */
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

/** Loaded when first used, so that importing the package stays cheap. */
export function lazyValidate(): typeof import('./validate') {
  return require('./validate') as typeof import('./validate');
}
