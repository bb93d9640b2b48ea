import { expect, test } from 'vitest';
import { countModel } from '#count/count.ts';
import { metrics } from '#count/model-report.ts';
import { evaluate } from '#graph/dim.ts';
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
