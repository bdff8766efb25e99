import { Category, Severity } from '../../../manifest/finding';
import { CERT_MANAGER } from '../../../manifest/kinds';
import { requestsBySecret, secretKey } from '../../cluster/certificates';
import { nameOf, namespaceOf } from '../../cluster/cluster-index';
import { specOf } from '../../cluster/references';
import type { Entry, Rule, RuleContext, RuleResult } from '../../rule';

/** Most other Certificates that a message names. */
const SHOWN = 5;

/** Each Certificate writes its own Secret: two of them replace each other's again and again, or neither is issued. */
export const certificateWriters: Rule = {
  code: 'GW145',
  title: 'Two Certificates that write one Secret',
  severity: Severity.ERROR,
  category: Category.SEMANTIC,
  source: 'cert-manager, Certificate resource: secretName, and the condition DuplicateSecretName',
  kinds: [`${CERT_MANAGER}/Certificate`],
  check({ manifest }: Entry, { index }: RuleContext): RuleResult[] {
    const { secretName } = specOf(manifest);
    if (typeof secretName !== 'string') return [];
    const namespace = namespaceOf(manifest);
    const own = nameOf(manifest);
    // A copy of the same object is no other one.
    const names = new Set((requestsBySecret(index).get(secretKey(namespace, secretName)) ?? []).map((other) => nameOf(other)));
    const others = [...names].filter((name) => name !== own && name !== undefined);
    if (others.length === 0) return [];
    const more = others.length > SHOWN ? ` and ${others.length - SHOWN} more` : '';
    return [{
      message: `Secret ${secretKey(namespace, secretName)} is written by Certificate ${others.slice(0, SHOWN).join(', ')}${more} too: cert-manager `
        + 'issues one of them at most, and which names the listeners show a certificate for is left to chance',
      fix: 'give each Certificate a Secret of its own, or write all dnsNames into one of them',
      path: 'spec.secretName',
    }];
  },
};
