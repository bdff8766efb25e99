import { checkEntries } from '../../../../src/analysis/check-entries';
import type { Manifest } from '../../../../src/manifest/manifest';

const policy = (metadata: object, more: object): Manifest => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'shop', namespace: 'shop', ...metadata }, spec: { podSelector: {} }, ...more,
});
const said = (manifest: Manifest): string[] => checkEntries([{ manifest }], { channel: 'standard' })
  .filter(({ code }) => code === 'GW002').map(({ path }) => path!);
const uid = '6a3f2b1c-0000-4000-8000-000000000001';

describe('GW002: the status that NetworkPolicies had up to Kubernetes 1.27', () => {
  test('is no finding on what a cluster wrote', () => {
    expect(said(policy({ uid }, { status: {} }))).toEqual([]);
  });

  test('is one on what a person wrote: kubectl refuses it', () => {
    expect(said(policy({}, { status: {} }))).toEqual(['status']);
  });

  test('hides no other field', () => {
    expect(said(policy({ uid }, { statu: {} }))).toEqual(['statu']);
  });
});

describe('the status of a new object', () => {
  const gateway = (status: unknown, metadata: object = {}): string[] => checkEntries([{ manifest: {
    apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata: { name: 'edge', ...metadata },
    spec: { gatewayClassName: 'a', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] }, status,
  } }], { channel: 'standard' }).filter(({ code }) => ['GW001', 'GW002'].includes(code)).map(({ code, path }) => `${code} ${path}`);

  test('has fields that strict validation refuses where they are not known', () => {
    expect(gateway({ foo: 1, conditions: 3 })).toEqual(['GW002 status.foo']);
  });

  test('is dropped whatever it is', () => {
    expect([3, 'a', [], true].flatMap((status) => gateway(status))).toEqual([]);
  });

  test('is that of the cluster where it was read from one', () => {
    expect(gateway({ foo: 1 }, { uid })).toEqual([]);
  });
});

describe('GW002: a field of the experimental channel', () => {
  const route: Manifest = {
    apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'shop' },
    spec: { rules: [{ retry: { attempts: 2 }, backendRefs: [{ name: 'shop', port: 80 }] }] },
  };
  const fixes = (construct?: string): string[] => checkEntries([{ manifest: route, construct }], { channel: 'standard' })
    .filter(({ code }) => code === 'GW002').map(({ fix }) => fix);

  test('of a file: the command has an option for it', () => {
    expect(fixes()).toEqual(['check with --channel experimental (gatewayApiChannel in code) where the cluster has that channel, or leave it out']);
  });

  test('of a construct: the profile has it', () => {
    expect(fixes('shop/route')).toEqual([expect.stringMatching(/^say so in the profile of a PlatformChart/)]);
  });
});
