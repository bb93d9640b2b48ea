import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { briefFormula, changeFormula, tableFormula } from '#text/formula-text.ts';
import { allot, spend } from '#graph/effort.ts';
import { judgeModel } from '#judge/judge.ts';
import { comparisonOf, policyOf } from '../support/outcomes.ts';

const open = readFileSync(join(import.meta.dirname, '../fixtures/onnx/tv_resnet18_dyn18.onnx'));
const policy = policyOf('version: 1\ndefaults: { budgets: { macs: { fail: +5% }, memory: { fail: +10% } } }\n');

/** All steps of the allotment but a few. */
function spendNearlyAll(): void {
  allot();
  spend(49_999_990);
}

describe('however many models came before, and took all steps but a few', () => {
  test('a model is judged with an allotment of its own', () => {
    const comparison = comparisonOf({ base: open, head: open }, policy);
    const alone = judgeModel(comparison);
    spendNearlyAll();
    expect(judgeModel(comparison)).toEqual(alone);
  });

  test('a formula is shown as it is alone', () => {
    const long = `${'H*'.repeat(80)}W + 3*${'W*'.repeat(80)}H`;
    const alone = briefFormula(long, { kind: 'count' });
    spendNearlyAll();
    expect(briefFormula(long, { kind: 'count' })).toBe(alone);
    expect(alone).toMatch(/^≈ /);
  });

  test.each([
    ['a change of a formula', changeFormula],
    ['a formula in a table', tableFormula],
  ])('%s is shown as it is alone', (_, show) => {
    const alone = show('714000000*N - 3*M', { kind: 'count' });
    spendNearlyAll();
    expect(show('714000000*N - 3*M', { kind: 'count' })).toBe(alone);
  });
});
