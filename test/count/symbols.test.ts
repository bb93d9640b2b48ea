import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countModel } from '#count/count.ts';
import { metrics } from '#count/model-report.ts';
import { evaluate } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import type { Model } from '#graph/graph.ts';
import { corpusModel, corpusRows, type CorpusRow } from '../support/corpus.ts';
import { sharedPath } from '../support/shared.ts';

const rows: readonly CorpusRow[] =
  sharedPath('corpus/onnx/index.json') === null
    ? []
    : corpusRows().filter((row) => row.bindings.some(({ dims }) => Object.keys(dims).length > 0));

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

/** Sizes that resolutions, batches and sequences may have alike; multiples of 32, since nets with skips over strides work at no others. */
const usualSizes = [32, 64, 96, 160, 224, 320, 416, 512] as const;

test.each(rows.map((row) => [row.name, row] as const))('%s: the peak’s formula holds at random sizes', (_, row) => {
  const model = corpusModel(row);
  const open = countModel(model);
  const formula = open.formulas.peakActivationBytes;
  const names = open.unbound.filter((name) => !name.includes('/'));
  // What only running would tell can't be given freely: sizes must fit each other.
  if (formula === null || names.length < open.unbound.length) return;
  let compared = 0;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...usualSizes), { minLength: names.length, maxLength: names.length }),
      (sizes) => {
        const dims = new Map(names.map((name, i) => [name, BigInt(sizes[i] ?? 0)]));
        const peak = peakAt(model, dims);
        if (peak === undefined) return;
        expect(evaluate(formula, dims)).toBe(peak);
        compared += 1;
      },
    ),
    { numRuns: 8 },
  );
  expect(compared).toBeGreaterThan(0);
});

/** The peak of a run at these sizes; undefined where the model doesn't work at them. */
function peakAt(model: Model, dims: ReadonlyMap<string, bigint>): bigint | undefined {
  try {
    return countModel(model, { dims }).totals.peakActivationBytes ?? undefined;
  } catch (thrown) {
    if (thrown instanceof Fault) return undefined;
    throw thrown;
  }
}
