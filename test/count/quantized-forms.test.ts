import { expect, test } from 'vitest';
import { countModel } from '#count/count.ts';
import { corpusModel, corpusRows } from '../support/corpus.ts';
import { sharedPath } from '../support/shared.ts';

const rows = sharedPath('corpus/onnx/index.json') === null ? [] : corpusRows();
const dims = new Map([
  ['N', 1n],
  ['H', 224n],
  ['W', 224n],
]);
const RESNET18 = 1_814_073_344n;

/** One net in the forms that quantisers write: the same MACs; bit-operations by the widths of both operands. */
test.skipIf(rows.length === 0).each([
  ['tv_resnet18_ts17', 32 * 32],
  ['ortopt_resnet18_extended', 32 * 32],
  ['fp16_resnet18', 16 * 16],
  ['q_resnet18_qdq_s8', 8 * 8],
  ['q_resnet18_qoperator_u8', 8 * 8],
])('%s: ResNet-18’s MACs, each %d bit-operations', (name, bits) => {
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`no ${name} in the corpus`);
  const { totals, exact } = countModel(corpusModel(row), { dims });
  expect([exact, totals.macs, totals.bitOps]).toEqual([true, RESNET18, RESNET18 * BigInt(bits)]);
});
