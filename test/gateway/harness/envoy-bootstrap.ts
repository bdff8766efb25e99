interface XdsListener {
  name: string;
  address: { socketAddress: { address: string; portValue: number } };
}
interface XdsCluster {
  name: string;
  type?: string;
  edsClusterConfig?: { serviceName?: string };
  loadAssignment?: object;
}
type Node = Record<string, unknown>;

/** A static Envoy configuration, and which listener stands for which Gateway port. */
export interface EnvoyBootstrap {
  readonly config: object;
  readonly gatewayPorts: Map<string, number>;
}

/**
 * Puts xDS resources (by type URL) into a static bootstrap. Only plumbing changes: listeners bind to free
 * loopback ports, what Envoy would ask its control plane for is put in place, and access logs are off.
 */
export function envoyBootstrap(xds: Record<string, unknown[]>): EnvoyBootstrap {
  const listeners = resources<XdsListener>(xds, 'listener.v3.Listener')
    .filter(({ name }) => !name.startsWith('envoy-gateway-proxy-'));
  const gatewayPorts = new Map<string, number>();
  for (const { name, address: { socketAddress } } of listeners) {
    gatewayPorts.set(name, socketAddress.portValue);
    socketAddress.address = '127.0.0.1';
    socketAddress.portValue = 0;
  }
  inlineRoutes(listeners, resources(xds, 'route.v3.RouteConfiguration'));
  const clusters = resources<XdsCluster>(xds, 'cluster.v3.Cluster');
  inlineEndpoints(clusters, resources(xds, 'endpoint.v3.ClusterLoadAssignment'));
  walk([listeners, clusters], (node) => {
    delete node.accessLog;
    delete node.sdsConfig; // a secret without a source is looked up among the static ones
  });
  return {
    gatewayPorts,
    config: {
      node: { id: 'test', cluster: 'test' },
      admin: { address: { socketAddress: { address: '127.0.0.1', portValue: 0 } } },
      staticResources: { listeners, clusters, secrets: resources(xds, 'tls.v3.Secret') },
    },
  };
}

/** Copies of the resources of one type. Envoy Gateway may repeat one; its cache keeps the last of a name. */
function resources<T extends { name?: string; clusterName?: string }>(xds: Record<string, unknown[]>, type: string): T[] {
  const [, found = []] = Object.entries(xds).find(([typeUrl]) => typeUrl.endsWith(`.${type}`)) ?? [];
  return [...new Map((structuredClone(found) as T[]).map((one) => [one.name ?? one.clusterName, one])).values()];
}

function inlineRoutes(listeners: XdsListener[], routes: Array<{ name: string }>): void {
  walk(listeners, (node) => {
    const { routeConfigName: name } = (node.rds ?? {}) as { routeConfigName?: string };
    if (name === undefined) return;
    const route = routes.find((one) => one.name === name) ?? { name };
    // Routes to absent clusters are allowed when they come from a control plane, as they do in a cluster.
    node.routeConfig = { ...route, validateClusters: false };
    delete node.rds;
  });
}

function inlineEndpoints(clusters: XdsCluster[], endpoints: Array<{ clusterName: string }>): void {
  for (const cluster of clusters.filter(({ type }) => type === 'EDS')) {
    const name = cluster.edsClusterConfig?.serviceName ?? cluster.name;
    cluster.type = 'STATIC';
    cluster.loadAssignment = { ...endpoints.find((one) => one.clusterName === name), clusterName: cluster.name };
    delete cluster.edsClusterConfig;
  }
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (typeof value === 'object' && value !== null) {
    visit(value as Node);
    walk(Object.values(value), visit);
  }
}
