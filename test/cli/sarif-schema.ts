/** What SARIF 2.1.0 asks of the parts that are written (OASIS Standard, sections 3.13 to 3.58): fields, types, values, required ones. */
const text = { type: 'string', minLength: 1 };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const message = { type: 'object', additionalProperties: false, required: ['text'], properties: { text, markdown: text, id: text } };
const help = { type: 'object', additionalProperties: false, required: ['text'], properties: { text, markdown: text } };
const bag = { type: 'object' };

const rule = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: {
    id: text, name: text, shortDescription: help, fullDescription: help, help, helpUri: { type: 'string', format: 'uri' },
    defaultConfiguration: { type: 'object', additionalProperties: false, properties: { level, enabled: { type: 'boolean' } } },
    properties: { type: 'object', properties: { tags: { type: 'array', items: text, uniqueItems: true } } },
  },
};

const location = {
  type: 'object',
  additionalProperties: false,
  properties: {
    physicalLocation: {
      type: 'object',
      additionalProperties: false,
      required: ['artifactLocation'],
      properties: {
        artifactLocation: {
          type: 'object', additionalProperties: false, required: ['uri'], properties: { uri: { type: 'string', format: 'uri-reference' }, uriBaseId: text },
        },
        region: { type: 'object', additionalProperties: false, required: ['startLine'], properties: { startLine: { type: 'integer', minimum: 1 } } },
      },
    },
    logicalLocations: {
      type: 'array', minItems: 1, items: { type: 'object', additionalProperties: false, properties: { name: text, fullyQualifiedName: text, kind: text } },
    },
  },
};

const suppression = {
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  properties: { kind: { enum: ['inSource', 'external'] }, status: { enum: ['accepted', 'underReview', 'rejected'] }, justification: text },
};

const result = {
  type: 'object',
  additionalProperties: false,
  required: ['message'],
  properties: {
    ruleId: text, ruleIndex: { type: 'integer', minimum: -1 }, level, message, locations: { type: 'array', items: location },
    kind: { enum: ['notApplicable', 'pass', 'fail', 'review', 'open', 'informational'] },
    partialFingerprints: { type: 'object', additionalProperties: text },
    baselineState: { enum: ['new', 'unchanged', 'updated', 'absent'] },
    suppressions: { type: 'array', uniqueItems: true, items: suppression },
  },
  // A kind other than "fail" goes with the level "none" (3.27.10).
  if: { required: ['kind'], properties: { kind: { not: { const: 'fail' } } } },
  then: { properties: { level: { const: 'none' } } },
};

export const SARIF = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'runs'],
  properties: {
    $schema: { type: 'string', format: 'uri' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['tool'],
        properties: {
          tool: {
            type: 'object',
            additionalProperties: false,
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                additionalProperties: false,
                required: ['name'],
                properties: {
                  name: text, version: text, informationUri: { type: 'string', format: 'uri' }, rules: { type: 'array', uniqueItems: true, items: rule },
                },
              },
            },
          },
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: { type: 'array', items: result },
          properties: bag,
        },
      },
    },
  },
};
