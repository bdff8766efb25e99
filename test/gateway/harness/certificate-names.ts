import type { TLSSocket } from 'node:tls';

/** DNS names of the certificate that the other end showed. */
export function certificateNames(socket: TLSSocket): string[] {
  return (socket.getPeerCertificate().subjectaltname ?? '').split(', ').map((name) => name.replace(/^DNS:/, ''));
}
