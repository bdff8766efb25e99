import type { TlsCertificate } from './tls-certificate';

/** What a listener was asked to be. */
export interface ListenerData {
  readonly form: 'http' | 'https' | 'httpsPerHostname' | 'tls' | 'tlsPassthrough' | 'tcp' | 'udp';
  readonly name?: string;
  readonly port?: number;
  readonly hostname?: string;
  readonly certificate?: TlsCertificate;
}
