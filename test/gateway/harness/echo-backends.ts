import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Marks every request, so that copies (mirrors) can be told from the original. */
export const ID_HEADER = 'x-test-id';
/** Names the Service port that answered. */
export const BACKEND_HEADER = 'x-test-backend';
/** Milliseconds that the backend waits with its answer. */
const DELAY_HEADER = 'x-test-delay';

/** A request as a backend got it. */
export interface SeenRequest {
  /** "namespace/service:port" */
  readonly backend: string;
  readonly method: string;
  readonly path: string;
  readonly host: string;
  /** By lower-case name. */
  readonly headers: http.IncomingHttpHeaders;
}

/** One tiny server per Service port, which notes each request and answers 200. */
export class EchoBackends {
  private readonly seen = new Map<string, SeenRequest[]>();
  private readonly servers: http.Server[] = [];

  /** Opens the server of one Service port; returns its port on 127.0.0.1. */
  public async open(backend: string): Promise<number> {
    const server = http.createServer((request, response) => {
      this.note(backend, request);
      const answer = () => response.writeHead(200, { [BACKEND_HEADER]: backend, 'x-test-drop': 'yes' }).end();
      request.resume().on('end', () => setTimeout(answer, Number(request.headers[DELAY_HEADER] ?? 0)));
    });
    this.servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return (server.address() as AddressInfo).port;
  }

  /** What all backends saw of the request with this id. */
  public seenOf(id: string): SeenRequest[] {
    return this.seen.get(id) ?? [];
  }

  public close(): void {
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  private note(backend: string, request: http.IncomingMessage): void {
    const id = String(request.headers[ID_HEADER]);
    const { method = '', url: path = '', headers } = request;
    this.seen.set(id, [...this.seenOf(id), { backend, method, path, host: headers.host ?? '', headers }]);
  }
}
