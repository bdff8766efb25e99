import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KubeObject } from './kube-objects';

const NOT_FOUND = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 };
const URL_FORM = new RegExp(
  '^/(?:api/v1|apis/(?<group>[^/]+)/[^/]+)(?:/namespaces/(?<namespace>[^/]+))?/(?<resource>[^/]+)'
  + '(?:/(?<name>[^/]+))?(?:/status)?$');

/**
 * A Kubernetes API in memory: enough of LIST and WATCH for a stock controller to read objects that
 * never change, and it keeps the statuses that the controller writes back.
 */
export class ObjectApi {
  /** By `Kind/namespace/name`. */
  public readonly statuses: Record<string, unknown> = {};
  private readonly server = http.createServer((request, response) => void this.serve(request, response));

  public constructor(private readonly objects: KubeObject[]) {}

  /** Opens the API; returns its address. */
  public async open(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const form = URL_FORM.exec(url.pathname)?.groups;
    if (!form) return answer(response, 404, NOT_FOUND);
    const items = this.objects
      .filter((object) => groupOf(object) === (form.group ?? '') && pluralOf(object.kind) === form.resource
        && (form.namespace === undefined || object.metadata.namespace === form.namespace)
        && (form.name === undefined || object.metadata.name === form.name))
      .map((object) => ({ ...object, metadata: { ...object.metadata, resourceVersion: '1' } }));
    if (url.searchParams.has('watch')) return watch(response, items);
    if (form.name === undefined) return answer(response, 200, { metadata: { resourceVersion: '1' }, items });
    if (items.length === 0) return answer(response, 404, NOT_FOUND);
    if (request.method === 'GET') return answer(response, 200, items[0]);
    const { kind, metadata } = items[0];
    const { status } = JSON.parse(await bodyOf(request)) as { status: unknown };
    this.statuses[`${kind}/${metadata.namespace ?? ''}/${metadata.name}`] = status;
    answer(response, 200, { ...items[0], status });
  }
}

/** Tells what there is, that this was all, and leaves the watch open: nothing ever changes. */
function watch(response: http.ServerResponse, items: KubeObject[]): void {
  response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  for (const object of items) response.write(`${JSON.stringify({ type: 'ADDED', object })}\n`);
  const annotations = { 'k8s.io/initial-events-end': 'true' };
  response.write(`${JSON.stringify({ type: 'BOOKMARK', object: { metadata: { resourceVersion: '1', annotations } } })}\n`);
}

function answer(response: http.ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function groupOf({ apiVersion }: KubeObject): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (lower.endsWith('s')) return `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}
