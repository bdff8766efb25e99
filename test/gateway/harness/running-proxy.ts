import type { Address } from './client';

/** A proxy that serves one Gateway on loopback. */
export interface RunningProxy {
  /** Where it serves this port of the Gateway; undefined where it does not listen. */
  addressOf(gatewayPort: number): Address | undefined;
  stop(): void;
}
