import { parseCidr } from '../../../manifest/cidr';
import { hostnameFormProblem, hostnameProblem, NO_HOSTNAME } from '../../../manifest/hostname';
import { given } from '../../../manifest/manifest';
import type { Maybe, NodeRule } from './node-rule';

interface Authorities {
  readonly caCertificateRefs?: Maybe<readonly unknown[]>;
  readonly wellKnownCACertificates?: Maybe<string>;
}

const areNamed = ({ caCertificateRefs }: Authorities): boolean => (caCertificateRefs?.length ?? 0) > 0;
const areWellKnown = ({ wellKnownCACertificates }: Authorities): boolean => Boolean(wellKnownCACertificates);

const namedOrWellKnown: NodeRule<Authorities> = (authorities) => {
  if (!areNamed(authorities) || !areWellKnown(authorities)) return undefined;
  return {
    at: ['wellKnownCACertificates'], reason: 'caCertificateRefs say already whom to trust', fix: 'leave one of the two out',
  };
};

const authoritiesGiven: NodeRule<Authorities> = (authorities) => {
  if (areNamed(authorities) || areWellKnown(authorities)) return undefined;
  return {
    at: ['caCertificateRefs'],
    reason: 'no authority says whether the certificate of a backend is good',
    fix: 'name a ConfigMap with the key ca.crt, or write wellKnownCACertificates "System"',
  };
};

interface AltName {
  readonly type: string;
  readonly hostname?: Maybe<string>;
  readonly uri?: Maybe<string>;
}

function nameGiven(type: string, field: 'hostname' | 'uri', example: string): NodeRule<AltName> {
  return (name) => (name.type !== type || name[field] ? undefined : {
    at: [field], reason: `a name of type ${type} is not said`, fix: `add \`${field}\`, such as "${example}"`,
  });
}

function nameOfType(type: string, field: 'hostname' | 'uri'): NodeRule<AltName> {
  return (name) => (name.type === type || !name[field] ? undefined : {
    at: [field], reason: `the name is of type ${name.type}`, fix: `remove it, or write type "${type}"`,
  });
}

/** A rule over the names of clients' hellos: the first that breaks it is told. */
function ofNames(breaks: (name: string) => boolean): NodeRule<readonly string[]> {
  return (names) => {
    const index = names.findIndex(breaks);
    if (index < 0) return undefined;
    return { at: [index], ...hostnameFormProblem(names[index]) ?? hostnameProblem(names[index]) ?? NO_HOSTNAME };
  };
}

const NAME = /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)$/;

/** As the API server has it: without zone, and IPv4 not in the form of IPv6. */
function isAddress(name: string): boolean {
  const address = parseCidr(`${name}/${name.includes(':') ? 128 : 32}`);
  return address !== undefined && (address.family === 4 || address.base >> 32n !== 0xffffn);
}

interface ClientTls {
  readonly mode: string;
  readonly clientCertificateRef?: unknown;
}

const clientCertificateOfMode: NodeRule<ClientTls> = ({ mode, clientCertificateRef }) => {
  const shown = mode === 'ClientAndServer';
  if (shown === given(clientCertificateRef)) return undefined;
  return {
    at: ['clientCertificateRef'],
    reason: shown ? 'mode ClientAndServer shows a certificate, and none is named' : `mode ${mode} shows no certificate`,
    fix: shown ? 'name the Secret that holds it, or write mode "ServerOnly"' : 'remove it, or write mode "ClientAndServer"',
  };
};

/** What holds where TLS is validated or passed on. Source: Gateway API v1.6.1, BackendTLSPolicyValidation and TLSRouteSpec. */
export const TLS_RULES: [string, NodeRule<never>][] = [
  ['authorities-named-or-well-known', namedOrWellKnown],
  ['authorities-given', authoritiesGiven],
  ['alt-name-has-hostname', nameGiven('Hostname', 'hostname', 'api.company.com')],
  ['alt-name-hostname-of-type', nameOfType('Hostname', 'hostname')],
  ['alt-name-has-uri', nameGiven('URI', 'uri', 'spiffe://company.com/product-api')],
  ['alt-name-uri-of-type', nameOfType('URI', 'uri')],
  ['server-names-no-address', ofNames(isAddress)],
  ['server-names-form', ofNames((name) => !name.includes('*') && !NAME.test(name))],
  ['server-names-wildcard-form', ofNames((name) => name.includes('*') && !(name.startsWith('*.') && NAME.test(name.slice(2))))],
  ['client-certificate-of-mode', clientCertificateOfMode],
];
