// The routes whose judgement is measured, and the Gateway that they attach to.
const API = 'gateway.networking.k8s.io/v1';

exports.gateway = () => ({
  apiVersion: API,
  kind: 'Gateway',
  metadata: { name: 'edge', namespace: 'infra' },
  spec: {
    gatewayClassName: 'edge',
    listeners: [{
      name: 'shop', port: 443, protocol: 'HTTPS', hostname: '*.example.com',
      tls: { mode: 'Terminate', certificateRefs: [{ name: 'shop' }] },
      allowedRoutes: { namespaces: { from: 'All' } },
    }],
  },
});

/** `reference`: 1 rule, 2 matches, 2 backends. `maximal`: 16 rules, 128 matches, the most that one route holds. */
exports.route = (size, i) => ({
  apiVersion: API,
  kind: 'HTTPRoute',
  metadata: { name: `route-${i}`, namespace: 'shop', labels: { 'app.kubernetes.io/name': `app-${i}` } },
  spec: {
    parentRefs: [{ name: 'edge', namespace: 'infra', sectionName: 'shop' }],
    hostnames: [`app-${i}.example.com`],
    rules: size === 'maximal' ? Array.from({ length: 16 }, (_, r) => rule(r, 8)) : [rule(0, 2)],
  },
});

function rule(r, matches) {
  return {
    matches: Array.from({ length: matches }, (_, m) => ({
      path: { type: 'PathPrefix', value: `/api/v${r}/${m}` }, ...(m % 2 === 0 && { headers: [{ type: 'Exact', name: 'x-version', value: `v${m}` }] }),
    })),
    backendRefs: [{ name: `stable-${r}`, port: 8080, weight: 90 }, { name: `canary-${r}`, port: 8080, weight: 10 }],
  };
}
