import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { OperatorChart, Persona, PlatformChart, RoleScope, Subject, Team, TeamChart, TeamGrant } from '../../../src';
import { placeOf } from '../../../src/constructs/base/problems';
import { requireRole } from '../../../src/constructs/roles/require-role';
import { accessOf, PERMISSIONS, writersOf } from '../../../src/manifest/permissions';
import { testGrant } from '../../util/grants';

describe('role scopes', () => {
  test('a chart of a persona binds it, and everything below acts in it', () => {
    // GIVEN
    const app = new App();
    const chart = new OperatorChart(app, 'edge', { namespace: 'gateway-system' });
    // WHEN
    const below = new Construct(new Construct(chart, 'a'), 'b');
    // THEN
    expect(RoleScope.of(below)?.persona).toBe(Persona.CLUSTER_OPERATOR);
    expect(RoleScope.of(app)).toBeUndefined();
  });

  test('any chart can be bound', () => {
    const chart = new Chart(new App(), 'mine');
    RoleScope.team(chart, [testGrant()]);
    expect(RoleScope.of(chart)?.teamName).toBe('ecommerce');
    expect(RoleScope.of(chart)?.grants).toHaveLength(1);
  });

  test('another role inside one is refused, naming both', () => {
    const app = new App();
    const edge = new OperatorChart(app, 'edge');
    expect(() => RoleScope.team(new Construct(edge, 'team'), [testGrant()]))
      .toThrow('[edge/team] RoleScope: a scope of the application team "ecommerce" cannot stand inside one of the cluster operator');
    expect(() => RoleScope.platform(app)).toThrow(/a scope of the cluster operator \(edge\) already stands inside/);
  });

  test('the same role may be bound again below; the nearest wins', () => {
    const outer = new Chart(new App(), 'outer');
    RoleScope.team(outer, [testGrant()]);
    const inner = new Construct(outer, 'inner');
    RoleScope.team(inner, [testGrant({ namespaces: ['ecommerce-staging'] })]);
    expect(RoleScope.of(inner)?.grants[0].namespaces).toEqual(['ecommerce-staging']);
    const other = new Construct(outer, 'other');
    expect(() => RoleScope.team(other, [testGrant({ team: { name: 'analytics', subjects: [] } })])).toThrow(/"analytics" cannot stand inside/);
  });

  test('a team scope needs grants, all of one team', () => {
    const app = new App();
    expect(() => new TeamChart(app, 'a', { grants: [] })).toThrow(/^\[a\] TeamChart: grants is empty; write the TeamGrant/);
    expect(() => new TeamChart(app, 'b', { grants: [{} as never] })).toThrow(/grants holds something else/);
    expect(() => new TeamChart(app, 'c', { grants: undefined as never })).toThrow(/grants is empty/);
    const analytics = testGrant({ team: { name: 'analytics', subjects: [] } });
    expect(() => new TeamChart(app, 'd', { grants: [testGrant(), analytics] })).toThrow(/several teams \(ecommerce, analytics\)/);
  });

  test('a team chart stands in its one granted namespace, and in no other', () => {
    const app = new App();
    expect(new TeamChart(app, 'a', { grants: [testGrant()] }).namespace).toBe('ecommerce-prod');
    expect(new TeamChart(app, 'b', { grants: [testGrant({ namespaces: ['x', 'y'] })] }).namespace).toBeUndefined();
    expect(() => new TeamChart(app, 'c', { grants: [testGrant()], namespace: 'analytics-prod' }))
      .toThrow('[c] TeamChart: namespace "analytics-prod": it is not granted to the team; write one of ecommerce-prod');
    expect(() => new PlatformChart(app, 'd', { namespace: 'Not A Label' })).toThrow(/^\[d\] PlatformChart: namespace "Not A Label"/);
  });

  test('a role construct in the wrong scope throws with its path, its role, and who can make it', () => {
    const app = new App();
    const shop = new TeamChart(app, 'shop', { grants: [testGrant()] });
    const plain = new Chart(app, 'plain');
    expect(() => requireRole(placeOf(shop, 'gw', 'SharedGateway'), shop, Persona.CLUSTER_OPERATOR)).toThrow(
      '[shop/gw] SharedGateway: it stands in a scope of the application team "ecommerce", and only the cluster operator can make it; '
      + 'put it in an OperatorChart, or bind the scope with RoleScope.operator(…)');
    expect(() => requireRole(placeOf(plain, 'r', 'TeamRoute'), plain, Persona.APPLICATION_TEAM)).toThrow(/no role is bound to its scope/);
  });

  test('a refused construct leaves nothing in the tree', () => {
    const app = new App();
    expect(() => new TeamChart(app, 'shop', { grants: [testGrant()], namespace: 'other' })).toThrow();
    expect(app.node.children).toEqual([]);
  });
});

