// One measured process: builds COUNT routes of one KIND under one APP and prints the milliseconds of build and synth.
// node bench/synth-case.cjs raw|team App|GatewayApp COUNT [CHARTS]
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ApiObject, App } = require('cdk8s');
const gateway = require('..');

const [kind, appClass, count, chartCount = '1'] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
const outdir = path.join(folder, 'manifests');

/** The same two scopes in every case, so that only the routes differ. */
function scopes() {
  const app = appClass === 'App'
    ? new App({ outdir })
    : new gateway.GatewayApp({ outdir, contractsDir: path.join(folder, 'contracts') });
  const platform = new gateway.PlatformChart(app, 'platform');
  const implementation = gateway.Implementation.envoyGateway();
  const infrastructure = new gateway.GatewayInfrastructure(platform, 'edge', { implementation });
  const edge = new gateway.OperatorChart(app, 'edge', { namespace: 'gateway-system' });
  const shared = new gateway.SharedGateway(edge, 'edge', {
    infrastructure,
    listeners: [gateway.Listener.https('shop.example.com', { certificate: gateway.TlsCertificate.fromSecret('shop') })],
  });
  const grant = shared.admit(new gateway.Team('shop'), { namespaces: ['shop'], hostnames: ['shop.example.com'] });
  return { app, grant };
}

function teamRoute(chart, i) {
  new gateway.TeamRoute(chart, `route-${i}`, {
    metadata: { name: `route-${i}` },
    rules: [{
      matches: [
        gateway.RouteMatch.pathPrefix(`/api/v${i}`, { headers: [gateway.HeaderMatch.exact('x-version', 'v2')] }),
        gateway.RouteMatch.pathExact(`/health/${i}`),
      ],
      backends: [
        gateway.Backend.service(`stable-${i}`, 8080, { weight: 80 }),
        gateway.Backend.service(`canary-${i}`, 8080, { weight: 20 }),
      ],
      filters: [gateway.RouteFilter.replaceRequestHeaders({ 'x-traffic-type': 'canary' })],
    }],
  });
}

/** The same content as a raw ApiObject: what teamRoute makes, written by hand. */
function rawRoute(chart, i) {
  const backend = (name, weight) => ({ group: '', kind: 'Service', name, port: 8080, weight });
  new ApiObject(chart, `route-${i}`, {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: `route-${i}` },
    spec: {
      parentRefs: [{
        group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateway-system', name: 'edge', sectionName: section,
      }],
      hostnames: ['shop.example.com'],
      rules: [{
        matches: [
          { path: { type: 'PathPrefix', value: `/api/v${i}` }, headers: [{ type: 'Exact', name: 'x-version', value: 'v2' }] },
          { path: { type: 'Exact', value: `/health/${i}` } },
        ],
        backendRefs: [backend(`stable-${i}`, 80), backend(`canary-${i}`, 20)],
        filters: [{
          type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-traffic-type', value: 'canary' }] },
        }],
      }],
    },
  });
}

const { Chart } = require('cdk8s');
const plain = kind === 'raw' && appClass === 'App';
const { app, grant } = plain ? { app: new App({ outdir }) } : scopes();
const section = plain ? 'https' : JSON.parse(JSON.stringify(grant._data().sections))[0].name;
const start = performance.now();
const charts = Array.from({ length: Number(chartCount) }, (_, i) => plain
  ? new Chart(app, `shop-${i}`, { namespace: 'shop' })
  : new gateway.TeamChart(app, `shop-${i}`, { grants: [grant] }));
for (let i = 0; i < Number(count); i++) (kind === 'raw' ? rawRoute : teamRoute)(charts[i % charts.length], i);
app.synth();
console.log(performance.now() - start);
fs.rmSync(folder, { recursive: true });
