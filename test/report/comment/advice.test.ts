import { expect, test } from 'vitest';
import { nextSteps } from '#report/comment/advice.ts';
import { failing } from '../../support/scenes.ts';

const under = (from: 'head' | 'base'): string => {
  const report = failing();
  return nextSteps({ ...report, policy: { ...report.policy, from } }).join(' · ');
};

test('a breach is fixed, allowed by the policy, or accepted by a trailer', () => {
  expect(under('head')).toContain('raise the budget in `flopgate.yml`');
  expect(under('head')).toContain('Flopgate-Accept: detector.macs');
});

test('where the base branch’s policy judges, a commit of the pull request accepts nothing', () => {
  expect(under('base')).not.toContain('Flopgate-Accept:');
  expect(under('base')).toContain("have the budget in the base branch's `flopgate.yml` raised");
  expect(under('base')).toContain('ask a maintainer to set the label `flopgate-accept`');
});
