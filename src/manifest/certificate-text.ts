import { X509Certificate } from 'node:crypto';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----';
const KEY = /-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/;

/** Whether text holds a certificate in PEM form, as the key tls.crt of a Secret does. */
export function holdsCertificate(text: string): boolean {
  return text.includes(CERTIFICATE);
}

/** Whether text holds a private key in PEM form, as the key tls.key of a Secret does. */
export function holdsPrivateKey(text: string): boolean {
  return KEY.test(text);
}

/** The DNS names that the first certificate of a PEM text is valid for; undefined where it cannot be read. Source: RFC 9525. */
export function namesOfCertificate(text: string): string[] | undefined {
  try {
    const { subjectAltName = '' } = new X509Certificate(text.slice(text.indexOf(CERTIFICATE)));
    const names = subjectAltName.split(', ').filter((name) => name.startsWith('DNS:'));
    return names.map((name) => name.slice('DNS:'.length).toLowerCase());
  } catch {
    return undefined;
  }
}
