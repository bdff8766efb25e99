const { ApiObject, App, Chart } = require('cdk8s');

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new ApiObject(chart, 'gateway', {
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'edge' },
  spec: { gatewayClassName: 'public', listeners: [{ name: 'http', port: 80, protocol: 'HTTP', hostname: 'bank.company.com' }] },
});
for (const name of ['cart', 'search']) {
  new ApiObject(chart, `${name}-route`, {
    apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name },
    spec: {
      parentRefs: [{ name: 'edge' }],
      hostnames: ['shop.company.com'],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: `/${name}` } }], backendRefs: [{ name: 'shop', port: 80 }] }],
    },
  });
}
new ApiObject(chart, 'policy', {
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'from-nowhere' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/33' } }] }] },
});
app.synth();
