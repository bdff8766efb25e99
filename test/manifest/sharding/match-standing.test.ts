import { grpcStanding, httpStanding, mayTie } from '../../../src/manifest/match-standing';
import type { GrpcMatch, HttpMatch } from './evaluator';

const prefix = (value: string): HttpMatch => ({ path: { type: 'PathPrefix', value } });

describe('which matches may tie', () => {
  const header = (name: string, value: string, type?: string): HttpMatch['headers'] => [{ name, value, ...(type && { type }) }];
  const regex = (value: string): HttpMatch => ({ path: { type: 'RegularExpression', value } });
  const exact = (value: string): HttpMatch => ({ path: { type: 'Exact', value } });

  test.each<[string, boolean, HttpMatch, HttpMatch]>([
    ['equal ones', true, prefix('/a'), prefix('/a')],
    ['nothing, and the root', true, {}, prefix('/')],
    ['a prefix with and without trailing slash', true, prefix('/a'), prefix('/a/')],
    ['prefixes of different length', false, prefix('/a'), prefix('/a/b')],
    ['different prefixes of one length', false, prefix('/a'), prefix('/b')],
    ['an exact path and its prefix', false, exact('/a'), prefix('/a')],
    ['exact paths that differ by a slash', false, exact('/a'), exact('/a/')],
    ['one method and another', false, { method: 'GET' }, { method: 'POST' }],
    ['a method and none', false, { method: 'GET' }, {}],
    ['different headers', true, { headers: header('x', '1') }, { headers: header('y', '1') }],
    ['one more header', false, { headers: header('x', '1') }, {}],
    ['different values of a header, in any case of its name', false, { headers: header('x', '1') }, { headers: header('X', '2') }],
    ['a value and an expression', true, { headers: header('x', '1') }, { headers: header('x', '2', 'RegularExpression') }],
    ['different parameters', true, { queryParams: header('x', '1') }, { queryParams: header('y', '1') }],
    ['different values of a parameter', false, { queryParams: header('x', '1') }, { queryParams: header('x', '2') }],
    ['parameters whose names differ by case', true, { queryParams: header('x', '1') }, { queryParams: header('X', '2') }],
    ['a header and a parameter', false, { queryParams: header('x', '1') }, { headers: header('x', '1') }],
    ['an expression and anything', true, regex('/a'), { ...exact('/b'), method: 'GET', headers: header('x', '1') }],
    ['an expression and another method', false, { ...regex('/a'), method: 'GET' }, { method: 'POST' }],
    ['a match that repeats a header', true, { headers: [...header('x', '1')!, ...header('X', '2')!] }, { headers: header('x', '1') }],
    ['the second of a repeated header does not count', false, { headers: [...header('x', '1')!, ...header('X', '2')!] }, { headers: header('x', '2') }],
  ])('HTTP, %s: %p', (_, expected, a, b) => {
    expect([mayTie(httpStanding(a), httpStanding(b)), mayTie(httpStanding(b), httpStanding(a))]).toEqual([expected, expected]);
  });

  test.each<[string, boolean, GrpcMatch, GrpcMatch]>([
    ['equal ones', true, { method: { service: 's' } }, { method: { service: 's', type: 'Exact' } }],
    ['nothing, and an empty service', true, {}, { method: { service: '' } }],
    ['different services', false, { method: { service: 's' } }, { method: { service: 't' } }],
    ['a service, and its method', false, { method: { service: 's' } }, { method: { service: 's', method: 'm' } }],
    ['a method, and a service', false, { method: { method: 'm' } }, { method: { service: 's' } }],
    ['an expression and a service', true, { method: { type: 'RegularExpression', service: 's.*' } }, { method: { service: 't', method: 'm' } }],
    ['different values of a header', false, { headers: header('x', '1') }, { headers: header('x', '2') }],
    ['different headers', true, { headers: header('x', '1') }, { headers: header('y', '2') }],
  ])('gRPC, %s: %p', (_, expected, a, b) => {
    expect([mayTie(grpcStanding(a), grpcStanding(b)), mayTie(grpcStanding(b), grpcStanding(a))]).toEqual([expected, expected]);
  });
});
