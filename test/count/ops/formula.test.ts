import { describe, expect, test } from 'vitest';
import type { Call } from '#count/ops/call.ts';
import type { OpEntry, OpRow } from '#count/ops/registry.ts';
import { format } from '#graph/dim.ts';
import { registry } from '#count/ops/all.ts';
import { executeFormula } from '../../support/cost-formula.ts';
import { countOne } from '../../support/one-call.ts';
import { samples } from '../../support/formula-samples/all.ts';
import { drawsOf } from '../../support/formula-samples/sample.ts';
import { listFile, listOf, rowName } from '../../support/verified.ts';

const draws = 20;

const nameOf = ({ domain, name }: OpEntry): string => (domain === '' ? name : `${domain}::${name}`);
const verified = new Set<string>();
const byOp = new Map(samples.flatMap((sample) => sample.ops.map((op) => [op, sample] as const)));

interface Row {
  readonly id: string;
  readonly op: string;
  readonly entry: OpEntry;
  readonly row: OpRow;
}

const rows: readonly Row[] = [...registry().values()].flatMap((entry) =>
  entry.rows.map((row) => ({
    id: rowName(entry.domain, entry.name, row.since),
    op: nameOf(entry),
    entry,
    row,
  })),
);

/** True where the rule looks at nothing: its cost is the same for every call. */
function isConstant({ cost }: OpRow): boolean {
  const untouchable = new Proxy({}, { get: () => { throw new Error('looked at'); } }); // prettier-ignore
  try {
    const found = cost?.(untouchable as Call, untouchable as []);
    return found !== undefined && found.lowerBound !== true;
  } catch {
    return false;
  }
}

const written = rows.filter(({ row }) => row.inWords === undefined);
const constant = written.filter(({ row, op }) => isConstant(row) && !byOp.has(op));
const drawn = written.filter((row) => !constant.includes(row));

describe('the formula of a row is what its rule computes', () => {
  test.each(drawn)('$id: $row.formula', ({ id, op, entry, row }) => {
    const sample = byOp.get(op);
    if (sample === undefined)
      throw new Error(`no sample of ${op}: add one to test/support/formula-samples, or say in the row why not`);
    for (let seed = 1; seed <= draws; seed++) {
      const { letters, ...call } = sample.draw(drawsOf(seed), op, row.since);
      const layer = countOne({ ...call, op: entry.name, domain: entry.domain, opset: row.since });
      const { macs, elementwise, transcendentals } = layer.figures;
      const told = [macs, elementwise, transcendentals].map(format);
      const formula = executeFormula(row.formula, letters);
      const expected = [formula.macs, formula.elementwise, formula.transcendentals].map(String);
      expect({ seed, letters, status: layer.status, figures: told }).toEqual({
        seed,
        letters,
        status: 'exact',
        figures: expected,
      });
    }
    verified.add(id);
  });

  test.each(constant)('$id: $row.formula', ({ id, row }) => {
    const cost = row.cost?.({} as Call, []) ?? {};
    expect([cost.macs, cost.elementwise, cost.transcendentals]).toEqual([undefined, undefined, undefined]);
    expect(executeFormula(row.formula, {})).toEqual({ macs: 0, elementwise: 0, transcendentals: 0 });
    verified.add(id);
  });

  test('the operators verified here', async () => {
    await expect(listOf(verified)).toMatchFileSnapshot(listFile('formula', 'all'));
  });
});

test('rows whose formula is told in words, and why', () => {
  const reasons = rows.flatMap(({ id, row }) => (row.inWords === undefined ? [] : [`${id}: ${row.inWords}`]));
  expect(reasons).toMatchInlineSnapshot(`
    [
      "ai.onnx.preview::FlexAttention-1: part of its cost is that of its bodies",
      "com.microsoft::EPContext-1: what it does is not known from the node",
      "com.microsoft::GatedDeltaNetStateReplay-1: what it does is not known from the node",
      "com.microsoft::Snpe-1: what it does is not known from the node",
      "If-1: its cost is that of its bodies",
      "Loop-1: its cost is that of its bodies",
      "Scan-8: its cost is that of its bodies",
      "Scan-9: its cost is that of its bodies",
      "SequenceMap-17: its cost is that of its bodies",
      "Einsum-12: the order of the products is searched for",
      "com.microsoft::PackedSparseAttentionIndexer-1: what it does is not known from the node",
      "com.microsoft::SparseAttentionIndexer-1: what it does is not known from the node",
      "com.microsoft::BeamSearch-1: its cost is that of its bodies",
      "com.microsoft::GreedySearch-1: its cost is that of its bodies",
      "com.microsoft::Sampling-1: its cost is that of its bodies",
      "com.microsoft::WhisperBeamSearch-1: its cost is that of its bodies",
      "ai.onnx.preview.training::Gradient-1: what it does is not known from the node",
      "MaxRoiPool-1: the samples of a region are known only at run time",
    ]
  `);
});

test('every sample is of an operator that there is', () => {
  const names = new Set(rows.map(({ op }) => op));
  const ops = samples.flatMap((sample) => sample.ops);
  expect(ops.filter((op) => !names.has(op))).toEqual([]);
  expect(ops.filter((op, i) => ops.indexOf(op) !== i)).toEqual([]);
});
