import * as http2 from 'node:http2';
import * as tls from 'node:tls';
import type { Address } from './client';

/** A call as a client makes it, with an empty message. */
export interface GrpcCall {
  readonly host: string;
  /** `/package.Service/Method` */
  readonly method: string;
  readonly headers?: Record<string, string>;
}

/** What the client got. */
export interface GrpcAnswer {
  readonly error?: string;
  /** HTTP status. */
  readonly status?: number;
  /** Status of gRPC, of the trailers or, where there was no message, of the headers. */
  readonly grpcStatus?: string;
  readonly headers: http2.IncomingHttpHeaders;
}

/** Makes one gRPC call over TLS, on a connection of its own; any certificate will do. */
export async function grpcCall({ host, method, headers }: GrpcCall, to: Address): Promise<GrpcAnswer> {
  const session = http2.connect(`https://${host}`, {
    createConnection: () => tls.connect({
      host: to.address, port: to.port, servername: host, ALPNProtocols: ['h2'], rejectUnauthorized: false,
    }),
  });
  try {
    return await answerOf(session, {
      ':method': 'POST', ':path': method, ':authority': host, 'content-type': 'application/grpc', 'te': 'trailers', ...headers,
    });
  } finally {
    session.destroy();
  }
}

function answerOf(session: http2.ClientHttp2Session, headers: http2.OutgoingHttpHeaders): Promise<GrpcAnswer> {
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve({ error: error.message, headers: {} });
    session.on('error', fail);
    const stream = session.request(headers).on('error', fail);
    stream.setTimeout(15_000, () => fail(new Error('no answer in 15 s')));
    let head: http2.IncomingHttpHeaders = {};
    let trailers: http2.IncomingHttpHeaders = {};
    stream.on('response', (got) => { head = got; }).on('trailers', (got) => { trailers = got; });
    stream.resume().on('end', () => resolve({
      status: Number(head[':status']), headers: head, grpcStatus: (trailers['grpc-status'] ?? head['grpc-status']) as string | undefined,
    }));
    stream.end(Buffer.alloc(5));
  });
}
