import { App, Testing } from 'cdk8s';
import { GuardMode, OperatorChart, TeamAccess, type TeamAccessProps, type TeamGrant } from '../../../src';
import type { GrantData, SubjectData } from '../../../src/manifest/grant-data';

export interface Policy {
  readonly matchConstraints: { readonly namespaceSelector: { matchExpressions: { values: string[] }[] }; readonly resourceRules: { resources: string[] }[] };
  readonly matchConditions: { readonly name: string; readonly expression: string }[];
  readonly variables?: { readonly name: string; readonly expression: string }[];
  readonly validations: { readonly expression: string; readonly message: string }[];
}

export interface Emitted {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object; readonly annotations?: object };
  readonly rules?: { readonly apiGroups: string[]; readonly resources: string[]; readonly verbs: string[] }[];
  readonly spec: Policy;
}

export function edge(): OperatorChart {
  return new OperatorChart(new App(), 'edge', { namespace: 'gateway-system' });
}

export function emitted(grants: TeamGrant[], props: Partial<TeamAccessProps> = {}): Emitted[] {
  const chart = edge();
  new TeamAccess(chart, 'access', { grants, mode: GuardMode.ENFORCE, ...props });
  return Testing.synth(chart) as Emitted[];
}

export const policies = (grants: TeamGrant[]): Emitted[] => emitted(grants).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');

export function policy(grants: TeamGrant[], name: string): Policy {
  return policies(grants).find(({ metadata }) => metadata.name.endsWith(name))!.spec;
}

export const variable = ({ variables = [] }: Policy, name: string): string | undefined => variables.find((one) => one.name === name)?.expression;

export const withSubjects = (...subjects: SubjectData[]): Partial<GrantData> => ({ team: { name: 'ecommerce', subjects } });
export const ISOLATED = { isolation: { ingress: true, egress: false } };

export const READ = ['get', 'list', 'watch'];
export const WRITE = [...READ, 'create', 'update', 'patch', 'delete'];
export const RBAC = 'rbac.authorization.k8s.io';
export const ROUTES = {
  apiGroups: ['gateway.networking.k8s.io'],
  resources: ['httproutes', 'grpcroutes', 'tlsroutes', 'tcproutes', 'udproutes', 'referencegrants', 'backendtlspolicies'],
  verbs: WRITE,
};
