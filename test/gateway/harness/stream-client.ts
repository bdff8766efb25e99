import * as dgram from 'node:dgram';
import * as net from 'node:net';
import * as tls from 'node:tls';
import { certificateNames } from './certificate-names';
import type { Address } from './client';

/** What came back for a text. */
export interface StreamAnswer {
  /** Absent where nothing came; then there is an `error`. */
  readonly text?: string;
  readonly error?: string;
  /** With TLS: DNS names of the certificate that the other end showed. */
  readonly certificate?: string[];
}

const PATIENCE = 5_000;

/** Sends a text over a connection of its own, with a server name over TLS; any certificate will do. */
export function exchange(text: string, to: Address, sni?: string): Promise<StreamAnswer> {
  const place = { host: to.address, port: to.port };
  const socket = sni === undefined ? net.connect(place) : tls.connect({ ...place, servername: sni, rejectUnauthorized: false });
  return new Promise<StreamAnswer>((resolve) => {
    socket.setTimeout(PATIENCE, () => resolve({ error: 'no answer' }));
    socket.on(sni === undefined ? 'connect' : 'secureConnect', () => socket.write(text));
    socket.on('data', (data) => resolve({
      text: data.toString(), ...(socket instanceof tls.TLSSocket && { certificate: certificateNames(socket) }),
    }));
    socket.on('error', ({ message }) => resolve({ error: message })).on('close', () => resolve({ error: 'closed' }));
  }).finally(() => socket.destroy());
}

/** Sends one datagram, and waits for one. */
export function datagram(text: string, to: Address): Promise<StreamAnswer> {
  const socket = dgram.createSocket('udp4');
  let timer: NodeJS.Timeout;
  return new Promise<StreamAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ error: 'no answer' }), PATIENCE);
    socket.on('message', (data) => resolve({ text: data.toString() })).on('error', ({ message }) => resolve({ error: message }));
    socket.send(text, to.port, to.address);
  }).finally(() => {
    clearTimeout(timer);
    socket.close();
  });
}
