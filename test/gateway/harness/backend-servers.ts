import * as dgram from 'node:dgram';
import * as http from 'node:http';
import * as http2 from 'node:http2';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import * as net from 'node:net';
import * as tls from 'node:tls';

/** What a backend speaks. Streams and datagrams come back with the backend's name before them. */
export type BackendForm = 'http' | 'grpc' | 'stream' | 'datagram';

/** Key and certificate (PEM). */
export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

/** A server on 127.0.0.1. */
export interface BackendServer {
  readonly port: number;
  close(): void;
}

/** Answers HTTP requests; with a certificate over TLS alone. */
export function httpServer(answer: http.RequestListener, certificate?: KeyPair): Promise<BackendServer> {
  return listening(certificate ? https.createServer({ ...certificate }, answer) : http.createServer(answer));
}

/** Answers gRPC calls over HTTP/2 without TLS. */
export function grpcServer(
  answer: (request: http2.Http2ServerRequest, response: http2.Http2ServerResponse) => void,
): Promise<BackendServer> {
  return listening(http2.createServer(answer));
}

/** Sends what it gets back, after its name; with a certificate over TLS alone. */
export function streamServer(name: string, certificate?: KeyPair): Promise<BackendServer> {
  const echo = (socket: net.Socket): void => {
    socket.on('data', (data) => socket.write(`${name} ${data}`)).on('error', () => socket.destroy());
  };
  return listening(certificate ? tls.createServer({ ...certificate }, echo) : net.createServer(echo));
}

/** Sends every datagram back, after its name. */
export async function datagramServer(name: string): Promise<BackendServer> {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (data, from) => socket.send(`${name} ${data}`, from.port, from.address));
  await new Promise<void>((bound) => socket.bind(0, '127.0.0.1', bound));
  return { port: socket.address().port, close: () => socket.close() };
}

async function listening(server: net.Server): Promise<BackendServer> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, close };
}
