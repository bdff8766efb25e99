/** What the redirect is made of. */
export interface HttpRedirectData {
  readonly off?: string;
  readonly port?: number;
  readonly httpsPort?: number;
}
