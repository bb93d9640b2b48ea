import { expect, test } from 'vitest';
import { judgementText } from '#report/reason.ts';
import { policyOf } from '../support/outcomes.ts';
import { regressions } from '../support/regressions.ts';
import { judgedPair } from '../support/sized-nets.ts';

const policy = policyOf(
  'version: 1\ndefaults: { budgets: { macs: { fail: +5% }, weights: { fail: +5% } }, unsupported_ops: fail }',
);

test.each(regressions)('%s is red, and base against itself is green', async (_, metric, base, head) => {
  const [outcome] = await judgedPair(base, head, policy);
  const failed = outcome?.judgements.filter(({ verdict }) => verdict === 'fail').map((one) => one.metric) ?? [];
  const told = outcome?.judgements.map((one) => `${one.verdict} ${judgementText(one, outcome)}`).join('\n');
  expect(outcome?.verdict, told).toBe('fail');
  expect(failed, told).toContain(metric === 'unsupported' ? 'model' : metric);
  const [same] = await judgedPair(base, base, policy);
  expect(same?.verdict).toBe('pass');
});
