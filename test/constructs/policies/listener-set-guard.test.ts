import { App, Testing } from 'cdk8s';
import { OperatorChart, TeamAccess, type TeamGrant } from '../../../src';
import { delegatedGrant, testGrant } from '../../util/grants';

interface Emitted {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: { readonly apiGroups: string[]; readonly resources: string[] }[];
  readonly spec?: { readonly variables?: { readonly name: string; readonly expression: string }[]; readonly validations?: object[] };
}

function emitted(...grants: TeamGrant[]): Emitted[] {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  new TeamAccess(chart, 'access', { grants });
  return Testing.synth(chart) as Emitted[];
}

const policy = (name: string, ...grants: TeamGrant[]): NonNullable<Emitted['spec']> =>
  emitted(...grants).find(({ kind, metadata }) => kind === 'ValidatingAdmissionPolicy' && metadata.name === `gateway-access-${name}`)!.spec!;
const variable = (spec: NonNullable<Emitted['spec']>, name: string): string | undefined => spec.variables!.find((one) => one.name === name)?.expression;

test('the Role gives ListenerSets where listeners are delegated, and nowhere else', () => {
  const roles = emitted(delegatedGrant(), testGrant({ namespaces: ['ecommerce-jobs'] })).filter(({ kind }) => kind === 'Role');
  expect(roles.map(({ metadata, rules }) => [metadata.namespace, rules!.flatMap(({ resources }) => resources).includes('listenersets')])).toEqual([
    ['ecommerce-prod', true], ['ecommerce-jobs', false],
  ]);
});

test('the guard over ListenerSets holds the delegations of each namespace, a row for each', () => {
  const grants = [
    delegatedGrant({ routeKinds: ['HTTPRoute', 'TLSRoute'], namespaces: ['ecommerce-prod', 'ecommerce-jobs'] }),
    delegatedGrant({ delegation: { ports: [443], clearTextPorts: [80, 8080] }, gateway: { name: 'internal', namespace: 'edge' } }, ['plain.company.com']),
    testGrant(),
  ];
  const rows = [
    '{\'gateway\': [\'gateway-system/company-gateway\'], \'hostnames\': [\'shop.company.com\'], \'suffixes\': [\'.dev.company.com\'], '
      + '\'places\': [\'HTTPS 443\', \'TLS 443\'], \'namespaces\': [\'ecommerce-prod\', \'ecommerce-jobs\']}',
    '{\'gateway\': [\'edge/internal\'], \'hostnames\': [\'plain.company.com\'], \'suffixes\': [], '
      + '\'places\': [\'HTTPS 443\', \'HTTP 80\', \'HTTP 8080\'], \'namespaces\': [\'ecommerce-prod\']}',
  ];
  expect(variable(policy('ecommerce-prod-listenersets', ...grants), 'delegated'))
    .toBe(`{'ecommerce-prod': [${rows.join(', ')}], 'ecommerce-jobs': [${rows[0]}]}[request.namespace]`);
});

test('the guard refuses every ListenerSet where nothing is delegated', () => {
  expect(policy('ecommerce-prod-listenersets', testGrant())).toEqual(expect.objectContaining({
    validations: [{
      expression: 'false',
      message: 'team "ecommerce" is not delegated listeners here; the operators delegate them with SharedGateway.delegate',
      reason: 'Forbidden',
    }],
  }));
});

test('the guards over routes take ListenerSets of the delegated namespaces beside granted sections', () => {
  const namespaces = ['ecommerce-prod', 'ecommerce-jobs'];
  const spec = policy('ecommerce-prod-httproutes', delegatedGrant({ namespaces }), testGrant({ namespaces }));
  expect(variable(spec, 'granted'))
    .toBe('[\'(ListenerSet) ecommerce-prod\', \'(ListenerSet) ecommerce-jobs\', \'gateway-system/company-gateway/https-shop-company-com\']');
  expect(variable(spec, 'wildcards')).toBe('{\'(ListenerSet) ecommerce-prod\': [[\'.dev.company.com\', \'\']], '
    + '\'(ListenerSet) ecommerce-jobs\': [[\'.dev.company.com\', \'\']], \'gateway-system/company-gateway/https-shop-company-com\': []}');
});
