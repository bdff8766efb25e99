import { backend, ofCalls, ofRules, path } from './judged';

const AT = 'spec.rules[0].matches[0]';
const regex = (value: string): object => path(value, 'RegularExpression');
const matching = (...matches: object[]): object => ({ matches, backendRefs: [backend()] });
const call = (method: object): object => ({ matches: [{ method }], backendRefs: [backend()] });

describe('GW200: a match that names a header twice', () => {
  const headers = [{ name: 'X-Env', value: 'canary' }, { name: 'x-env', value: 'blue' }];

  test('of HTTP and of gRPC', () => {
    const expected = [
      `error semantic ${AT}.headers[1].name: "x-env": ${AT}.headers[0].name names the same header, and only the first of them counts; the match takes `
      + 'requests that this condition was to refuse | leave one of the two out',
    ];
    expect(ofRules('GW200', matching({ headers }))).toEqual(expected);
    expect(ofCalls('GW200', matching({ headers }))).toEqual(expected);
  });

  test('two matches may name the same header, and query parameters are told apart by case', () => {
    expect(ofRules('GW200', matching({ headers: [headers[0]] }, { headers: [headers[1]] }), matching({ queryParams: headers }))).toEqual([]);
  });
});

describe('GW210: a gRPC match without a service', () => {
  test.each<[string, object, string]>([
    ['a method alone', { method: 'Add' }, 'service is up'],
    ['a service that is empty, which an expression may be', { type: 'RegularExpression', service: '', method: 'Add' }, '"": no call has an empty service'],
  ])('%s', (_, method, message) => {
    const [found, ...others] = ofCalls('GW210', call(method));
    expect(others).toEqual([]);
    expect(found).toMatch(/^warning portability spec\.rules\[0\]\.matches\[0\]\.method\.service: /);
    expect(found).toContain(message === 'service is up' ? 'which calls a method alone takes is up to the implementation' : message);
  });

  test('a service, and a match for every call, are fine', () => {
    expect(ofCalls('GW210', call({ service: 'shop.Cart' }), matching({ headers: [{ name: 'a', value: 'b' }] }))).toEqual([]);
  });
});

describe('GW215: a regular expression that RE2 does not take', () => {
  test.each<[string, string]>([
    ['/a(?!b)', 'look-ahead or look-behind'],
    ['/(a)\\1', 'back-references'],
    ['/a++', 'such group or repetition'],
    ['/[0-9]{2}+', 'such group or repetition'],
    ['/(?>a)', 'such group or repetition'],
    ['/(?x) a', 'such group or repetition'],
    ['/a\\Kb', '\\K'],
    ['/[a-\\d]', 'such class of characters'],
    ['/[[:foo:]]', 'such class of characters'],
    ['/[]', 'such class of characters'],
    ['/[\\b]', 'such class of characters'],
  ])('%s is of another dialect, which an implementation may have', (value, what) => {
    expect(ofRules('GW215', matching(regex(value)))).toEqual([
      `warning portability ${AT}.path.value: ${JSON.stringify(value)}: RE2, which most gateways use, has no ${what}; gateways with RE2 refuse the rule, or the whole `
      + 'route with it | write an expression of RE2, such as "/users/[0-9]+"',
    ]);
  });

  test.each(['/a(', '/[a', '/a)', '/[z-a]'])('%s is of none', (value) => {
    expect(ofRules('GW215', matching(regex(value)))).toEqual([
      `error semantic ${AT}.path.value: "${value}": it is not a regular expression; gateways refuse the rule, or the whole route with it | `
      + 'write an expression of RE2, such as "/users/[0-9]+"',
    ]);
  });

  test.each([
    '/(?i)a', '/(?i:a)/(?P<n>b)/(?<m>c)', '/a+?b??c{2,}?', '/.*\\d+[a-z]+', '/caf\\x{2014}+', '/\\Q(?=\\E', '/\\p{L}+', '/[[:alpha:]]+', '/\\{a}+',
    '^*', '/\\b+', '/$+', '/[]a]', '/[^]a]', '/[a-]',
    '/[-a]', '/[\\w-]', '/[[:x]', '/[a-b-c]', '/[\\n-\\r]', '/[\\x{41}-\\x{43}]', '/[(*]', '/(?:a{500}){2}', '/((a{10}){10}){10}', '/\\b{2}',
  ])('%s is of RE2', (value) => {
    expect(ofRules('GW215', matching(regex(value)))).toEqual([]);
  });

  test.each(['/a{1001}', '/(?:a{500}){500}', '/((a{10}){10}){11}', '/(?:a{2}b{600})+(?:a{2}){501}'])('%s repeats too often', (value) => {
    expect(ofRules('GW215', matching(regex(value)))).toEqual([expect.stringMatching(/repeats nothing more than 1000 times/)]);
  });

  test('each place of a match that may have one', () => {
    const condition = { name: 'a', type: 'RegularExpression', value: '(' };
    expect(ofRules('GW215', matching({ headers: [condition], queryParams: [condition] })).map((text) => text.split(': ')[0])).toEqual([
      `error semantic ${AT}.headers[0].value`, `error semantic ${AT}.queryParams[0].value`,
    ]);
    const invalid = { method: { type: 'RegularExpression', service: '(', method: '[' }, headers: [condition] };
    expect(ofCalls('GW215', { matches: [invalid] }).map((text) => text.split(': ')[0]))
      .toEqual([`error semantic ${AT}.method.service`, `error semantic ${AT}.method.method`, `error semantic ${AT}.headers[0].value`]);
  });

  test('what is compared as text is none', () => {
    expect(ofRules('GW215', matching(path('/a('), { headers: [{ name: 'a', value: '(' }] }))).toEqual([]);
  });
});
