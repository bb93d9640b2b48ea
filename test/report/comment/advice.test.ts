import { expect, test } from 'vitest';
import { nextSteps } from '#report/comment/advice.ts';
import { acceptLines } from '#report/comment/accept-block.ts';
import { readTrailers } from '#judge/accept.ts';
import { gateOf, outcomeOf, policyOf } from '../../support/outcomes.ts';
import { residualNet, sequenceNet } from '../../support/residual-net.ts';
import { failing } from '../../support/scenes.ts';

const under = (from: 'head' | 'base'): string => {
  const report = failing();
  return nextSteps({ ...report, policy: { ...report.policy, from } }).join(' · ');
};

test('a breach is fixed, allowed by the policy, or accepted by a trailer', () => {
  expect(under('head')).toContain('raise the budget in `flopgate.yml`');
  expect(under('head')).toContain('or by the label `flopgate-accept`');
});

test('where the base branch’s policy judges, a commit of the pull request accepts nothing', () => {
  expect(under('base')).not.toContain('Flopgate-Accept:');
  expect(under('base')).toContain("have the budget in the base branch's `flopgate.yml` raised");
  expect(under('base')).toContain('ask a maintainer to set the label `flopgate-accept`');
});

test('one block accepts all that broke, once its reasons are written', () => {
  const policy = policyOf(
    'version: 1\nmodels: [{ id: net, path: net.onnx }, { id: seq, path: seq.onnx, budgets: { macs: { growth: linear } } }]\ndefaults: { budgets: { macs: { fail: +1% }, params: { fail: +1% } } }',
  );
  const judged = (acceptances: Parameters<typeof outcomeOf>[0]['acceptances'] = []) =>
    gateOf([
      outcomeOf(
        { base: residualNet(), head: residualNet({ widths: [16, 40, 64] }), path: 'net.onnx', acceptances },
        policy,
      ),
      outcomeOf({ base: sequenceNet(false), head: sequenceNet(true), path: 'seq.onnx', acceptances }, policy),
    ]);
  const lines = acceptLines(judged());
  expect(lines).toMatchInlineSnapshot(`
    [
      "Flopgate-Accept: net.* +16% <reason>",
      "Flopgate-Accept: seq.macs quadratic <reason>",
    ]
  `);
  const message = lines.join('\n').replaceAll('<reason>', 'a better net');
  const { acceptances } = readTrailers(message, 'Flopgate-Accept', 'abc', { most: null, max: false });
  expect(judged(acceptances).exitCode).toBe(0);
  expect(readTrailers(lines.join('\n'), 'Flopgate-Accept', 'abc', { most: null, max: false }).acceptances).toEqual([]);
});

test('a ceiling gives way only where the policy says so', () => {
  const policy = policyOf('version: 1\ndefaults: { budgets: { macs: { max: 79M } } }');
  const report = gateOf([outcomeOf({ head: residualNet({ widths: [16, 40, 64] }), path: 'net.onnx' }, policy)]);
  const passing = { ...report, policy: { ...report.policy, accept: { ...report.policy.accept, max: true } } };
  expect([acceptLines(report), acceptLines(passing).length]).toEqual([[], 1]);
  expect(nextSteps(report).join()).not.toContain('accept it');
});

test('a trailer that a report file claims can’t end the block', () => {
  const report = failing();
  const policy = { ...report.policy, accept: { ...report.policy.accept, trailer: '```' } };
  expect(acceptLines({ ...report, policy })).toEqual([]);
});
