import { expect, test } from 'vitest';
import { readAcceptances, type AcceptanceQuestion, type SignedCommit } from '#gate/find/acceptances.ts';
import { Fault } from '#graph/fault.ts';
import { defaultPolicy } from '#policy/default.ts';
import type { AcceptRule } from '#policy/policy.ts';

const sha = 'a'.repeat(40);
const line = 'x\n\nFlopgate-Accept: net.macs +9% worth it';
const models = [
  { id: 'net', path: 'models/net.onnx' },
  { id: 'other', path: 'other.onnx' },
];
const owners: Readonly<Record<string, readonly string[]>> = { 'models/net.onnx': ['eve', 'octo/ml'] };

/** Who accepts what, and what is said of the rest. */
async function heard(
  rule: Partial<AcceptRule>,
  commits: readonly Partial<SignedCommit>[],
  more: Partial<AcceptanceQuestion> = {},
): Promise<{ readonly accepted: readonly string[]; readonly said: string }> {
  const { acceptances, findings } = await readAcceptances({
    rule: { ...defaultPolicy.accept, ...rule },
    commits: async () => commits.map((one) => ({ sha, message: line, ...one })),
    ownersOf: (path) => owners[path] ?? [],
    models,
    ...more,
  });
  return {
    accepted: acceptances.map(({ model, by }) => `${model} by ${by.slice(0, 3)}`),
    said: findings.map(({ detail }) => detail).join('\n'),
  };
}

test.each<[string, Partial<AcceptRule>, Partial<SignedCommit>, readonly string[], string]>([
  ['anybody who may push', {}, {}, ['net by aaa'], ''],
  ['nobody, where trailers are off', { trailer: null }, {}, [], ''],
  ['a person named', { by: ['eve'] }, { signer: 'Eve' }, ['net by aaa'], ''],
  ['not one who isn’t', { by: ['eve'] }, { signer: 'ada' }, [], "accept.by doesn't name `ada`"],
  ['not without a signature', { by: ['eve'] }, {}, [], 'need a commit that its person signed'],
  ['not the author', { notAuthor: true }, { signer: 'ada', author: 'ada' }, [], '`ada` opened the pull request'],
  ['not where the author isn’t known', { notAuthor: true }, { signer: 'ada' }, [], 'isn’t known'],
  ['somebody else', { notAuthor: true }, { signer: 'eve', author: 'ada' }, ['net by aaa'], ''],
  ['an owner', { by: ['codeowners'] }, { signer: 'eve' }, ['net by aaa'], ''],
  ['not an owner of nothing', { by: ['codeowners'] }, { signer: 'bob' }, [], 'owns no model that it names'],
])('%s', async (_, rule, commit, accepted, said) => {
  const answer = await heard(rule, [commit]);
  expect(answer.accepted).toEqual(accepted);
  expect(answer.said).toContain(said);
});

test('an owner accepts the models that are the owner’s, whatever is named', async () => {
  const message = 'x\n\nFlopgate-Accept: *.macs +9% worth it';
  expect((await heard({ by: ['codeowners'] }, [{ message, signer: 'eve' }])).accepted).toEqual(['net by aaa']);
});

test('a team is asked about once; one that can’t be asked counts as no, and is said', async () => {
  const asked: string[] = [];
  const decisions = {
    labels: async () => [],
    isMember: async (team: string, login: string) => {
      asked.push(`${team} ${login}`);
      if (team === 'octo/secret') throw new Fault('github-forbidden', 'not for you', '');
      return login === 'eve';
    },
  };
  const commits = [{ signer: 'eve' }, { signer: 'eve' }];
  expect((await heard({ by: ['octo/ml'] }, commits, { decisions })).accepted).toHaveLength(2);
  expect(asked).toEqual(['octo/ml eve']);
  const secret = await heard({ by: ['octo/secret'] }, commits, { decisions });
  expect(secret.accepted).toEqual([]);
  expect(secret.said).toContain("can't be asked, so that it counts as no: not for you");
});

test('a label counts for its state; one from before the newest commit is said', async () => {
  const word = { login: 'eve', author: 'ada', pull: 12, headSha: sha };
  const labels = (isStale: boolean) => ({
    decisions: { labels: async () => [{ ...word, isStale }], isMember: async () => false },
  });
  expect((await heard({}, [], labels(false))).accepted).toEqual(['* by eve']);
  expect(await heard({}, [], labels(true))).toMatchObject({
    accepted: [],
    said: expect.stringContaining('was given before the newest commit') as string,
  });
});
