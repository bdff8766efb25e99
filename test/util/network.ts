/** A NetworkPolicy as YAML, with a spec in flow style. */
export function policy(spec: string, home = 'shop', name = 'policy'): string {
  return `\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: ${home} }\nspec: ${spec}\n---`;
}

/** A Deployment with pods of some labels. */
export function deployment(labels: string, pod = 'containers: [{ ports: [{ name: http, containerPort: 8080 }] }]', home = 'shop', name = 'web'): string {
  return `\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: ${home} }\n`
    + `spec: { template: { metadata: { labels: ${labels} }, spec: { ${pod} } } }\n---`;
}

/** A Service. */
export function service(spec: string, home = 'shop', name = 'web'): string {
  return `\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${home} }\nspec: ${spec}\n---`;
}

/** A Namespace. */
export function namespace(name: string, labels = '{}'): string {
  return `\napiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: ${labels} }\n---`;
}
