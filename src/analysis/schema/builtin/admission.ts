import { ADMISSION } from '../../../manifest/kinds';
import type { KindSchema, SchemaNode } from '../schema-node';
import { LABEL_SELECTOR } from './label-selector';
import { FILLED, IDENTIFIER, LABEL_KEY, SOME_TEXTS, SUBDOMAIN, TEXT } from './texts';

const RULES: SchemaNode = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      apiGroups: SOME_TEXTS,
      apiVersions: SOME_TEXTS,
      resources: SOME_TEXTS,
      resourceNames: { type: 'array', items: TEXT, set: true },
      operations: {
        type: 'array',
        minItems: 1,
        items: { type: 'string', enum: ['*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT'] },
      },
      scope: { type: 'string', enum: ['*', 'Cluster', 'Namespaced'], default: '*' },
    },
    required: ['apiGroups', 'apiVersions', 'operations', 'resources'],
  },
};

const MATCH: SchemaNode = {
  type: 'object',
  properties: {
    namespaceSelector: { ...LABEL_SELECTOR, default: {} },
    objectSelector: { ...LABEL_SELECTOR, default: {} },
    matchPolicy: { type: 'string', enum: ['Exact', 'Equivalent'], default: 'Equivalent' },
    resourceRules: RULES,
    excludeResourceRules: RULES,
  },
};

function namedExpressions(name: SchemaNode): SchemaNode {
  const item: SchemaNode = { type: 'object', properties: { name, expression: FILLED }, required: ['name', 'expression'] };
  return { type: 'array', items: item };
}

const VALIDATIONS: SchemaNode = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      expression: FILLED,
      message: TEXT,
      messageExpression: TEXT,
      reason: { type: 'string', enum: ['Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge'] },
    },
    required: ['expression'],
  },
};

const POLICY_SPEC: SchemaNode = {
  type: 'object',
  properties: {
    paramKind: { type: 'object', properties: { apiVersion: FILLED, kind: FILLED }, required: ['apiVersion', 'kind'] },
    matchConstraints: {
      ...MATCH,
      properties: { ...MATCH.properties, resourceRules: { ...RULES, minItems: 1 } },
      required: ['resourceRules'],
    },
    matchConditions: { ...namedExpressions(LABEL_KEY), keys: ['name'], maxItems: 64 },
    variables: namedExpressions(IDENTIFIER),
    validations: VALIDATIONS,
    auditAnnotations: {
      type: 'array',
      keys: ['key'],
      maxItems: 20,
      items: {
        type: 'object',
        properties: { key: LABEL_KEY, valueExpression: FILLED },
        required: ['key', 'valueExpression'],
      },
    },
    failurePolicy: { type: 'string', enum: ['Fail', 'Ignore'], default: 'Fail' },
  },
  required: ['matchConstraints'],
  anyOf: [
    { properties: { validations: { minItems: 1 } }, required: ['validations'] },
    { properties: { auditAnnotations: { minItems: 1 } }, required: ['auditAnnotations'] },
  ],
};

const BINDING_SPEC: SchemaNode = {
  type: 'object',
  properties: {
    policyName: SUBDOMAIN,
    paramRef: {
      type: 'object',
      properties: {
        name: TEXT,
        namespace: TEXT,
        selector: LABEL_SELECTOR,
        parameterNotFoundAction: { type: 'string', enum: ['Allow', 'Deny'] },
      },
      required: ['parameterNotFoundAction'],
      oneOf: [{ required: ['name'] }, { required: ['selector'] }],
    },
    matchResources: MATCH,
    validationActions: {
      type: 'array',
      minItems: 1,
      set: true,
      items: { type: 'string', enum: ['Deny', 'Warn', 'Audit'] },
    },
  },
  required: ['policyName', 'validationActions'],
};

function table(kind: string, spec: SchemaNode, status: boolean): KindSchema {
  const properties = { spec, ...(status && { status: { type: 'object', preserve: true } as const }) };
  const root: SchemaNode = { type: 'object', properties, required: ['spec'] };
  // The API server compiles the expressions too.
  return { group: ADMISSION, kind, native: true, unjudged: true, versions: [{ version: 'v1', root }] };
}

/** Source: Kubernetes API, admissionregistration.k8s.io/v1. */
export const VALIDATING_ADMISSION_POLICY = table('ValidatingAdmissionPolicy', POLICY_SPEC, true);
export const VALIDATING_ADMISSION_POLICY_BINDING = table('ValidatingAdmissionPolicyBinding', BINDING_SPEC, false);
