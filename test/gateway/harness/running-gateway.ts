import { randomUUID } from 'node:crypto';
import type { Address, HttpAnswer, HttpRequest } from './client';
import { Client } from './client';
import type { EchoBackends, SeenRequest } from './echo-backends';
import { BACKEND_HEADER, ID_HEADER } from './echo-backends';
import type { GrpcAnswer, GrpcCall } from './grpc-client';
import { grpcCall } from './grpc-client';
import { type GatewayObject, keyOf } from './kube-objects';
import type { RunningProxy } from './running-proxy';
import type { StreamAnswer } from './stream-client';
import { datagram, exchange } from './stream-client';

/** A request to a running Gateway. */
export interface GatewayRequest extends HttpRequest {
  /** Port of the Gateway; default 443. */
  readonly port?: number;
  /** How many mirrored copies to wait for (5 seconds at most); default none. */
  readonly mirrors?: number;
}

/** What happened to a request. */
export interface GatewayAnswer extends HttpAnswer {
  /** `namespace/service:port` of the backend that answered; undefined where the gateway itself did. */
  readonly backend?: string;
  /** The request as that backend got it. */
  readonly seen?: SeenRequest;
  /** The copies that other backends got; those that come late show up later. */
  readonly mirrored: SeenRequest[];
}

/** What happened to a gRPC call; backend and seen as for a request. */
export interface GatewayCallAnswer extends GrpcAnswer, Pick<GatewayAnswer, 'backend' | 'seen'> {}

interface Conditions {
  readonly conditions: Array<{ type: string; reason: string }>;
}

function acceptedReasons(parts: Conditions[]): string[] {
  return parts.flatMap(({ conditions }) => conditions.filter(({ type }) => type === 'Accepted').map(({ reason }) => reason));
}

/** One Gateway, served by a real implementation on loopback, with its backends. */
export class RunningGateway {
  private readonly client = new Client();

  public constructor(
    /** What stands in for the cluster around the manifests, one line each. */
    public readonly notes: string[],
    /** Statuses that the implementation wrote, by `Kind/namespace/name`. */
    private readonly statuses: Record<string, unknown>,
    private readonly gateway: GatewayObject,
    private readonly proxy: RunningProxy,
    private readonly echo: EchoBackends,
  ) {}

  public async send(request: GatewayRequest): Promise<GatewayAnswer> {
    const { port = 443, mirrors = 0, ...http } = request;
    const to = this.proxy.addressOf(port);
    if (to === undefined) return { error: `nothing listens on port ${port}`, headers: {}, mirrored: [] };
    const tls = this.gateway.spec.listeners.some((listener) => listener.port === port && listener.protocol === 'HTTPS');
    const id = randomUUID();
    const answer = await this.client.send({ ...http, headers: { ...http.headers, [ID_HEADER]: id } }, tls, to);

    const backend = answer.headers[BACKEND_HEADER] as string | undefined;
    const mirrored = () => this.echo.seenOf(id).filter((seen) => seen.backend !== backend);
    const deadline = Date.now() + 5_000;
    while (mirrored().length < mirrors && Date.now() < deadline) await new Promise((next) => setTimeout(next, 10));
    const seen = this.echo.seenOf(id).find((one) => one.backend === backend);
    return { ...answer, backend, seen, get mirrored() { return mirrored(); } };
  }

  /** Sends a request many times; how often each backend answered (`none`: the gateway itself did). */
  public async sendMany(request: GatewayRequest, times: number): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    let left = times;
    await Promise.all(Array.from({ length: 8 }, async () => {
      while (left-- > 0) {
        const { backend = 'none' } = await this.send(request);
        counts.set(backend, (counts.get(backend) ?? 0) + 1);
      }
    }));
    return counts;
  }

  /** Makes a gRPC call at a port of the Gateway, by default 443. */
  public async call({ port = 443, ...call }: GrpcCall & { readonly port?: number }): Promise<GatewayCallAnswer> {
    const id = randomUUID();
    const answer = await grpcCall({ ...call, headers: { ...call.headers, [ID_HEADER]: id } }, this.listening(port));
    return { ...answer, backend: answer.headers[BACKEND_HEADER] as string | undefined, seen: this.echo.seenOf(id)[0] };
  }

  /** Sends a text over a new connection to a port of the Gateway, with a server name over TLS. */
  public exchange(text: string, port: number, sni?: string): Promise<StreamAnswer> {
    return exchange(text, this.listening(port), sni);
  }

  /** Sends a datagram to a port of the Gateway. */
  public datagram(text: string, port: number): Promise<StreamAnswer> {
    return datagram(text, this.listening(port));
  }

  private listening(port: number): Address {
    const address = this.proxy.addressOf(port);
    if (address === undefined) throw new Error(`nothing listens on port ${port}`);
    return address;
  }

  /** Why the listener took an HTTPRoute (`namespace/name`) or did not: the Accepted reason for each parentRef. */
  public acceptance(route: string): string[] {
    const { parents = [] } = (this.statuses[`HTTPRoute/${route}`] ?? {}) as { parents?: Conditions[] };
    return acceptedReasons(parents);
  }

  /** Why the implementation took a listener or did not: its Accepted reasons. */
  public listenerAcceptance(name: string): string[] {
    const { listeners = [] } = (this.statuses[`Gateway/${keyOf(this.gateway)}`] ?? {}) as { listeners?: Array<Conditions & { name: string }> };
    return acceptedReasons(listeners.filter((listener) => listener.name === name));
  }

  public stop(): void {
    this.client.close();
    this.proxy.stop();
    this.echo.close();
  }
}
