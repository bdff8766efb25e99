import { Category, Severity } from '../../../manifest/finding';
import { isWildcard } from '../../../manifest/hostname';
import { quoted } from '../../../manifest/text';
import { certificatesOf, isValidForSome, type KnownCertificate } from '../../cluster/certificates';
import { describeEntry } from '../../cluster/describe-entry';
import { type OwnListener, ownListeners } from '../../cluster/own-listeners';
import { type ServedHostname, servedHostnames } from '../../cluster/served-hostnames';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** Clients compare the name that they asked for with the certificate: what a listener and its routes serve stands on it. */
export const certificateNames: Rule = {
  code: 'GW129',
  title: 'A hostname that the listener\'s certificate is not valid for',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, page on hostnames, SNI matching; RFC 9525: a wildcard stands for one label',
  kinds: LISTENER_OWNERS,
  check: (entry: Entry, { index }: RuleContext): RuleResult[] => ownListeners(entry).flatMap((listener) => {
    if (listener.tlsMode !== 'Terminate') return [];
    const certificates = certificatesOf(listener, index);
    if (!certificates) return [];
    const names = certificates.flatMap((certificate) => certificate.names);
    const isBare = ({ hostname }: ServedHostname): boolean => !names.some((name) => isValidForSome(name, hostname));
    const bare = servedHostnames(listener, index).filter(isBare);
    return bare.length > 0 ? [resultOf(listener, bare, certificates)] : [];
  }),
};

/** Most hostnames that one message names. */
const SHOWN = 5;

function resultOf(
  { name, path }: OwnListener, bare: readonly ServedHostname[], certificates: readonly KnownCertificate[],
): RuleResult {
  const names = certificates.flatMap((certificate) => certificate.names);
  const hostnames = [...new Map(bare.map((served) => [served.hostname, served])).values()];
  const shown = hostnames.slice(0, SHOWN).map(({ hostname, route }) => `"${hostname}"${route ? ` (${describeEntry(route)})` : ''}`);
  const more = hostnames.length > SHOWN ? ` and ${hostnames.length - SHOWN} more` : '';
  const [{ from, fix }] = certificates;
  return {
    message: `listener "${name}" serves ${shown.join(', ')}${more}, and ${from} is valid for ${shownNames(names)}, so clients refuse its connections${
      oneLabel(names, hostnames)}`,
    fix: `add ${quoted(hostnames.slice(0, SHOWN).map(({ hostname }) => hostname))}${more} to ${fix}`,
    path: `${path}.tls.certificateRefs`,
  };
}

function shownNames(names: readonly string[]): string {
  if (names.length === 0) return 'no DNS name';
  return `${quoted(names.slice(0, SHOWN))}${names.length > SHOWN ? ' …' : ''}`;
}

/** The wildcard of a listener stands for any number of labels, that of a certificate for one. */
function oneLabel(names: readonly string[], hostnames: readonly ServedHostname[]): string {
  const wide = names.find((name) => isWildcard(name) && hostnames.some(({ hostname }) => hostname.endsWith(name.slice(1))));
  return wide === undefined ? '' : `; in a certificate "${wide}" stands for one label before "${wide.slice(1)}", not for several`;
}
