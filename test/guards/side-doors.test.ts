import { App, Testing } from 'cdk8s';
import { OperatorChart, TeamAccess } from '../../src';
import { clusterGuards } from '../../src/constructs/policies/cluster/all-guards';
import { TeamGrant } from '../../src/constructs/roles/team-grant';
import { closedGroups } from '../../src/manifest/guards/closed-kinds';
import { DOOR_CASES } from './cases';
import type { Right } from './cases/door-case';
import { httpRoute } from './cases/routes';
import { refusalsOf } from './evaluate';
import { GRANT, policies, SETTINGS } from './settings';
import { SIDE_DOORS } from './side-doors';
import { Closing } from './side-doors/side-door';

interface Rule { readonly apiGroups: string[]; readonly resources: string[]; readonly verbs: string[] }

function emittedRules(): Rule[] {
  const chart = new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
  new TeamAccess(chart, 'access', { grants: [TeamGrant._fromData(GRANT)] });
  return (Testing.synth(chart) as { rules?: Rule[] }[]).flatMap(({ rules = [] }) => rules);
}

const has = (list: string[], value: string): boolean => list.includes(value) || list.includes('*');
const gives = (rules: Rule[], { verb, group, resource }: Right): boolean =>
  rules.some(({ apiGroups, resources, verbs }) => has(apiGroups, group) && has(resources, resource) && has(verbs, verb));

describe('the table of side doors', () => {
  test('has each door once', () => {
    const ids = SIDE_DOORS.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('names a kind of every group that is closed as a whole', () => {
    const named = new Set(SIDE_DOORS.flatMap(({ kinds = [] }) => kinds).map((key) => key.split('/')[0]));
    const byThemselves = ['externaldns.k8s.io'];
    expect(closedGroups().filter(({ closed }) => closed === undefined).map(({ group }) => group)
      .filter((group) => !named.has(group) && !byThemselves.includes(group))).toEqual([]);
  });

  test('names guards that there are', () => {
    const ofTeams = policies().map(({ name }) => name.replace('gateway-access-doors-shop-', 'TeamAccess '));
    const known = [...clusterGuards(SETTINGS).map(({ guard }) => guard), ...ofTeams];
    expect(SIDE_DOORS.flatMap(({ guard }) => guard ?? []).filter((guard) => !known.includes(guard))).toEqual([]);
  });

  test('names a guard exactly where admission closes a door', () => {
    expect(SIDE_DOORS.filter(({ guard, closedBy }) => (guard !== undefined) !== closedBy.includes(Closing.ADMISSION))).toEqual([]);
  });

  test('has a case that is allowed and one that is denied for every door that can be closed', () => {
    const tried = (id: string, denied: boolean): boolean => DOOR_CASES.some((one) => one.door === id && (one.refusedBy !== undefined) === denied);
    expect(SIDE_DOORS.filter(({ closedBy }) => !closedBy.includes(Closing.NOTHING)).map(({ id }) => id)
      .filter((id) => !tried(id, true) || !tried(id, false))).toEqual([]);
  });

  test('has cases of doors that it has', () => {
    const ids = SIDE_DOORS.map(({ id }) => id);
    expect(DOOR_CASES.filter(({ door }) => !ids.includes(door))).toEqual([]);
  });
});

const named = DOOR_CASES.map((one) => [`${one.door}, ${one.title}`, one] as const);

describe('admission', () => {
  test.each(named.filter(([, { right, refusedBy }]) => !right && refusedBy !== undefined))('refuses %s', (_, one) => {
    expect(refusalsOf(one).map(({ policy }) => policy)).toContain(one.refusedBy);
  });

  test.each(named.filter(([, { right, refusedBy }]) => !right && refusedBy === undefined))('lets through %s', (_, one) => {
    expect(refusalsOf(one)).toEqual([]);
  });
});

test('an authorization service, which the experimental channel knows alone, is a Service as well', () => {
  const asking = (backendRef: object) => refusalsOf({
    door: 'backend-kind', title: 'asks',
    manifest: httpRoute('shop.company.com', 'shop', { filters: [{ type: 'ExternalAuth', externalAuth: { protocol: 'GRPC', backendRef } }] }),
  }).map(({ policy }) => policy);
  expect(asking({ name: 'auth', port: 80 })).toEqual([]);
  expect(asking({ group: 'networking.istio.io', kind: 'Hostname', name: 'auth.bank.svc', port: 80 })).toEqual(['cluster-guards-backends']);
});

describe('the emitted roles', () => {
  const rules = emittedRules();

  test.each(named.filter(([, { right }]) => right))('decide %s', (_, { right, refusedBy }) => {
    expect(gives(rules, right!)).toBe(refusedBy === undefined);
  });
});
