import type { ApiObject } from 'cdk8s';

/** A Service by its name. */
export interface NamedService {
  readonly name: string;
  readonly namespace?: string;
  readonly port: number;
}

/** A Service that stands in the app. */
export interface ServiceObject {
  readonly service: ApiObject;
  readonly port?: number;
}

/** Where a backend's Service is. */
export type BackendSource = NamedService | ServiceObject;
