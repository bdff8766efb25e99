import { App, Testing } from 'cdk8s';
import { ClusterGuards, GuardMode, OperatorChart, TeamAccess } from '../../../src';
import { testGrant } from '../../util/grants';

interface Emitted {
  readonly kind: string;
  readonly spec: { readonly paramKind?: unknown; readonly paramRef?: unknown; readonly failurePolicy?: string };
}

const isolated = testGrant({ isolation: { ingress: true, egress: true } });

function emitted(): Emitted[] {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  new TeamAccess(chart, 'access', { grants: [isolated], mode: GuardMode.ENFORCE });
  new ClusterGuards(chart, 'guards', { grants: [isolated], mode: GuardMode.ENFORCE });
  return (Testing.synth(chart) as Emitted[]).filter(({ kind }) => kind.startsWith('ValidatingAdmissionPolicy'));
}

test('the guards read no parameters: all that they know stands in the policies, out of reach of tenants', () => {
  const all = emitted();
  expect(all.length).toBeGreaterThan(30);
  expect(all.filter(({ spec }) => spec.paramKind !== undefined || spec.paramRef !== undefined)).toEqual([]);
  expect(all.filter((one) => /\bparams\b/.test(JSON.stringify(one)))).toEqual([]);
});

test('a guard that cannot be evaluated refuses', () => {
  const policies = emitted().filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  expect(policies.filter(({ spec }) => spec.failurePolicy !== 'Fail')).toEqual([]);
});
