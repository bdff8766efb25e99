import { isRecord } from './manifest';

/**
 * The path of the calls that a method match of a GRPCRoute takes, as a prefix by path element; undefined where no single one
 * holds them. A call of method `List` of service `shop.v1.Products` is a request for `/shop.v1.Products/List`. Source: gRPC over
 * HTTP/2.
 */
export function grpcPrefix(method: unknown): string | undefined {
  if (!isRecord(method) || (method.type ?? 'Exact') !== 'Exact') return undefined;
  const { service, method: name } = method;
  if (typeof service !== 'string' || service === '') return undefined;
  return typeof name === 'string' && name !== '' ? `/${service}/${name}` : `/${service}`;
}
