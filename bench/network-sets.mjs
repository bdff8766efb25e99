/** Sets of manifests in which `count` workloads are closed by policies, by topology; `pods`: how many Pods each workload has. */
export const TOPOLOGIES = { teams, distinct, charts, ports };

const APPS = 10;
const label = (name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const port = (number, protocol = 'TCP') => ({ port: number, protocol });
const DNS = {
  to: [{ namespaceSelector: label('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
  ports: [port(53, 'UDP'), port(53)],
};

/**
 * Teams of ten workloads, each in a namespace of its own that denies by default: a workload is called by the one before it,
 * the first by the last one of the team before it in a ring, and the last one may call addresses of its team's own and of a
 * partner of all.
 */
function teams(count, pods = 0) {
  const objects = [namespace('kube-system', {}), ...workload('kube-system', 'dns', { 'k8s-app': 'kube-dns' }, pods)];
  const all = Math.ceil(count / APPS);
  for (let team = 0; team < all; team++) {
    const home = `team-${team}`;
    objects.push(namespace(home, { team: home }));
    objects.push(policy(home, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], egress: [DNS] }));
    for (let app = 0; app < APPS; app++) {
      objects.push(...workload(home, `app-${app}`, { app: `app-${app}`, team: home }, pods, team * APPS + app));
      objects.push(policy(home, `app-${app}`, neighbours(team, app, all)));
    }
  }
  return objects;
}

function neighbours(team, app, all) {
  const before = app === 0 ? appOf((team + all - 1) % all, APPS - 1) : { podSelector: { matchLabels: { app: `app-${app - 1}` } } };
  const after = app === APPS - 1 ? appOf((team + 1) % all, 0) : { podSelector: { matchLabels: { app: `app-${app + 1}` } } };
  const blocks = [block(`100.${64 + (team >> 8)}.${team & 255}.0/28`), block('203.0.113.0/24', ['203.0.113.128/25'])];
  return {
    podSelector: { matchLabels: { app: `app-${app}` } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [before], ports: [{ port: 'http' }] }],
    egress: [{ to: [after], ports: [port(8080)] }, ...app === APPS - 1 ? [{ to: blocks, ports: [port(443)] }] : []],
  };
}

/** One namespace in which no two workloads share a label, each with a policy of its own that names two others. */
function distinct(count, pods = 0) {
  const objects = [namespace('all', {})];
  for (let i = 0; i < count; i++) {
    objects.push(...workload('all', `app-${i}`, { [`key-${i}`]: `value-${i}` }, pods, i));
    objects.push(policy('all', `app-${i}`, {
      podSelector: { matchLabels: { [`key-${i}`]: `value-${i}` } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [(i + count - 1) % count, (i + count - 7) % count].map(other), ports: [port(8080)] }],
      egress: [{ to: [(i + 1) % count, (i + 7) % count].map(other), ports: [port(8080)] }],
    }));
  }
  return objects;
}

/** Workloads that nothing closes, each with a policy of its own that opens one port to everybody, as charts bring it. */
function charts(count, pods = 0, portOf = () => 8080) {
  return Array.from({ length: count }, (_, i) => {
    const home = `team-${Math.floor(i / APPS)}`;
    const ingress = [{ from: [{ namespaceSelector: {} }], ports: [port(portOf(i))] }];
    return [
      ...i % APPS === 0 ? [namespace(home, {})] : [],
      ...workload(home, `app-${i}`, { app: `app-${i}` }, pods, i),
      policy(home, `app-${i}`, { podSelector: { matchLabels: { app: `app-${i}` } }, policyTypes: ['Ingress'], ingress }),
    ];
  }).flat();
}

/** The same, and no two workloads open the same port. */
function ports(count, pods = 0) {
  return charts(count, pods, (i) => 1 + i);
}

const other = (i) => ({ podSelector: { matchLabels: { [`key-${i}`]: `value-${i}` } } });
const appOf = (team, app) => ({ namespaceSelector: label(`team-${team}`), podSelector: { matchLabels: { app: `app-${app}` } } });
const block = (cidr, except) => ({ ipBlock: { cidr, ...except && { except } } });

function namespace(name, labels) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } } };
}

function policy(home, name, spec) {
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: home }, spec };
}

/** A Deployment; or what a cluster holds of one whose ReplicaSet is not in the set: Pods with addresses. */
function workload(home, name, labels, pods, place = 0) {
  const containers = [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }] }];
  if (pods === 0) {
    const template = { metadata: { labels }, spec: { containers } };
    const spec = { selector: { matchLabels: labels }, template };
    return [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: home }, spec }];
  }
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-5d8f`, controller: true };
  return Array.from({ length: pods }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-5d8f-${i}`, namespace: home, labels, ownerReferences: [owner] },
    spec: { containers },
    status: { phase: 'Running', podIPs: [{ ip: addressOf(place * pods + i) }] },
  }));
}

const addressOf = (i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
