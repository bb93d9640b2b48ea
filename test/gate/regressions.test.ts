import { expect, test } from 'vitest';
import { policyOf } from '../support/outcomes.ts';
import { regressions } from '../support/regressions.ts';
import { judgedPair } from '../support/sized-nets.ts';

const policy = policyOf(
  'version: 1\ndefaults: { budgets: { macs: { fail: +5% }, weights: { fail: +5% } }, unsupported_ops: fail }',
);

test.each(regressions)('%s is red, and base against itself is green', async (_, metric, base, head) => {
  const [outcome] = await judgedPair(base, head, policy);
  const failed = outcome?.judgements.filter(({ verdict }) => verdict === 'fail').map((one) => one.metric) ?? [];
  expect({ verdict: outcome?.verdict, failed }).toEqual({
    verdict: 'fail',
    failed: expect.arrayContaining([metric === 'unsupported' ? 'model' : metric]),
  });
  const [same] = await judgedPair(base, base, policy);
  expect(same?.verdict).toBe('pass');
});
