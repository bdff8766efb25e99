import * as http from 'node:http';
import * as https from 'node:https';
import type { TLSSocket } from 'node:tls';
import { certificateNames } from './certificate-names';

/** Where a proxy listens. */
export interface Address {
  readonly address: string;
  readonly port: number;
}

/** A request as a client writes it. */
export interface HttpRequest {
  /** Host header and, unless `sni` is given, TLS server name. */
  readonly host: string;
  /** Default `/`. */
  readonly path?: string;
  /** Default `GET`. */
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** TLS server name, where it differs from `host`. */
  readonly sni?: string;
}

/** What the client got. */
export interface HttpAnswer {
  /** Absent where no HTTP answer came; then there is an `error`. */
  readonly status?: number;
  readonly error?: string;
  readonly headers: http.IncomingHttpHeaders;
  /** DNS names of the certificate that the server showed. */
  readonly certificate?: string[];
}

/** Sends requests exactly as written: nothing is resolved, no redirect is followed, any certificate will do. */
export class Client {
  private readonly plain = new http.Agent({ keepAlive: true });
  // A resumed session would show no certificate.
  private readonly secure = new https.Agent({ keepAlive: true, maxCachedSessions: 0 });

  public send(request: HttpRequest, tls: boolean, to: Address): Promise<HttpAnswer> {
    const { host, path = '/', method = 'GET', headers, sni = host } = request;
    const common = { host: to.address, port: to.port, path, method, headers: { host, ...headers }, timeout: 15_000 };
    return new Promise((resolve) => {
      const sent = tls
        ? https.request({ ...common, agent: this.secure, servername: sni, rejectUnauthorized: false })
        : http.request({ ...common, agent: this.plain });
      sent.on('response', (response) => {
        const certificate = tls ? certificateNames(response.socket as TLSSocket) : undefined;
        response.resume().on('end', () => resolve({ status: response.statusCode, headers: response.headers, certificate }));
        response.on('error', (error) => resolve({ error: error.message, headers: {} }));
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer in 15 s')));
      sent.on('error', (error) => resolve({ error: error.message, headers: {} }));
      sent.end();
    });
  }

  public close(): void {
    this.plain.destroy();
    this.secure.destroy();
  }
}
