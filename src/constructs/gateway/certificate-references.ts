/** A ConfigMap that holds the certificate of an authority, under the key `ca.crt`. */
export interface CaConfigMap {
  /** Name of the ConfigMap. */
  readonly name: string;

  /**
   * Namespace of the ConfigMap. In another namespace than the Gateway's its owner has to grant the use
   * (`SharedConfigMap`).
   *
   * @default - the Gateway's namespace
   */
  readonly namespace?: string;
}

/** A Secret of type `kubernetes.io/tls`, with a certificate and its key. */
export interface CertificateSecret {
  /** Name of the Secret. */
  readonly name: string;

  /**
   * Namespace of the Secret. In another namespace than the Gateway's its owner has to grant the use
   * (`SharedSecret`).
   *
   * @default - the Gateway's namespace
   */
  readonly namespace?: string;
}
