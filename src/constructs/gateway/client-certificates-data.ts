import type { NamedReference } from './named-reference';

/** What clients of one port, or of every port, have to show. */
export interface ClientValidation {
  /** ConfigMaps of the authorities. */
  readonly authorities: NamedReference[];
  /** Why clients without a valid certificate come in all the same; left out where they do not. */
  readonly insecureReason?: string;
}

/** What the option is made of. */
export interface ClientCertificatesData {
  /** For every port without a validation of its own; left out where no certificate is asked for. */
  readonly validation?: ClientValidation;
  readonly ports: { readonly port: number; readonly validation?: ClientValidation }[];
}
