import { App, Testing } from 'cdk8s';
import { GuardMode, OperatorChart, TeamAccess, type TeamAccessProps } from '../../../src';
import { testGrant } from '../../util/grants';

function edge(): OperatorChart {
  return new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
}

describe('the mode of a team\'s admission policies', () => {
  const actions = (props: Partial<TeamAccessProps>) => {
    const chart = edge();
    new TeamAccess(chart, 'access', { grants: [testGrant()], ...props });
    return Object.fromEntries((Testing.synth(chart) as { kind: string; metadata: { name: string }; spec: { validationActions: string[] } }[])
      .filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')
      .map(({ metadata, spec }) => [metadata.name.replace('gateway-access-ecommerce-prod-', ''), spec.validationActions]));
  };
  const all = (value: string[]) => ({ httproutes: value, 'other-routes': value, listenersets: value, referencegrants: value });

  test.each([
    [{}, ['Warn', 'Audit']],
    [{ mode: GuardMode.AUDIT }, ['Audit']],
    [{ mode: GuardMode.WARN }, ['Warn', 'Audit']],
    [{ mode: GuardMode.ENFORCE }, ['Deny']],
  ])('%j gives each binding %j', (props, expected) => {
    expect(actions(props)).toEqual(all(expected));
  });

  test('may differ by policy', () => {
    expect(actions({ mode: GuardMode.ENFORCE, modes: { referencegrants: GuardMode.AUDIT } })).toEqual({ ...all(['Deny']), referencegrants: ['Audit'] });
  });

  test.each([
    [{ mode: 'deny' as never }, /mode "deny": it is no mode of a guard; write GuardMode\.AUDIT, WARN or ENFORCE/],
    [{ modes: { httproutes: 'off' as never } }, /modes\["httproutes"\] "off": it is no mode of a guard/],
    [{ modes: { routes: GuardMode.WARN } }, /modes has "routes", and no guard has that name; the guards are httproutes, other-routes/],
  ])('%j is refused', (props, message) => {
    expect(() => actions(props)).toThrow(message);
  });

  test('lets a shared hostname count as guarded only where all refuse', () => {
    const guarded = (props: Partial<TeamAccessProps>) => {
      const grant = testGrant();
      new TeamAccess(edge(), 'access', { grants: [grant], ...props });
      return grant._isGuarded();
    };
    expect([guarded({}), guarded({ mode: GuardMode.ENFORCE }), guarded({ mode: GuardMode.ENFORCE, modes: { httproutes: GuardMode.WARN } })])
      .toEqual([false, true, false]);
  });
});
