import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Value } from '#graph/value.ts';
import type { OracleCase } from '../../support/oracle.ts';
import { runModel } from '../../support/run.ts';
import { format } from '#graph/dim.ts';
import { readModelSync } from '#read/read.ts';
import { oracleCases, oracleFile } from '../../support/oracle.ts';
import { dtypeOf, flat, memorySource } from '../../support/truth.ts';
import { listFile, listOf, rowsUsed } from '../../support/verified.ts';

/**
 * Operators whose cost is that of their definition in the ONNX specification, counted node by node. Left out are those of which
 * the table of costs says otherwise: comparisons that it counts (Clip, LeakyRelu, PRelu, ThresholdedRelu), the exact steps of a
 * norm (LayerNormalization, GroupNormalization: the definition takes E(x²) − E(x)²), and LogSoftmax.
 */
const operators = [
  'Bernoulli',
  'CastLike',
  'Celu',
  'DynamicQuantizeLinear',
  'Elu',
  'GreaterOrEqual',
  'HardSigmoid',
  'HardSwish',
  'LessOrEqual',
  'MeanVarianceNormalization',
  'Mish',
  'NegativeLogLikelihoodLoss',
  'RMSNormalization',
  'ReduceL1',
  'ReduceL2',
  'ReduceLogSum',
  'ReduceLogSumExp',
  'ReduceSumSquare',
  'Relu',
  'Selu',
  'Softmax',
  'SoftmaxCrossEntropyLoss',
  'Softplus',
  'Softsign',
  'SwiGLU',
];

/** Figures of a case, told the shapes of its inputs and the contents of its integers. */
function figures(one: OracleCase): readonly string[] {
  const model = readModelSync(memorySource(Buffer.from(one.b64, 'base64'), one.id), one.id);
  const inputs = one.inputs.map((input): readonly [string, Value] => {
    const dtype = dtypeOf(input.dtype ?? '');
    const told = input.value !== undefined && /^[iu]\d|bool/.test(dtype) ? { data: flat(input.value).map(Number) } : {};
    return [input.name, { kind: 'tensor', dtype, shape: input.shape ?? null, ...told }];
  });
  const { totals } = runModel(model, { sizes: new Map(), inputs: new Map(inputs) }).run;
  return [totals.macs, totals.elementwise, totals.transcendentals].map(format);
}

const present = existsSync(oracleFile);

test.skipIf(!present)('operators cost what their definitions cost (needs ../shared/corpus)', async () => {
  const cases = oracleCases();
  const byId = new Map(cases.map((one) => [one.id, one]));
  const seen = new Set<string>();
  const verified = new Set<string>();
  for (const expanded of cases) {
    const one = byId.get(expanded.id.replace(/_expanded(_ver\d+|_function)?$/, ''));
    if (one === undefined || one === expanded || one.ops.length !== 1 || !operators.includes(one.ops[0] ?? ''))
      continue;
    seen.add(one.ops[0] ?? '');
    expect([one.id, ...figures(one)]).toEqual([one.id, ...figures(expanded)]);
    const model = readModelSync(memorySource(Buffer.from(one.b64, 'base64'), one.id), one.id);
    for (const row of rowsUsed(model)) verified.add(row);
  }
  expect([...seen].toSorted()).toEqual(operators);
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('definition', 'all'));
});
