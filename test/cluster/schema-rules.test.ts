import * as fs from 'node:fs';
import { hashOf, namesOf, type RawRule } from '../../tools/import/cel-names';
import { crdsIn, type RawSchema } from '../../tools/import/crd';
import { RULE_CASES, SHADOWED } from '../analysis/rule-cases/index';
import { fact, filesBelow } from '../util/facts';
import { describeCluster } from './harness/describe-cluster';
import { manifestOf } from './harness/manifests';
import type { Channel } from './harness/servers';
import { describeVerdict } from './harness/verdict';

/** What the CRDs of a channel answer where a rule is broken, by the rule's name. */
function messagesOf(channel: Channel): Map<string, Set<string>> {
  const messages = new Map<string, Set<string>>();
  for (const { rule, message } of filesBelow(fact('gateway-api/v1.6.1', channel), '.yaml')
    .flatMap((file) => crdsIn(fs.readFileSync(file, 'utf8'), file)).flatMap((crd) => rulesBelow(crd))) {
    const [name] = namesOf([{ rule }], hashOf(rule));
    messages.set(name, (messages.get(name) ?? new Set()).add(message));
  }
  return messages;
}

function rulesBelow(value: unknown): (RawRule & { readonly message: string })[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as RawSchema)['x-kubernetes-validations'] as (RawRule & { readonly message: string })[] | undefined;
  return [...own ?? [], ...Object.values(value).flatMap(rulesBelow)];
}

describe.each(['standard', 'experimental'] as const)('on the %s channel', (channel) => {
  describeCluster('the rules of the CRDs are ours', channel, (cluster) => {
    const cases = Object.entries(RULE_CASES).filter(([, one]) => one.channel === channel);
    const messages = messagesOf(channel);

    test.each(cases)('%s', async (name, { node, refused, accepted }) => {
      const bad = refused.flatMap(([, ...objects]) => objects);
      const verdicts = await cluster.dryRun([...accepted, ...bad].map((object) => manifestOf(object)));
      const wrong = verdicts.filter((verdict, index) => (index < accepted.length
        ? !verdict.accepted
        : verdict.accepted || !verdict.causes.some(({ field, message }) => field === node && isOf(name, message))));
      expect(wrong.map((verdict) => `${describeVerdict(verdict)}\n${verdict.manifest.text}`)).toEqual([]);
    });

    /** The rule's own answer, or that it could not be evaluated. */
    function isOf(name: string, answer: string): boolean {
      return answer.includes('no such key') || [...messages.get(name)!].some((message) => answer.includes(message));
    }
  });
});

describeCluster('rules in the shadow of the schema', 'experimental', (cluster) => {
  test.each(Object.entries(SHADOWED))('%s', async (_name, objects) => {
    const verdicts = await cluster.dryRun(objects.map((object) => manifestOf(object)));
    expect(verdicts.filter(({ accepted }) => accepted).map(describeVerdict)).toEqual([]);
  });
});
