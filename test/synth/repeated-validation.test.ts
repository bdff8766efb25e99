import { ApiObject, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { Destination, Findings, NetworkPolicy, NetworkPolicyType, OperatorChart, RoleScope, TeamChart } from '../../src';
import * as checkEntries from '../../src/analysis/check-entries';
import { testGrant } from '../util/grants';

/** Counts how often the rules run while something happens. */
function runsOf(action: () => void): number {
  const spy = jest.spyOn(checkEntries, 'checkEntries');
  action();
  const { length } = spy.mock.calls;
  spy.mockRestore();
  return length;
}

const KIND = { apiVersion: 'example.com/v1', kind: 'Thing' };

const thing = (scope: Construct, fields: object = {}): ApiObject => new ApiObject(scope, 'thing', { ...KIND, ...fields });

/** An object whose class renders it in a way of its own. */
class Custom extends ApiObject {
  public readonly json = { ...KIND, metadata: { name: 'custom' }, spec: { a: 1 } };

  public override toJson(): object {
    return this.json;
  }
}

/** What makes something, and gives back what changes it later. */
type Changeable = (chart: Chart, app: App) => () => unknown;

const CHANGES: [string, Changeable][] = [
  ['a field of a spec', (chart) => {
    const spec = { deep: [{ a: 1 }] };
    thing(chart, { spec });
    return () => { spec.deep[0].a = 2; };
  }],
  ['a field more', (chart) => {
    const spec: Record<string, unknown> = { a: 1 };
    thing(chart, { spec });
    return () => { spec.b = {}; };
  }],
  ['a field less', (chart) => {
    const spec: Record<string, unknown> = { a: 1, b: { c: 1 } };
    thing(chart, { spec });
    return () => { spec.b = undefined; };
  }],
  ['an item more', (chart) => {
    const list = ['a'];
    thing(chart, { list });
    return () => list.push('b');
  }],
  ['a list in place of an object', (chart) => {
    const spec: Record<string, unknown> = { a: {} };
    thing(chart, { spec });
    return () => { spec.a = []; };
  }],
  ['a Lazy in place of a value', (chart) => {
    const spec: Record<string, unknown> = { a: 1 };
    thing(chart, { spec });
    return () => { spec.a = Lazy.any({ produce: () => 2 }); };
  }],
  ['what a Lazy gives', (chart) => {
    let value = 1;
    thing(chart, { spec: { a: Lazy.any({ produce: () => value }) } });
    return () => { value = 2; };
  }],
  ['what a token gives', (chart) => {
    let value = 1;
    thing(chart, { spec: { a: { resolve: () => value } } });
    return () => { value = 2; };
  }],
  ['a label', (chart) => {
    const object = thing(chart);
    return () => object.metadata.addLabel('a', 'b');
  }],
  ['a label that stood there', (chart) => {
    const object = thing(chart, { metadata: { labels: { a: 'b' } } });
    return () => object.metadata.addLabel('a', 'c');
  }],
  ['an annotation', (chart) => {
    const object = thing(chart);
    return () => object.metadata.addAnnotation('a', 'b');
  }],
  ['a Lazy as annotation', (chart) => {
    const annotations: Record<string, unknown> = { a: Lazy.any({ produce: () => annotations.b }), b: '1' };
    const object = thing(chart, { metadata: { annotations } });
    return () => { annotations.b = '2'; object.metadata.addAnnotation('b', '1'); };
  }],
  ['a finalizer', (chart) => {
    const object = thing(chart);
    return () => object.metadata.addFinalizers('example.com/a');
  }],
  ['an owner', (chart) => {
    const object = thing(chart);
    return () => object.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b' });
  }],
  ['another field of the metadata', (chart) => {
    const object = thing(chart);
    return () => object.metadata.add('generateName', 'a-');
  }],
  ['a namespace that is taken away', (chart) => {
    const object = thing(chart, { metadata: { namespace: 'a' } });
    return () => { (object.metadata as { namespace?: string }).namespace = undefined; };
  }],
  ['a JSON patch', (chart) => {
    const object = thing(chart);
    return () => object.addJsonPatch(JsonPatch.add('/a', 1));
  }],
  ['the value of a JSON patch', (chart) => {
    const value = { a: 1 };
    thing(chart).addJsonPatch(JsonPatch.add('/a', value));
    return () => { value.a = 2; };
  }],
  ['an object that renders itself', (chart) => {
    const custom = new Custom(chart, 'custom', KIND);
    return () => { custom.json.spec.a = 2; };
  }],
  ['a typed manifest', (chart) => {
    const policy = new NetworkPolicy(chart, 'policy', { spec: { podSelector: {}, policyTypes: [NetworkPolicyType.INGRESS] } });
    return () => policy.metadata.addLabel('a', 'b');
  }],
  ['an object more', (chart) => () => thing(chart)],
  ['an object less', (chart) => {
    thing(chart);
    return () => chart.node.tryRemoveChild('thing');
  }],
  ['another object of the same name', (chart) => {
    thing(chart);
    return () => chart.node.tryRemoveChild('thing') && thing(chart);
  }],
  ['a role that is bound later', (chart) => {
    thing(chart);
    return () => RoleScope.operator(chart);
  }],
  ['a resolver', (chart, app) => {
    thing(chart, { spec: { a: 1 } });
    return () => app.resolvers.push({ resolve: (context) => { if (context.value === 1) context.replaceValue(2); } });
  }],
];

describe('under a plain App the rules run once, and again for', () => {
  test.each(CHANGES)('%s', (_, prepare) => {
    // GIVEN an app of several charts, all of whose forms of objects stand there
    const app = Testing.app();
    for (let i = 0; i < 3; i++) new OperatorChart(app, `chart-${i}`, { namespace: 'a' });
    const change = prepare(new Chart(app, 'changing'), app);
    // WHEN, THEN
    expect(runsOf(() => app.synthYaml())).toBe(1);
    expect(runsOf(() => app.synthYaml())).toBe(0);
    change();
    expect(runsOf(() => app.synthYaml())).toBe(1);
    expect(runsOf(() => app.synthYaml())).toBe(0);
  });

  test('a resolver that stands from the start, and changes its mind', () => {
    let value = 2;
    const app = new App({ resolvers: [{ resolve: (context) => { if (context.value === 1) context.replaceValue(value); } }] });
    thing(new OperatorChart(app, 'chart', { namespace: 'a' }), { spec: { a: 1 } });
    expect(runsOf(() => app.synthYaml())).toBe(1);
    expect(runsOf(() => app.synthYaml())).toBe(0);
    value = 3;
    expect(runsOf(() => app.synthYaml())).toBe(1);
  });

  test('a grant that changes', () => {
    const app = Testing.app();
    const grant = testGrant({ isolation: { ingress: false, egress: true } });
    new TeamChart(app, 'shop', { grants: [grant] });
    thing(app.charts[0], { metadata: { namespace: 'ecommerce-prod' } });
    expect(runsOf(() => app.synthYaml())).toBe(1);
    expect(runsOf(() => app.synthYaml())).toBe(0);
    grant._openEgress([]);
    expect(runsOf(() => app.synthYaml())).toBe(0);
    grant._openEgress([Destination.cidr('203.0.113.0/24', 443, { reason: 'card payments' })._data()]);
    expect(runsOf(() => app.synthYaml())).toBe(1);
  });

  test('an error, but not a warning, which is said again without them', () => {
    const app = Testing.app();
    const chart = new OperatorChart(app, 'chart', { namespace: 'a' });
    const route = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' };
    new ApiObject(chart, 'warned', { ...route, spec: { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs: [{ name: 'a', port: 80 }] }], newField: 1 } });
    expect(runsOf(() => app.synthYaml())).toBe(1);
    expect(runsOf(() => expect(Findings.of(app)).toEqual([expect.objectContaining({ code: 'GW002' })]))).toBe(0);
    new ApiObject(chart, 'wrong', { ...route, spec: { rules: 1 } });
    expect(runsOf(() => expect(() => app.synthYaml()).toThrow(/GW001/))).toBe(1);
    expect(runsOf(() => expect(() => app.synthYaml()).toThrow(/GW001/))).toBe(1);
  });

  test('an object that cannot be rendered any more', () => {
    const app = Testing.app();
    let produce = (): number => 1;
    thing(new OperatorChart(app, 'chart', { namespace: 'a' }), { spec: { a: Lazy.any({ produce: () => produce() }) } });
    app.synthYaml();
    produce = () => { throw new Error('gone'); };
    expect(() => app.synthYaml()).toThrow(/\[chart\/thing\] GW004 error: .*gone/);
  });
});
