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
