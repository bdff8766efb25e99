import { App, Testing } from 'cdk8s';
import { GuardMode, OperatorChart, TeamAccess, type TeamGrant } from '../../../src';
import { testGrant } from '../../util/grants';

interface Policy {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly matchConstraints: { readonly namespaceSelector: { readonly matchExpressions: readonly { readonly values: readonly string[] }[] } };
    readonly variables?: readonly { readonly name: string; readonly expression: string }[];
  };
}

function policies(...grants: TeamGrant[]): Policy[] {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  new TeamAccess(chart, 'access', { grants, mode: GuardMode.ENFORCE });
  return (Testing.synth(chart) as Policy[]).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
}

const variable = ({ spec: { variables = [] } }: Policy, name: string): string | undefined => variables.find((one) => one.name === name)?.expression;
const namespacesOf = ({ spec }: Policy): readonly string[] => spec.matchConstraints.namespaceSelector.matchExpressions[0].values;

describe('policies that namespaces of a team share', () => {
  test('look the grants of several namespaces up by the request\'s own', () => {
    const staging = testGrant({
      namespaces: ['ecommerce-staging'],
      hostnames: [{ hostname: 'staging.company.com', sections: ['https-shop-company-com'], prefixes: ['/'] }],
    });
    const both = policies(testGrant(), staging);
    expect(both.map(({ metadata }) => metadata.name)).toEqual(
      ['httproutes', 'other-routes', 'listenersets', 'referencegrants'].map((name) => `gateway-access-ecommerce-prod-${name}`));
    for (const policy of both) expect(namespacesOf(policy)).toEqual(['ecommerce-prod', 'ecommerce-staging']);
    const section = 'gateway-system/company-gateway/https-shop-company-com';
    expect(variable(both[0], 'granted')).toBe(`['${section}']`);
    expect(variable(both[0], 'exact')).toBe(
      `{'ecommerce-prod': {'${section}': {'shop.company.com': ''}}, 'ecommerce-staging': {'${section}': {'staging.company.com': ''}}}[request.namespace]`);
  });

  test('are as many as their tables need, each below the limit of an expression', () => {
    const many = Array.from({ length: 40 }, (_, i) => testGrant({
      namespaces: [`ecommerce-${i}`],
      hostnames: Array.from({ length: 100 }, (_unused, host) => (
        { hostname: `service-${host}.namespace-${i}.company.com`, sections: ['https-shop-company-com'], prefixes: ['/'] })),
    }));
    const routes = policies(...many).filter(({ metadata }) => metadata.name.endsWith('-httproutes'));
    expect(routes.length).toBe(2);
    expect(routes.flatMap(namespacesOf)).toEqual(many.map((_, i) => `ecommerce-${i}`));
    const lengths = routes.flatMap(({ spec }) => spec.variables ?? []).map(({ expression }) => expression.length);
    expect(Math.max(...lengths)).toBeGreaterThan(60_000);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(100_000);
  });
});
