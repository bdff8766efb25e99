import * as path from 'node:path';
import { ClusterProfile, GatewayApp, GatewayInfrastructure, Implementation, PlatformChart } from 'cdk8s-gateway';
import { analytics } from '../../examples/company/analytics';
import { ecommerce } from '../../examples/company/ecommerce';
import { synthesize as company } from '../../examples/company/main';
import { operators } from '../../examples/company/operators';
import { synthesize as companySplit } from '../../examples/company-split/main';
import { type CompanyProfile, companyRequests } from './company-requests';
import { manifestsOf } from './harness/example-manifests';
import { describeGateway } from './harness/gateway-test';
import { type GatewayObject, type KubeObject, ofKind } from './harness/kube-objects';

const ENVOY: CompanyProfile = {
  https: 443,
  http: 80,
  unknownServerName: { error: expect.stringMatching(/ECONNRESET|socket disconnected/) },
  misdirected: { status: 404, backend: undefined },
  // Once a route names the hostname, Envoy Gateway does not fall back to one that names none.
};

/**
 * Traefik's listeners must stand on the ports of its entry points. It has a certificate for everyone, and goes by
 * the Host header alone once a connection stands.
 */
const TRAEFIK: CompanyProfile = {
  https: 8443,
  http: 8000,
  unknownServerName: { status: 404, backend: undefined },
  misdirected: { status: 200, backend: expect.stringMatching(/^ecommerce-prod\/product-api-(v2-)?service:8080$/) },
};

/** The company of the example, on another implementation. */
function companyOnTraefik(outdir: string): string[] {
  const manifests = path.join(outdir, 'manifests');
  const app = new GatewayApp({ outdir: manifests, contractsDir: path.join(outdir, 'contracts') });
  const platform = new PlatformChart(app, 'platform', { cluster: ClusterProfile.eks() });
  const implementation = Implementation.traefik();
  const infrastructure = new GatewayInfrastructure(platform, 'company-gateway-class', { implementation });
  const grants = operators(app, infrastructure);
  ecommerce(app, [grants.ecommerce]);
  analytics(app, [grants.analytics]);
  app.synth();
  return [manifests];
}

describeGateway('examples/company', () => manifestsOf(company), (gateway) => companyRequests(gateway, ENVOY));
describeGateway('examples/company-split', () => manifestsOf(companySplit), (gateway) => companyRequests(gateway, ENVOY));
describeGateway('the company on Traefik', () => manifestsOf(companyOnTraefik),
  (gateway) => companyRequests(gateway, TRAEFIK), { implementation: 'traefik' });

interface Grab {
  readonly name: string;
  readonly namespace: string;
  readonly sectionName?: string;
  readonly hostnames?: string[];
}

/** A hand-written route to the company's gateway, whose backend answers only to requests that it must not get. */
function grab({ name, namespace, sectionName, hostnames }: Grab): KubeObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace },
    spec: {
      parentRefs: [{ name: 'company-gateway', namespace: 'gateway-system', sectionName }],
      hostnames,
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: `/${name}` } }], backendRefs: [{ name: 'grabber', port: 80 }] }],
    },
  };
}

/** What cert-manager writes while it proves to the authority that the hostname is the company's. */
const ACME_SOLVER: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'solver', namespace: 'gateway-system' },
  spec: {
    parentRefs: [{ name: 'company-gateway' }],
    hostnames: ['shop.company.com'],
    rules: [{
      matches: [{ path: { type: 'Exact', value: '/.well-known/acme-challenge/token' } }],
      backendRefs: [{ name: 'solver', port: 8089 }],
    }],
  },
};

/** The company, and what others write by hand for the shop's hostname. */
function companyWithGrabs(synthesize: (outdir: string) => string[], redirectPort: number): KubeObject[] {
  const manifests = manifestsOf(synthesize);
  const [{ spec: { listeners } }] = ofKind<GatewayObject>(manifests, 'Gateway');
  const sectionOf = (hostname: string) => listeners.find((listener) => listener.hostname === hostname)?.name;
  const shop = ['shop.company.com'];
  const redirect = listeners.find(({ port }) => port === redirectPort)?.name;
  const namespace = 'analytics-prod';
  return [
    ...manifests,
    grab({ name: 'own-section', namespace, hostnames: shop, sectionName: sectionOf('analytics.company.com') }),
    grab({ name: 'their-section', namespace, hostnames: shop, sectionName: sectionOf('shop.company.com') }),
    grab({ name: 'no-section', namespace, hostnames: shop }),
    grab({ name: 'no-hostname', namespace }),
    grab({ name: 'wildcard', namespace, hostnames: ['*.company.com'] }),
    grab({ name: 'redirect', namespace, hostnames: shop, sectionName: redirect }),
    grab({ name: 'by-the-owner', namespace: 'ecommerce-prod', hostnames: shop, sectionName: sectionOf('shop.company.com') }),
  ];
}

const GRABS = ['own-section', 'their-section', 'no-section', 'no-hostname', 'wildcard', 'redirect'];

const SIDES = [
  { implementation: 'envoy' as const, synthesize: company, profile: ENVOY },
  { implementation: 'traefik' as const, synthesize: companyOnTraefik, profile: TRAEFIK },
];

describe.each(SIDES)('$implementation, a certificate for the shop is renewed', ({ implementation, synthesize, profile }) => {
  describeGateway('while the ACME solver stands', () => [...manifestsOf(synthesize), ACME_SOLVER], (gateway) => {
    const send = (url: string) => gateway().send({ host: 'shop.company.com', path: url, port: profile.http });

    test('the challenge is answered over plain HTTP', async () => {
      expect(await send('/.well-known/acme-challenge/token')).toMatchObject({ status: 200, backend: 'gateway-system/solver:8089' });
    });

    test('all other plain HTTP is redirected as before', async () => {
      expect(await send('/api/products')).toMatchObject({ status: 301, backend: undefined });
    });
  }, { implementation });
});

describe.each(SIDES)('$implementation, team analytics writes routes for the shop', ({ implementation, synthesize, profile }) => {
  describeGateway('whatever it attaches to', () => companyWithGrabs(synthesize, profile.http), (gateway) => {
    test.each(GRABS)('%s: a request for the shop gets 404', async (name) => {
      const request = { host: 'shop.company.com', path: `/${name}`, port: profile.https };
      expect(await gateway().send(request)).toMatchObject({ status: 404, backend: undefined });
    });

    test.each(GRABS)('%s: a request for the shop on the own connection gets nothing', async (name) => {
      const request = { host: 'shop.company.com', sni: 'analytics.company.com', path: `/${name}`, port: profile.https };
      expect(await gateway().send(request)).toMatchObject({ backend: undefined });
    });

    test.each(GRABS)('%s: plain HTTP for the shop still redirects', async (name) => {
      const answer = await gateway().send({ host: 'shop.company.com', path: `/${name}`, port: profile.http });
      expect(answer).toMatchObject({ status: 301, backend: undefined });
    });

    test.each(['own-section', 'their-section', 'no-section', 'redirect'])('%s: no listener takes it', (name) => {
      expect(gateway().acceptance(`analytics-prod/${name}`)).toEqual([
        expect.stringMatching(/^(NotAllowedByListeners|NoMatchingListenerHostname)$/),
      ]);
    });

    test('the owner may', async () => {
      const request = { host: 'shop.company.com', path: '/by-the-owner', port: profile.https };
      expect(await gateway().send(request)).toMatchObject({ status: 200, backend: 'ecommerce-prod/grabber:80' });
    });
  }, { implementation });
});
