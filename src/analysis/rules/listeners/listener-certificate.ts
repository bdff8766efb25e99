import { Category, Severity } from '../../../manifest/finding';
import { CERT_MANAGER } from '../../../manifest/kinds';
import { isRecord, type Manifest } from '../../../manifest/manifest';
import { gatewayOf } from '../../cluster/gateway-of';
import { classOf, implementationOfClass } from '../../cluster/implementation-of';
import { ownListeners } from '../../cluster/own-listeners';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';
import { LISTENER_OWNERS } from '../judged-kinds';

/** Annotation by which GKE's load balancer finds certificates. */
const CERTIFICATE_MAP = 'networking.gke.io/certmap';
/** Group of the load balancers that find certificates in AWS. */
const AWS = 'gateway.k8s.aws';

/** HTTPS without tls: where TLS ends nothing says with what. The mode may be left out, as its default is Terminate. */
export const listenerCertificate: Rule = {
  code: 'GW122',
  title: 'An HTTPS listener without a certificate',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'Gateway API, Listener.tls: required for HTTPS; cert-manager, annotated Gateways',
  kinds: LISTENER_OWNERS,
  check(entry: Entry, { index }: RuleContext): RuleResult[] {
    const bare = ownListeners(entry).filter(({ protocol, data }) => protocol === 'HTTPS' && data.tls === undefined);
    if (bare.length === 0) return [];
    const gateway = gatewayOf(entry, index)?.manifest;
    if (gateway && hasCertificatesElsewhere(gateway)) return [];
    const gatewayClass = gateway && classOf(gateway, index);
    const facts = gatewayClass && implementationOfClass(gatewayClass);
    if (facts && !facts.readsCertificateRefs) return [];
    return bare.map(({ name, path }) => ({
      message: `listener "${name}" has no tls, so nothing says which certificate it shows, and it is not programmed${exceptionOf(gatewayClass)}${
        hintOf(entry.manifest)}`,
      fix: 'write tls.certificateRefs with the name of a Secret (mode may be left out: its default is Terminate)', path: `${path}.tls`,
      // Where the class is not here, its load balancer may find certificates by itself.
      ...(!gatewayClass && { severity: Severity.WARNING, missing: true }),
    }));
  },
};

function hasCertificatesElsewhere(gateway: Manifest): boolean {
  const { infrastructure } = specOf(gateway);
  const parameters = isRecord(infrastructure) && isRecord(infrastructure.parametersRef) ? infrastructure.parametersRef : {};
  return parameters.group === AWS || annotationsOf(gateway)[CERTIFICATE_MAP] !== undefined;
}

function exceptionOf(gatewayClass: Manifest | undefined): string {
  return gatewayClass ? '' : ', unless it is of a load balancer that finds certificates by itself';
}

/** cert-manager reads the names of Secrets that it is to write from the listeners. */
function hintOf(manifest: Manifest): string {
  const isAnnotated = Object.keys(annotationsOf(manifest)).some((key) => key.startsWith(`${CERT_MANAGER}/`));
  return isAnnotated ? '; cert-manager makes certificates for what certificateRefs name, and skips listeners without' : '';
}

function annotationsOf({ metadata }: Manifest): Record<string, unknown> {
  return isRecord(metadata) && isRecord(metadata.annotations) ? metadata.annotations : {};
}
