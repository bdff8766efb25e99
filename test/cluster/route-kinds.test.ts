import { grpcRouteProblems } from '../../src/manifest/grpc-route-checks';
import { httpRouteProblems } from '../../src/manifest/http-route-checks';
import { GATEWAY_API, knownKind } from '../../src/manifest/kinds';
import { tcpRouteProblems, udpRouteProblems } from '../../src/manifest/stream-route-checks';
import { tlsRouteProblems } from '../../src/manifest/tls-route-checks';
import { describeCluster } from './harness/describe-cluster';
import { expectProblems, expectVerdicts } from './harness/verdicts-on-specs';
import { FILTERS, FILTERS_OF_HTTP, GRPC_MATCHES, HEADERS, OTHER_VALUES, RULES_OF_HTTP, SESSIONS } from './request-specs';
import { backend, type ByChannel, commonSpecs, HOSTNAMES, mapped, times } from './route-specs';

const RULE = { backendRefs: [backend()] };

const STREAM: ByChannel<object> = {
  both: [],
  neither: [{}, { rules: [] }, { rules: [RULE, RULE] }, { rules: [{}] }, { rules: [{ backendRefs: [] }] }, { rules: [{ ...RULE, matches: [] }] }],
};

/** What TLS asks beside: the API server tells addresses from names here, and at least one name is there. */
const SERVER_NAMES: ByChannel<object> = {
  both: [{ hostnames: times(1024, (index) => `a${index}.company.com`) }],
  neither: [{ hostnames: [] }, { hostnames: undefined }, { hostnames: ['10.0.0.1'] }, { hostnames: times(1025, (index) => `a${index}.company.com`) }],
};

const requestHostnames: ByChannel<object> = {
  both: [{ hostnames: ['10.0.0.1'] }, { hostnames: [] }, { hostnames: times(16, (index) => `a${index}.company.com`) }],
  neither: [{ hostnames: times(17, (index) => `a${index}.company.com`) }],
};

const match = (index: number): object => ({ headers: [{ name: 'x-shop', value: String(index) }] });
const rulesOf = (...matches: number[]): object => ({ rules: matches.map((count) => ({ matches: times(count, match), ...RULE })) });
const MANY: ByChannel<object> = {
  both: [{}, { rules: times(16, () => RULE) }, rulesOf(64, 64), rulesOf(0, 0), { rules: [{ name: 'a' }, { name: 'b' }, {}, {}] }],
  standardAgainstUs: [{ rules: [{ name: 'a' }, { name: 'a' }] }],
  neither: [{ rules: times(17, () => RULE) }, rulesOf(65), rulesOf(64, 64, 1)],
};

const rule = (fields: object): object => ({ rules: [fields] });
const ofMatch = (fields: object): object => rule({ matches: [fields] });
const filters = (list: object[]): object => rule({ filters: list });
const OTHERS = OTHER_VALUES.map((headers) => ofMatch({ headers }));
const ofBackend = (list: object[]): object => rule({ backendRefs: [backend({ filters: list })] });

/** What routes of requests have in common. */
const REQUESTS: ByChannel<object>[] = [
  ...commonSpecs({}), mapped(HOSTNAMES, (hostnames) => ({ hostnames })), requestHostnames, MANY,
  mapped(HEADERS, (headers) => ofMatch({ headers })), mapped(FILTERS, filters), mapped(FILTERS, ofBackend),
  mapped(SESSIONS, (sessionPersistence) => rule({ sessionPersistence })),
];

const KINDS = [
  { kind: 'TCPRoute', problems: tcpRouteProblems, specs: [STREAM, ...commonSpecs({})] },
  { kind: 'UDPRoute', problems: udpRouteProblems, specs: [STREAM, ...commonSpecs({})] },
  {
    kind: 'TLSRoute', problems: tlsRouteProblems,
    specs: [
      mapped(STREAM, (spec) => ({ hostnames: ['company.com'], ...spec })), ...commonSpecs({ hostnames: ['company.com'] }),
      mapped(HOSTNAMES, (hostnames) => ({ rules: [RULE], hostnames })), mapped(SERVER_NAMES, (spec) => ({ rules: [RULE], ...spec })),
    ],
  },
  {
    kind: 'GRPCRoute', problems: grpcRouteProblems,
    specs: [...REQUESTS, { both: [{ rules: [] }, ...OTHERS], neither: [] }, mapped(GRPC_MATCHES, (method) => ofMatch({ method }))],
  },
  {
    kind: 'HTTPRoute', problems: httpRouteProblems,
    specs: [
      ...REQUESTS, { both: [], standard: OTHERS, neither: [{ rules: [] }] }, mapped(FILTERS_OF_HTTP, filters), mapped(FILTERS_OF_HTTP, ofBackend),
      mapped(RULES_OF_HTTP, rule),
    ],
  },
];

describeCluster('routes on the standard channel', 'standard', (cluster) => {
  test.each(KINDS)('$kind: the server says so', async ({ kind, specs }) => {
    await expectVerdicts(cluster, knownKind(GATEWAY_API, kind), {
      accepted: all(specs, 'both', 'bothAgainstUs', 'standard', 'standardAgainstUs'), refused: all(specs, 'experimental', 'neither'),
    });
  });
});

describeCluster('routes on the experimental channel', 'experimental', (cluster) => {
  test.each(KINDS)('$kind: the server says so', async ({ kind, specs }) => {
    await expectVerdicts(cluster, knownKind(GATEWAY_API, kind), {
      accepted: all(specs, 'both', 'bothAgainstUs', 'experimental'), refused: all(specs, 'standard', 'standardAgainstUs', 'neither'),
    });
  });

  test.each(KINDS)('$kind: our checks take what one of the channels takes', ({ problems, specs }) => {
    expectProblems(problems, {
      accepted: all(specs, 'both', 'experimental', 'standard'), refused: all(specs, 'bothAgainstUs', 'standardAgainstUs', 'neither'),
    });
  });
});

function all(specs: readonly ByChannel<object>[], ...verdicts: (keyof ByChannel<object>)[]): object[] {
  return verdicts.flatMap((verdict) => specs.flatMap((lists) => lists[verdict] ?? []));
}
