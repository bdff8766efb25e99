import type * as http from 'node:http';
import type * as http2 from 'node:http2';
import { TLSSocket } from 'node:tls';
import {
  type BackendForm, type BackendServer, datagramServer, grpcServer, httpServer, type KeyPair, streamServer,
} from './backend-servers';

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
  /** The server name that the gateway asked for, where the backend ends TLS. */
  readonly sni?: string;
}

/** One tiny server per Service port, which notes each request and answers 200, or echoes what is no request. */
export class EchoBackends {
  private readonly seen = new Map<string, SeenRequest[]>();
  private readonly servers: BackendServer[] = [];

  /** Opens the server of one Service port; returns its port on 127.0.0.1. With a certificate it ends TLS itself. */
  public async open(backend: string, form: BackendForm, certificate?: KeyPair): Promise<number> {
    const server = await this.serverOf(backend, form, certificate);
    this.servers.push(server);
    return server.port;
  }

  /** What all backends saw of the request with this id. */
  public seenOf(id: string): SeenRequest[] {
    return this.seen.get(id) ?? [];
  }

  public close(): void {
    for (const server of this.servers) server.close();
  }

  private serverOf(backend: string, form: BackendForm, certificate?: KeyPair): Promise<BackendServer> {
    switch (form) {
      case 'http': return httpServer((request, response) => this.answer(backend, request, response), certificate);
      case 'grpc': return grpcServer((request, response) => this.answerCall(backend, request, response));
      case 'stream': return streamServer(backend, certificate);
      case 'datagram': return datagramServer(backend);
    }
  }

  private answer(backend: string, request: http.IncomingMessage, response: http.ServerResponse): void {
    this.note(backend, request);
    const answer = () => response.writeHead(200, { [BACKEND_HEADER]: backend, 'x-test-drop': 'yes' }).end();
    request.resume().on('end', () => setTimeout(answer, Number(request.headers[DELAY_HEADER] ?? 0)));
  }

  /** An empty message, with status 0 (OK) in the trailers. */
  private answerCall(backend: string, request: http2.Http2ServerRequest, response: http2.Http2ServerResponse): void {
    this.note(backend, request);
    request.resume().on('end', () => {
      response.writeHead(200, { [BACKEND_HEADER]: backend, 'content-type': 'application/grpc' });
      response.addTrailers({ 'grpc-status': '0' });
      response.end(Buffer.alloc(5));
    });
  }

  private note(backend: string, request: http.IncomingMessage | http2.Http2ServerRequest): void {
    const id = String(request.headers[ID_HEADER]);
    const { method = '', url: path = '', headers } = request;
    const host = headers.host ?? String(headers[':authority'] ?? '');
    const sni = request.socket instanceof TLSSocket ? sniOf(request.socket) : undefined;
    this.seen.set(id, [...this.seenOf(id), { backend, method, path, host, headers, sni }]);
  }
}

/** What @types/node leaves out: on a server's side a socket holds the name that its client asked for. */
function sniOf(socket: TLSSocket): string | undefined {
  return (socket as TLSSocket & { servername?: string }).servername;
}
