import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { KeyPair } from './backend-servers';

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Issues throw-away certificates with the openssl command. */
export class CertificateAuthority {
  private issued = 0;

  /** @param dir where its files go; the caller removes it */
  public constructor(private readonly dir: string) {
    this.openssl('req', '-x509', ...NEW_KEY, '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '2', '-subj', '/CN=test CA');
  }

  /** Key and certificate (PEM) for these DNS names. */
  public issue(dnsNames: string[]): KeyPair {
    const leaf = `leaf${this.issued++}`;
    fs.writeFileSync(path.join(this.dir, `${leaf}.ext`),
      `subjectAltName=${dnsNames.map((name) => `DNS:${name}`).join(',')}\nextendedKeyUsage=serverAuth\n`);
    this.openssl('req', ...NEW_KEY, '-keyout', `${leaf}.key`, '-out', `${leaf}.csr`, '-subj', '/CN=test');
    this.openssl('x509', '-req', '-in', `${leaf}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial',
      '-out', `${leaf}.crt`, '-days', '2', '-extfile', `${leaf}.ext`);
    return { key: this.read(`${leaf}.key`), cert: this.read(`${leaf}.crt`) };
  }

  /** Its own certificate (PEM). */
  public certificate(): string {
    return this.read('ca.crt');
  }

  /** An authority that signed nothing here. */
  public other(): CertificateAuthority {
    return new CertificateAuthority(fs.mkdtempSync(path.join(this.dir, 'other-')));
  }

  private openssl(...args: string[]): void {
    execFileSync('openssl', args, { cwd: this.dir, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  private read(file: string): string {
    return fs.readFileSync(path.join(this.dir, file), 'utf8');
  }
}
