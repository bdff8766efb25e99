import { cli, folderOf, type Ran } from './fake-io';

export const pod = (name: string, app: string, port = 8080): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { app: ${app} } }\n`
  + `spec: { containers: [{ name: c, ports: [{ name: http, containerPort: ${port} }] }] }\n---\n`;
export const policy = (name: string, spec: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec: ${spec}\n---\n`;
export const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\n';
export const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\n'
  + 'spec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }\n---\n';
export const INGRESS = 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: old, namespace: shop }\n'
  + 'spec: { rules: [{ host: a.example, http: { paths: [{ path: /, pathType: Prefix, '
  + 'backend: { service: { name: web, port: { number: 80 } } } }] } }] }\n---\n';
export const PODS = NAMESPACE + pod('web', 'web') + pod('db', 'db', 5432);
export const DENY = policy('deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
export const ALLOW = policy('web-to-db', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], '
  + 'egress: [{ to: [{ podSelector: {} }], ports: [{ port: 5432 }] }] }')
  + policy('db-from-web', '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }');

export const reach = (files: Record<string, string>, ...options: string[]): Promise<Ran> => cli(['reach', '.', ...options], { cwd: folderOf(files) });
