import { Agent, request } from 'node:https';
import { setTimeout } from 'node:timers/promises';

/** How often a busy server is asked, and the milliseconds in between. */
const ATTEMPTS = 20;
const PAUSE = 500;

/** How to reach a server as its administrator. */
export interface Connection {
  readonly server: string;
  readonly token: string;
  /** Certificates in PEM that the server's one descends from. */
  readonly ca: string;
}

/** Whom a request is made as; the administrator where it says nothing. */
export interface Identity {
  /** User name, such as `alice` or `system:serviceaccount:shop:deployer`. */
  readonly as?: string;
  readonly groups?: readonly string[];
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  readonly accept?: string;
  readonly contentType?: string;
  readonly body?: string;
  readonly identity?: Identity;
}

export interface Reply {
  readonly code: number;
  /** Texts of the Warning headers. */
  readonly warnings: string[];
  /** The object that was asked for, or a Status. */
  readonly body: unknown;
}

/** What the server answers to what it refuses. */
export interface Status {
  readonly reason?: string;
  readonly message?: string;
  readonly details?: { readonly causes?: { readonly field?: string; readonly message: string; readonly reason?: string }[] };
}

/** A client of one API server that may act as anyone. */
export class Client {
  readonly #connection: Connection;
  readonly #agent: Agent;

  /** `sockets` is how many requests may be under way at once. */
  public constructor(connection: Connection, sockets = 8) {
    this.#connection = connection;
    this.#agent = new Agent({ ca: connection.ca, keepAlive: true, maxSockets: sockets });
  }

  /** Sends a request. A server whose storage is still settling after new CRDs asks to come back: that is no answer yet. */
  public async send(sent: Request): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      const reply = await this.sendOnce(sent);
      if (reply.code !== 429 || attempt === ATTEMPTS) return reply;
      await setTimeout(PAUSE);
    }
  }

  private sendOnce(sent: Request): Promise<Reply> {
    const headers = {
      'Authorization': `Bearer ${this.#connection.token}`,
      'Accept': sent.accept ?? 'application/json',
      ...sent.body === undefined ? {} : { 'Content-Type': sent.contentType ?? 'application/json' },
      ...impersonation(sent.identity),
    };
    return new Promise((resolve, reject) => {
      const url = new URL(sent.path, this.#connection.server);
      const outgoing = request(url, { method: sent.method, agent: this.#agent, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve({
          code: incoming.statusCode ?? 0,
          warnings: warningTexts(incoming.headers.warning),
          body: parsed(Buffer.concat(chunks).toString()),
        }));
      });
      outgoing.on('error', reject);
      outgoing.end(sent.body);
    });
  }

  /** The body of a GET that must succeed. */
  public async get<T>(path: string, accept?: string): Promise<T> {
    const { code, body } = await this.send({ method: 'GET', path, accept });
    if (code !== 200) throw new Error(`GET ${path}: ${code} ${(body as Status).message}`);
    return body as T;
  }

  public close(): void {
    this.#agent.destroy();
  }
}

function impersonation(identity: Identity = {}): Record<string, string | string[]> {
  if (identity.as === undefined) return {};
  return { 'Impersonate-User': identity.as, 'Impersonate-Group': [...identity.groups ?? []] };
}

/** Node joins the headers by commas, so the quoted texts are looked for one by one. */
function warningTexts(header = ''): string[] {
  return [...header.matchAll(/299 \S+ ("(?:[^"\\]|\\.)*")/g)].map(([, quoted]) => JSON.parse(quoted) as string);
}

/** An answer that is not JSON stands as the message of a Status. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.trim() };
  }
}