describe('a role\'s chart or scope from nothing', () => {
  const none = undefined as never;
  const app = new App();

  test.each<[string, () => unknown, RegExp]>([
    ['a TeamChart without props', () => new TeamChart(app, 'a', none), /^\[a\] TeamChart: grants is empty; write the TeamGrant/],
    ['a TeamChart with null', () => new TeamChart(app, 'a', null as never), /^\[a\] TeamChart: props null: it is not an object; write \{ grants/],
    ['an OperatorChart with null', () => new OperatorChart(app, 'a', null as never), /^\[a\] OperatorChart: props null: it is not an object/],
    ['a PlatformChart with text', () => new PlatformChart(app, 'a', 'eks' as never), /^\[a\] PlatformChart: props "eks": it is not an object/],
    ['a chart without a scope', () => new OperatorChart(none, 'a'), /^OperatorChart: scope undefined: it is not a construct; write the app/],
    ['a chart without an id', () => new OperatorChart(app, none), /^OperatorChart: id undefined: it is not text; write a name such as "edge"/],
    ['a chart whose id is empty', () => new OperatorChart(app, ''), /^OperatorChart: id "": it is empty/],
    ['a chart in text', () => new TeamChart('app' as never, 'a', { grants: [testGrant()] }), /^TeamChart: scope "app": it is not a construct/],
    ['a platform\'s scope', () => RoleScope.platform(none), /^RoleScope\.platform: scope undefined: it is not a construct/],
    ['an operator\'s scope', () => RoleScope.operator(null as never), /^RoleScope\.operator: scope null: it is not a construct/],
    ['a team\'s scope', () => RoleScope.team(none, []), /^RoleScope\.team: scope undefined: it is not a construct/],
    ['the role of nothing', () => RoleScope.of(none), /^RoleScope\.of: construct undefined: it is not a construct/],
    ['grants with a hole', () => new TeamChart(app, 'a', { grants: [undefined as never] }), /grants holds something else/],
    ['a team with null', () => new Team('a', null as never), /^Team: props null: it is not an object/],
    ['a team with one subject in text', () => new Team('a', { subjects: 'team-a' as never }), /^Team: subjects "team-a": it is not a list; write \[Subject\.group/],
    ['a team with subjects null', () => new Team('a', { subjects: null as never }), /^Team: subjects null: it is not a list/],
    ['a team with a hole', () => new Team('a', { subjects: [undefined as never] }), /^Team: subjects\[0\] undefined: it is not a Subject/],
    ['a contract of nothing', () => TeamGrant.fromContractText(none), /^TeamGrant\.fromContractText: /],
    ['a contract\'s file of nothing', () => TeamGrant.fromContract(none), /^TeamGrant\.fromContract: file undefined: it is not a path/],
  ])('%s is refused', (_, make, message) => {
    expect(make).toThrow(message);
    expect(app.node.children).toEqual([]);
  });
});

describe('teams and subjects', () => {
  test('a team is a DNS label', () => {
    expect(new Team('ecommerce').name).toBe('ecommerce');
    expect(() => new Team('E Commerce')).toThrow('Team: name "E Commerce": a DNS label holds');
    expect(() => new Team('../../etc')).toThrow(/Team: name/);
    expect(() => new Team('a', { subjects: ['x' as never] })).toThrow(/it is not a Subject; write Subject.group/);
  });

  test('subjects are those of RBAC', () => {
    expect([Subject.user('jane'), Subject.group('team-a'), Subject.serviceAccount('ci', 'a')].map((subject) => subject._data())).toEqual([
      { kind: 'User', name: 'jane' }, { kind: 'Group', name: 'team-a' }, { kind: 'ServiceAccount', name: 'ci', namespace: 'a' },
    ]);
    expect(() => Subject.group('system:masters')).toThrow(/names that start with "system:" are Kubernetes' own/);
    expect(() => Subject.user(' ')).toThrow('Subject.user: name is empty');
    expect(() => Subject.serviceAccount('ci', 'A')).toThrow(/Subject.serviceAccount: namespace "A"/);
  });
});

describe('the permission table', () => {
  test.each([
    ['gateway.networking.k8s.io', 'GatewayClass', ['infrastructure provider']],
    ['gateway.networking.k8s.io', 'Gateway', ['infrastructure provider', 'cluster operator']],
    ['gateway.networking.k8s.io', 'TCPRoute', ['infrastructure provider', 'cluster operator', 'application team']],
    ['networking.k8s.io', 'Ingress', ['infrastructure provider', 'cluster operator']],
    ['rbac.authorization.k8s.io', 'RoleBinding', ['infrastructure provider', 'cluster operator']],
    ['traefik.io', 'IngressRoute', ['infrastructure provider', 'cluster operator']],
    ['', 'Namespace', ['infrastructure provider', 'cluster operator']],
    ['apps', 'Deployment', ['infrastructure provider', 'cluster operator', 'application team']],
    ['example.com', 'Anything', ['infrastructure provider', 'cluster operator', 'application team']],
  ])('%s %s is written by %j', (group, kind, writers) => {
    expect(writersOf(group, kind)).toEqual(writers);
  });

  test('a kind stands once in the table', () => {
    const keys = PERMISSIONS.map(({ group, kind }) => `${group}/${kind}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(accessOf(Persona.APPLICATION_TEAM, 'gateway.networking.k8s.io', 'Gateway')).toBe('read');
  });
});

test('two constructs of one id are refused with the path', () => {
  const app = new App();
  const chart = new Chart(app, 'c');
  new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(() => new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap' })).toThrow(/already/);
});
