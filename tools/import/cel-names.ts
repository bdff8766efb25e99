import { createHash } from 'node:crypto';

/** Hashes of the CEL rules of Gateway API's CRDs, in the order of the CRDs, and the functions that judge the same. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['04db233212a7', 'target-refs-all-or-none-with-section'],
  ['ae7c04b5d4cc', 'target-refs-distinct'],
  ['65c1b111f96f', 'authorities-named-or-well-known'],
  ['b34e39dbd535', 'authorities-given'],
  ['9f2f8a205c20', 'alt-name-has-hostname'],
  ['b8b9b47523e5', 'alt-name-hostname-of-type'],
  ['6f0bb440cd43', 'alt-name-has-uri'],
  ['3aadac4250cc', 'alt-name-uri-of-type'],
  ['f4f4adcfb233', 'immutable'],
  ['1ff4561772c9', 'ip-addresses-distinct'],
  ['43360f8ad2d6', 'address-hostnames-distinct'],
  ['dac2850f16ae', 'address-hostname-form'],
  ['9d8358ece358', 'map-keys-form'],
  ['4b9766f719f7', 'map-key-prefix-length'],
  ['78a772397706', 'listener-tls-of-protocol'],
  ['aec2bd596a6d', 'https-listener-terminates'],
  ['79a484463556', 'tls-listener-has-mode'],
  ['e658cd99f565', 'listener-hostname-of-protocol'],
  ['b3c66e248da8', 'listener-names-distinct'],
  ['d31959b5efcf', 'listeners-distinct'],
  ['f161b726ab7c', 'terminate-has-certificate'],
  ['419307373c26', 'frontend-ports-distinct'],
  ['b3d66a64701e', 'address-hostname-form'],
  ['c931cd547ca6', 'parent-refs-all-or-none-with-section'],
  ['e906342c6f92', 'parent-refs-distinct'],
  ['837b88f53c5a', 'grpc-matches-total'],
  ['089ed26a9f0f', 'service-ref-has-port'],
  ['501e61ba52ca', 'request-header-modifier-once'],
  ['226cc5e317a8', 'response-header-modifier-once'],
  ['7b8cf86874d8', 'request-header-modifier-of-type'],
  ['eb3032de7631', 'request-header-modifier-given'],
  ['c0838ca9ab63', 'response-header-modifier-of-type'],
  ['a900d763727e', 'response-header-modifier-given'],
  ['c2c4ceb30c93', 'request-mirror-of-type'],
  ['479cd4bff5ae', 'request-mirror-given'],
  ['28f68457ca1d', 'extension-ref-of-type'],
  ['32fcae1cb6e6', 'extension-ref-given'],
  ['2179202e3c83', 'mirror-percent-or-fraction'],
  ['c7c8b7bb79e4', 'fraction-within-whole'],
  ['6cb810174eb6', 'grpc-method-names-something'],
  ['fb8615af1d49', 'grpc-service-form'],
  ['7797fc313149', 'grpc-method-form'],
  ['dfef9215af4a', 'http-matches-total'],
  ['80d5779a116f', 'redirect-without-backends'],
  ['14c17d520e25', 'redirect-prefix-known'],
  ['0fa5a331dde4', 'rewrite-prefix-known'],
  ['06e14dab4fdb', 'backend-redirect-prefix-known'],
  ['bf9fd4333dc7', 'backend-rewrite-prefix-known'],
  ['24c3fdad46b3', 'redirect-or-rewrite'],
  ['ee6a308c410a', 'cors-once'],
  ['c1f6cb742f0d', 'request-redirect-once'],
  ['61ed15b8b73f', 'url-rewrite-once'],
  ['1b5e24ab1898', 'cors-of-type'],
  ['53315200e53d', 'cors-given'],
  ['bec67f21a55a', 'request-redirect-of-type'],
  ['96f72312eb7b', 'request-redirect-given'],
  ['bc36c2fa8462', 'url-rewrite-of-type'],
  ['769cafeb49d0', 'url-rewrite-given'],
  ['e2610261534d', 'wildcard-alone'],
  ['85716a2b530d', 'replace-full-path-given'],
  ['c04f03f45be6', 'replace-full-path-of-type'],
  ['4dba3b1d65ee', 'replace-prefix-match-given'],
  ['02cf28521adb', 'replace-prefix-match-of-type'],
  ['d1b1dcc5e58d', 'path-absolute'],
  ['2a730cbab54f', 'path-without-double-slash'],
  ['8c3f86ff5007', 'path-without-dot-segment'],
  ['ced0ffeab40b', 'path-without-parent-segment'],
  ['16add9e26d63', 'path-without-encoded-slash'],
  ['5f510e9128a4', 'path-without-encoded-capital-slash'],
  ['209894350d71', 'path-without-fragment'],
  ['0c441c9dd7a1', 'path-not-ending-in-parent-segment'],
  ['c36405e2d074', 'path-not-ending-in-dot-segment'],
  ['1267f0554fa2', 'path-type-known'],
  ['67736b8f4210', 'path-characters'],
  ['3f02004fba84', 'backend-request-within-request'],
  ['e3e62c2ad493', 'delegated-listeners-distinct'],
  ['0843be6f6939', 'server-names-no-address'],
  ['20123a065b59', 'server-names-form'],
  ['b31a373d8a00', 'server-names-wildcard-form'],
  ['30e99257d51d', 'parent-refs-all-or-none-with-section-or-port'],
  ['8392cce9fda2', 'parent-refs-distinct-by-port'],
  ['5d343ad9ee1d', 'rule-names-distinct'],
  ['7a1ec120700a', 'permanent-cookie-has-timeout'],
  ['14f22f613344', 'cookie-config-of-type'],
  ['c8cbd34fb929', 'external-auth-of-type'],
  ['3f23e50c287f', 'external-auth-given'],
  ['fbee517ef220', 'auth-grpc-given'],
  ['1add1dca67de', 'auth-grpc-of-protocol'],
  ['43a774e090df', 'auth-http-given'],
  ['e2083e9fe8d0', 'auth-http-of-protocol'],
  ['05b73fcd4002', 'external-hostname-of-type'],
  ['d57034998f76', 'external-hostname-outside-cluster'],
  ['656319bc5fda', 'backend-port-name-form'],
  ['217c2b8d4828', 'client-certificate-of-mode'],
  ['6f07595e3091', 'budget-interval-length'],
  ['e95bafc302b7', 'retry-rate-interval-length'],
]);

/** A CEL rule as a CRD holds it; only its text matters. */
export interface RawRule {
  readonly rule: string;
  readonly optionalOldSelf?: boolean;
}

/** The names of some CEL rules, in their order. Throws on a text that no function is known for. */
export function namesOf(rules: readonly RawRule[], at: string): string[] {
  return rules.map(({ rule, optionalOldSelf }) => {
    const hash = hashOf(rule);
    const known = optionalOldSelf ? undefined : NAMES.get(hash);
    if (known !== undefined) return known;
    throw new Error(`${at}: nothing judges the CEL rule ${JSON.stringify(rule)}; write a function for it in src/analysis/schema/rules, `
      + `and name it for the hash ${hash} in tools/import/cel-names.ts`);
  });
}

/** The names that stand for some rule, each once. */
export function knownNames(): string[] {
  return [...new Set(NAMES.values())];
}

/** The hashes that have a name. */
export function knownHashes(): string[] {
  return [...NAMES.keys()];
}

/** What a rule is known by: its text, however it is broken into lines. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex').slice(0, 12);
}
