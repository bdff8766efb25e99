import { validateStructure } from '../../src/analysis/schema/validate-structure';
import { casesOfRules, invalidExamples } from '../upstream/validation-cases';

test('cases', () => {
  const wrong = [...casesOfRules(), ...invalidExamples()].filter(({ operation }) => !operation).flatMap(({ file, object, refused }) => {
    const results = (['standard', 'experimental'] as const).map((channel) => validateStructure(object,
      { channel }).filter(({ code }) => code !== 'unknown-kind'));
    const ok = /experimental/i.test(file) || /XB|BackendTraffic|XMesh/.test(file) ? (results[1].length > 0) === refused : results.some((r) => (r.length > 0) === refused);
    return ok ? [] : [[file, refused, ...results.map((r) => r.map((p) => `${p.code} ${p.path} ${p.reason}`))]];
  });
  expect(wrong).toEqual([]);
});
