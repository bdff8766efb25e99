import { App, Testing } from 'cdk8s';
import { OperatorChart, TeamAccess } from '../../../src';
import { grantData, testGrant } from '../../util/grants';

interface Policy {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly variables: { readonly name: string; readonly expression: string }[] };
}

test('admission policies let Services be parents in the team\'s namespaces, and those that a grant of the namespace and kind lists', () => {
  const routeKinds = ['HTTPRoute', 'TCPRoute'];
  const sections = [...grantData().sections, { name: 'postgres', port: 5432, protocol: 'TCP' }];
  const grants = [
    testGrant({ routeKinds, sections }), testGrant({ meshServices: ['bank/api', 'bank/ledger'] }),
    testGrant({ namespaces: ['ecommerce-staging'], meshServices: ['bank/stub'] }),
  ];
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  new TeamAccess(chart, 'access', { grants });
  const policies = Testing.synth(chart) as Policy[];
  const meshOf = (name: string): string | undefined => policies
    .find(({ kind, metadata }) => kind === 'ValidatingAdmissionPolicy' && metadata.name.endsWith(name))?.spec.variables
    .find((variable) => variable.name === 'mesh')?.expression;
  const own = '[\'Service ecommerce-prod/\', \'Service ecommerce-staging/\'].exists(prefix, p.startsWith(prefix))';
  expect(meshOf('prod-httproutes'))
    .toBe(`variables.parents.filter(p, ${own} || p in ['Service bank/api', 'Service bank/ledger'])`);
  expect(meshOf('prod-tcproutes')).toBe(`variables.parents.filter(p, ${own})`);
  expect(meshOf('staging-httproutes')).toBe(`variables.parents.filter(p, ${own} || p in ['Service bank/stub'])`);
});
