import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countModel } from '#count/count.ts';
import type { ModelReport } from '#count/model-report.ts';
import { metrics } from '#count/model-report.ts';
import { evaluate } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import type { Model } from '#graph/graph.ts';
import { corpusModel, corpusRows, type CorpusRow } from '../support/corpus.ts';
import { sharedPath } from '../support/shared.ts';

const models: readonly CorpusRow[] = sharedPath('corpus/onnx/index.json') === null ? [] : corpusRows();
const rows = models.filter((row) => row.bindings.some(({ dims }) => Object.keys(dims).length > 0));

test.skipIf(rows.length === 0)('models with symbolic sizes are at hand', () => {
  expect(rows.length).toBeGreaterThan(40);
});

test.each(rows.map((row) => [row.name, row] as const))(
  '%s: sizes bound at the end give what they give at the start',
  (_, row) => {
    const model = corpusModel(row);
    const open = countModel(model);
    let compared = 0;
    for (const binding of row.bindings) {
      const dims = new Map(Object.entries(binding.dims).map(([name, size]) => [name, BigInt(size)]));
      const bound = countModel(model, { dims });
      for (const metric of metrics) {
        const formula = open.formulas[metric];
        const late = formula === null ? undefined : evaluate(formula, dims);
        const early = bound.totals[metric];
        // A size that only running can tell stays open on both sides; a formula that outgrew its bound is absent.
        if (late === undefined || early === null) continue;
        expect([metric, late]).toEqual([metric, early]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(0);
  },
);

/** Sizes of resolutions, batches and sequences; nets with skips over strides work at multiples of 32 only. */
const usualSizes = [32, 64, 96, 160, 224, 320, 416, 512] as const;
/** Where broadcasts, roundings and comparisons turn. */
const smallSizes = [1, 1, 2, 3, 5, 7, 13, 31] as const;
/** Open sizes up to which all are drawn. */
const maxNames = 24;

test.each(models.map((row) => [row.name, row] as const))('%s: formulas hold at random sizes', (_, row) => {
  const model = corpusModel(row);
  const open = countModel(model);
  const names = open.unbound;
  if (names.length === 0 || names.length > maxNames) return;
  const sizesOf = (choices: readonly number[]) =>
    fc.array(fc.constantFrom(...choices), { minLength: names.length, maxLength: names.length });
  let compared = 0;
  fc.assert(
    fc.property(
      fc.oneof(sizesOf(usualSizes), sizesOf(smallSizes), sizesOf([...smallSizes, ...usualSizes])),
      (sizes) => {
        const dims = new Map(names.map((name, i) => [name, BigInt(sizes[i] ?? 0)]));
        const totals = totalsAt(model, dims);
        if (totals === undefined) return;
        for (const metric of metrics) {
          const formula = open.formulas[metric];
          const [late, early] = [formula === null ? undefined : evaluate(formula, dims), totals[metric]];
          if (late === undefined || early === null) continue;
          expect([metric, late]).toEqual([metric, early]);
        }
        compared += 1;
      },
    ),
    { numRuns: 12, examples: [[names.map(() => 1)], [names.map(() => 64)]] },
  );
  // Counts that only running tells fit each other by chance.
  expect(compared > 0 || names.some((name) => name.includes('/'))).toBe(true);
});

/** Totals of a run at these sizes; undefined where the model doesn't work at them. */
function totalsAt(model: Model, dims: ReadonlyMap<string, bigint>): ModelReport['totals'] | undefined {
  try {
    return countModel(model, { dims }).totals;
  } catch (thrown) {
    if (thrown instanceof Fault) return undefined;
    throw thrown;
  }
}
