import { ADMISSION } from '../../../manifest/kinds';
import type { KindSchema, SchemaNode } from '../schema-node';
import { LABEL_SELECTOR } from './label-selector';

const TEXT: SchemaNode = { type: 'string' };
const EXPRESSION: SchemaNode = { type: 'string', minLength: 1 };
const TEXTS: SchemaNode = { type: 'array', minItems: 1, items: TEXT };

const RULES: SchemaNode = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      apiGroups: TEXTS,
      apiVersions: TEXTS,
      resources: TEXTS,
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

const NAMED_EXPRESSIONS: SchemaNode = {
  type: 'array',
  keys: ['name'],
  items: {
    type: 'object',
    properties: { name: EXPRESSION, expression: EXPRESSION },
    required: ['name', 'expression'],
  },
};

const VALIDATIONS: SchemaNode = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      expression: EXPRESSION,
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
    paramKind: { type: 'object', properties: { apiVersion: EXPRESSION, kind: EXPRESSION }, required: ['apiVersion', 'kind'] },
    matchConstraints: {
      ...MATCH,
      properties: { ...MATCH.properties, resourceRules: { ...RULES, minItems: 1 } },
      required: ['resourceRules'],
    },
    matchConditions: { ...NAMED_EXPRESSIONS, maxItems: 64 },
    variables: NAMED_EXPRESSIONS,
    validations: VALIDATIONS,
    auditAnnotations: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        properties: { key: EXPRESSION, valueExpression: EXPRESSION },
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
    policyName: { type: 'string', minLength: 1 },
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
  return { group: ADMISSION, kind, versions: [{ version: 'v1', root: { type: 'object', properties, required: ['spec'] } }] };
}

/** Source: Kubernetes API, admissionregistration.k8s.io/v1. */
export const VALIDATING_ADMISSION_POLICY = table('ValidatingAdmissionPolicy', POLICY_SPEC, true);
export const VALIDATING_ADMISSION_POLICY_BINDING = table('ValidatingAdmissionPolicyBinding', BINDING_SPEC, false);
