const { ApiObject, App, Chart } = require('cdk8s');

// cdk8s records the construct of an object by its bare name: of these two, one is lost.
const app = new App();
for (const namespace of ['bank', 'shop']) {
  new ApiObject(new Chart(app, namespace, { namespace }), 'policy', {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'shared' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/33' } }] }] },
  });
}
app.synth();
