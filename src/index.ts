import './synth/install';

export * from './manifest/finding';
export * from './manifest/persona';
export * from './constructs/platform/cluster-profile';
export * from './constructs/roles/charts';
export * from './constructs/roles/isolation';
export * from './constructs/roles/role-scope';
export * from './constructs/roles/subject';
export * from './constructs/roles/team';
export * from './constructs/roles/team-grant';
export * from './synth/acknowledge';
export * from './synth/contracts';
export * from './synth/findings';
export * from './synth/gateway-app';
