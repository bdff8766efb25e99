import { byValue, type FieldCheck, list, object, valueOf } from '../../manifest/field-checks';
import { HEADER_LIST_LIMIT } from '../../manifest/http-filter-checks';
import { headerNameProblem } from '../../manifest/http-header-checks';
import { integerProblem, LARGEST_INTEGER } from '../../manifest/numbers';
import { pathProblem } from '../../manifest/path';
import type { Known } from '../base/known-options';
import { checkOptions } from '../base/known-options';
import type { Place } from '../base/problems';
import { plain } from '../kinds/parts';
import type { ExternalAuthGrpcOptions, ExternalAuthHttpOptions } from './external-auth-options';
import type { ExternalAuth } from './filter-data';
import { checkOptionFields } from './option-fields';

const GRPC: Known<ExternalAuthGrpcOptions> = { allowedHeaders: true, forwardBodyBytes: true };
const HTTP: Known<ExternalAuthHttpOptions> = {
  path: true, allowedHeaders: true, allowedResponseHeaders: true, forwardBodyBytes: true,
};

/** The API takes any text for a header's name here, and an empty list for what leaving it out says. */
const headerNames: FieldCheck = list(valueOf(headerNameProblem), {
  min: 1, max: HEADER_LIST_LIMIT, of: 'HTTPExternalAuthFilter', unique: byValue,
});

const settings: FieldCheck = object({
  optional: {
    path: valueOf(pathProblem),
    allowedHeaders: headerNames,
    allowedResponseHeaders: headerNames,
    forwardBodyBytes: valueOf((value) => integerProblem(value, 1, LARGEST_INTEGER, '8192')),
  },
});

type AuthSettings = Pick<ExternalAuth, 'protocol' | 'settings'>;

/** The settings of a filter that asks by gRPC, without its backend. */
export function externalAuthGrpc(place: Place, options: ExternalAuthGrpcOptions): AuthSettings {
  checkOptions(place, 'options', options, GRPC, '{ allowedHeaders: [\'cookie\'] }');
  checkOptionFields(place, '', options ?? {}, settings);
  const { forwardBodyBytes, ...grpc } = options ?? {};
  return { protocol: 'GRPC', settings: { grpc: plain(grpc), ...forwardBody(forwardBodyBytes) } };
}

/** The settings of a filter that asks by HTTP, without its backend. */
export function externalAuthHttp(place: Place, options: ExternalAuthHttpOptions): AuthSettings {
  checkOptions(place, 'options', options, HTTP, '{ allowedHeaders: [\'cookie\'] }');
  checkOptionFields(place, '', options ?? {}, settings);
  const { forwardBodyBytes, ...http } = options ?? {};
  return { protocol: 'HTTP', settings: { http: plain(http), ...forwardBody(forwardBodyBytes) } };
}

function forwardBody(maxSize: number | undefined): object {
  return maxSize === undefined ? {} : { forwardBody: { maxSize } };
}
