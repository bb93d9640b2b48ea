import { expect, test } from 'vitest';
import type { OneInput, OneOp } from '../../../support/one-op.ts';
import { judgeOneOp, rowOfOne, runOneOp, tellings } from '../../../support/one-op.ts';
import { listFile, listOf } from '../../../support/verified.ts';

const count = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);

/** Floats of both signs around 0, none of them 0. */
const floats = (...dims: readonly number[]): OneInput => ({
  dtype: 'f32',
  dims,
  data: Array.from({ length: count(dims) }, (_, i) => ((i * 7) % 11) / 4 - 1.125),
});
/** Floats above 1. */
const positive = (...dims: readonly number[]): OneInput => ({
  ...floats(...dims),
  data: floats(...dims).data.map((x) => Number(x) + 3),
});
/** Floats in (−1, 1). */
const unit = (...dims: readonly number[]): OneInput => ({
  ...floats(...dims),
  data: floats(...dims).data.map((x) => Number(x) / 2),
});
const given = (dtype: OneInput['dtype'], dims: readonly number[], data: readonly (number | string)[]): OneInput => ({
  dtype,
  dims,
  data,
});
/** Sizes as a model computes with them: symbols where the telling makes them so. */
const sizes = (...data: readonly number[]): OneInput => ({ dtype: 'i64', dims: [data.length], data, asked: true });
const scalar = (n: number, dtype: OneInput['dtype'] = 'f32'): OneInput => ({ dtype, dims: [], data: [n], asked: true });
const bools = (...data: readonly number[]): OneInput => ({ dtype: 'bool', dims: [data.length], data });

const plain = ['Abs', 'Ceil', 'Cos', 'Erf', 'Exp', 'Floor', 'HardSigmoid', 'HardSwish', 'Mish', 'Neg', 'Reciprocal'];
const more = ['Relu', 'Round', 'Selu', 'Sigmoid', 'Sign', 'Sin', 'Sinh', 'Softplus', 'Softsign', 'Tan', 'Tanh', 'Elu'];
const others = ['Asinh', 'Atan', 'Celu', 'Cosh', 'LeakyRelu', 'Shrink', 'ThresholdedRelu', 'IsNaN', 'Gelu'];
const arithmetic = ['Add', 'Sub', 'Mul', 'Div'];
const comparisons = ['Equal', 'Less', 'Greater', 'LessOrEqual', 'GreaterOrEqual'];
const reductions = ['L1', 'L2', 'LogSum', 'LogSumExp', 'Max', 'Mean', 'Min', 'Prod', 'Sum', 'SumSquare'];

const unary: readonly (readonly [string, OneOp])[] = [
  ...[...plain, ...more, ...others].map((op) => [op, { op, inputs: [floats(2, 5)] }] as const),
  ...['Acosh', 'Log', 'Sqrt'].map((op) => [op, { op, inputs: [positive(2, 5)] }] as const),
  ...['Acos', 'Asin', 'Atanh'].map((op) => [op, { op, inputs: [unit(2, 5)] }] as const),
  ['Elu with alpha', { op: 'Elu', attrs: { alpha: 0.5 }, inputs: [floats(5)] }],
  ['Gelu by tanh', { op: 'Gelu', attrs: { approximate: 'tanh' }, inputs: [floats(5)] }],
  ['IsInf of one sign', { op: 'IsInf', attrs: { detect_negative: 0 }, inputs: [floats(5)] }],
  ['Not', { op: 'Not', inputs: [bools(1, 0, 1)] }],
  ['BitwiseNot', { op: 'BitwiseNot', inputs: [given('i32', [3], [1, -5, 0])] }],
  ['Round of halves', { op: 'Round', inputs: [given('f32', [6], [0.5, 1.5, 2.5, -0.5, -1.5, 2.4])] }],
  ['Neg of integers', { op: 'Neg', inputs: [sizes(3, 0, 2)] }],
  ['Abs of integers', { op: 'Abs', inputs: [sizes(3, 0, 2)] }],
  ['Sign of integers', { op: 'Sign', inputs: [given('i64', [3], [3, 0, -2])] }],
  ['Clip', { op: 'Clip', inputs: [floats(5), scalar(-0.5), scalar(1)] }],
  ['Clip from below', { op: 'Clip', inputs: [floats(5), scalar(-0.5)] }],
  ['Clip from above', { op: 'Clip', inputs: [floats(5), null, scalar(0.25)] }],
  ['Clip of sizes', { op: 'Clip', inputs: [sizes(3, 9, 1), scalar(2, 'i64')] }],
  ['Clip by attributes', { op: 'Clip', opset: 6, attrs: { min: -0.5, max: 0.75 }, inputs: [floats(5)] }],
  ['PRelu', { op: 'PRelu', inputs: [floats(2, 3, 2), given('f32', [3, 1], [0.5, 2, 0])] }],
];

const binary: readonly (readonly [string, OneOp])[] = [
  ...arithmetic.map((op) => [op, { op, inputs: [floats(2, 1, 3), floats(4, 1)] }] as const),
  ...arithmetic.map((op) => [`${op} of sizes`, { op, inputs: [sizes(7, 12, 5), sizes(2, 3, 7)] }] as const),
  ...arithmetic.map((op) => [`${op} of size and number`, { op, inputs: [sizes(7, 12), scalar(2, 'i64')] }] as const),
  ...arithmetic.map(
    (op) => [`${op} of negatives`, { op, inputs: [given('i32', [2], [-7, 7]), given('i32', [2], [2, -2])] }] as const,
  ),
  ...comparisons.map((op) => [op, { op, inputs: [floats(2, 1, 3), floats(4, 1)] }] as const),
  ...comparisons.map((op) => [`${op} of sizes`, { op, inputs: [sizes(7, 3, 5), sizes(1, 3, 9)] }] as const),
  ...['And', 'Or', 'Xor'].map((op) => [op, { op, inputs: [bools(0, 0, 1, 1), bools(0, 1, 0, 1)] }] as const),
  ...['Max', 'Min', 'Sum', 'Mean'].map((op) => [op, { op, inputs: [floats(2, 3), floats(3), floats(2, 1)] }] as const),
  ...['Max', 'Min'].map((op) => [`${op} of sizes`, { op, inputs: [sizes(7, 3), sizes(4, 1)] }] as const),
  ...['BitwiseAnd', 'BitwiseOr', 'BitwiseXor'].map(
    (op) => [op, { op, inputs: [given('i32', [3], [12, -7, 3]), given('i32', [3], [10, 5, 3])] }] as const,
  ),
  ['Mod', { op: 'Mod', inputs: [given('i64', [4], [7, -7, 7, -7]), given('i64', [4], [3, 3, -3, -3])] }],
  ['Mod of sizes', { op: 'Mod', inputs: [sizes(7, 12), scalar(2, 'i64')] }],
  ['Mod as in C', { op: 'Mod', attrs: { fmod: 1 }, inputs: [floats(4), given('f32', [1], [0.75])] }],
  ['Pow', { op: 'Pow', inputs: [positive(4), given('f32', [4], [2, 0.5, -1, 3])] }],
  ['Pow of sizes', { op: 'Pow', inputs: [sizes(3, 5), scalar(2, 'i64')] }],
  ['Pow of integers by floats', { op: 'Pow', inputs: [given('i32', [2], [3, 5]), given('f32', [2], [2, 3])] }],
  [
    'BitShift',
    { op: 'BitShift', attrs: { direction: 'LEFT' }, inputs: [given('u8', [2], [200, 3]), given('u8', [2], [1, 2])] },
  ],
  [
    'BitShift right',
    { op: 'BitShift', attrs: { direction: 'RIGHT' }, inputs: [given('u8', [2], [200, 3]), given('u8', [2], [3, 1])] },
  ],
  ['Where', { op: 'Where', inputs: [bools(1, 0), floats(3, 1), floats(3, 2)] }],
  ['Where of sizes', { op: 'Where', inputs: [bools(1, 0, 1), sizes(5, 6, 7), sizes(1, 2, 3)] }],
  [
    'Where of texts',
    { op: 'Where', inputs: [bools(1, 0), given('string', [2], ['a', 'b']), given('string', [1], ['c'])] },
  ],
  ['Equal of texts', { op: 'Equal', inputs: [given('string', [2], ['a', 'b']), given('string', [1], ['b'])] }],
];

const castRows: readonly (readonly [string, OneOp])[] = [
  ['Cast to i64', { op: 'Cast', attrs: { to: 7 }, inputs: [floats(7)] }],
  ['Cast to f32', { op: 'Cast', attrs: { to: 1 }, inputs: [sizes(3, 400, 0)] }],
  ['Cast to i32', { op: 'Cast', attrs: { to: 6 }, inputs: [sizes(3, 400, 0)] }],
  ['Cast to i8 wraps', { op: 'Cast', attrs: { to: 3 }, inputs: [sizes(3, 400, 200)] }],
  ['Cast to bool', { op: 'Cast', attrs: { to: 9 }, inputs: [sizes(3, 0, 1)] }],
  ['Cast of bool', { op: 'Cast', attrs: { to: 7 }, inputs: [bools(1, 0)] }],
  ['Cast of texts', { op: 'Cast', attrs: { to: 1 }, inputs: [given('string', [3], ['1.5', '-2', '1e3'])] }],
  ['Cast to texts', { op: 'Cast', attrs: { to: 8 }, inputs: [given('i64', [2], [-12, 30])] }],
  ['CastLike', { op: 'CastLike', inputs: [sizes(3, 4), floats(1)] }],
];

const reduceRows: readonly (readonly [string, OneOp])[] = [
  ...reductions.flatMap((kind): (readonly [string, OneOp])[] => [
    [`Reduce${kind}`, { op: `Reduce${kind}`, inputs: [positive(2, 3, 4), sizes(-1, 0)] }],
    [`Reduce${kind}, all`, { op: `Reduce${kind}`, attrs: { keepdims: 0 }, inputs: [positive(2, 3)] }],
    [`Reduce${kind} by attribute`, { op: `Reduce${kind}`, opset: 12, attrs: { axes: [1] }, inputs: [positive(2, 3)] }],
  ]),
  ...['Prod', 'Sum', 'Max', 'Min'].map(
    (kind) => [`Reduce${kind} of sizes`, { op: `Reduce${kind}`, inputs: [sizes(3, 4, 5), sizes(0)] }] as const,
  ),
  ['a reduction over no axis', { op: 'ReduceSum', attrs: { noop_with_empty_axes: 1 }, inputs: [floats(2, 3)] }],
  ['a reduction of nothing', { op: 'ReduceSum', inputs: [floats(2, 0), sizes(1)] }],
  ['ArgMax', { op: 'ArgMax', attrs: { axis: -1 }, inputs: [floats(3, 4)] }],
  [
    'ArgMax, the last',
    { op: 'ArgMax', attrs: { select_last_index: 1, keepdims: 0 }, inputs: [given('f32', [4], [1, 2, 2, 0])] },
  ],
  ['ArgMin', { op: 'ArgMin', attrs: { keepdims: 0 }, inputs: [floats(3, 4)] }],
  ['CumSum', { op: 'CumSum', inputs: [floats(3, 4), scalar(1, 'i64')] }],
  ['CumSum backward', { op: 'CumSum', attrs: { reverse: 1, exclusive: 1 }, inputs: [floats(3, 4), scalar(0, 'i64')] }],
  ['CumSum of sizes', { op: 'CumSum', inputs: [sizes(3, 4, 5), scalar(0, 'i64')] }],
];

const vector = (n: number): OneInput => positive(n);
const normRows: readonly (readonly [string, OneOp])[] = [
  [
    'BatchNormalization',
    { op: 'BatchNormalization', inputs: [floats(2, 3, 4), vector(3), vector(3), vector(3), vector(3)] },
  ],
  [
    'BatchNormalization, training',
    {
      op: 'BatchNormalization',
      attrs: { training_mode: 1 },
      inputs: [floats(2, 3, 4), vector(3), vector(3), vector(3), vector(3)],
      outputs: 3,
    },
  ],
  ['InstanceNormalization', { op: 'InstanceNormalization', inputs: [floats(2, 3, 4), vector(3), vector(3)] }],
  [
    'GroupNormalization',
    { op: 'GroupNormalization', attrs: { num_groups: 2 }, inputs: [floats(2, 4, 3), vector(4), vector(4)] },
  ],
  [
    'LayerNormalization',
    {
      op: 'LayerNormalization',
      attrs: { axis: 1 },
      inputs: [floats(2, 3, 4), positive(3, 4), positive(3, 4)],
      outputs: 3,
    },
  ],
  ['LayerNormalization without bias', { op: 'LayerNormalization', inputs: [floats(2, 3, 4), vector(4)], outputs: 3 }],
  ['LRN', { op: 'LRN', attrs: { size: 3 }, inputs: [floats(1, 5, 2, 2)] }],
  ['LpNormalization', { op: 'LpNormalization', attrs: { axis: 0, p: 1 }, inputs: [floats(3, 4)] }],
  ['MeanVarianceNormalization', { op: 'MeanVarianceNormalization', inputs: [floats(2, 3, 2, 2)] }],
  ['Softmax', { op: 'Softmax', inputs: [floats(3, 4)] }],
  ['Softmax before 13', { op: 'Softmax', opset: 11, inputs: [floats(3, 4)] }],
  ['LogSoftmax', { op: 'LogSoftmax', attrs: { axis: 0 }, inputs: [floats(3, 4)] }],
  ['Hardmax', { op: 'Hardmax', inputs: [floats(3, 4)] }],
  [
    'SimplifiedLayerNormalization',
    { op: 'SimplifiedLayerNormalization', attrs: { axis: -1 }, inputs: [floats(2, 3, 4), vector(4)], outputs: 2 },
  ],
];

const randomRows: readonly (readonly [string, OneOp])[] = [
  ['Dropout', { op: 'Dropout', inputs: [floats(3, 4)], outputs: 2 }],
  ['Dropout before 12', { op: 'Dropout', opset: 10, inputs: [floats(3, 4)], outputs: 2 }],
  ['EyeLike', { op: 'EyeLike', attrs: { k: 1 }, inputs: [floats(3, 4)] }],
  ['EyeLike of another type', { op: 'EyeLike', attrs: { dtype: 7 }, inputs: [floats(2, 2)] }],
];
/** Contents are drawn or empty: only sizes and types can be judged. */
const drawnRows: readonly (readonly [string, OneOp])[] = [
  ['a size broadcast to nothing', { op: 'Add', inputs: [floats(0, 3), floats(1, 3)] }],
  ['RandomNormal', { op: 'RandomNormal', attrs: { shape: [2, 3] }, inputs: [] }],
  ['RandomUniform in f64', { op: 'RandomUniform', attrs: { shape: [2, 3], dtype: 11 }, inputs: [] }],
  ['RandomNormalLike', { op: 'RandomNormalLike', inputs: [floats(2, 3)] }],
  ['RandomUniformLike', { op: 'RandomUniformLike', attrs: { dtype: 11 }, inputs: [floats(2, 3)] }],
  ['Multinomial', { op: 'Multinomial', attrs: { sample_size: 5 }, inputs: [floats(2, 3)] }],
  ['Bernoulli', { op: 'Bernoulli', attrs: { dtype: 7 }, inputs: [unit(2, 3)] }],
];

const u8 = (...dims: readonly number[]): OneInput =>
  given(
    'u8',
    dims,
    Array.from({ length: count(dims) }, (_, i) => (i * 37) % 256),
  );
const scale = scalar(0.25);
const zero = scalar(100, 'u8');
const quantizedRows: readonly (readonly [string, OneOp])[] = [
  ['QuantizeLinear', { op: 'QuantizeLinear', inputs: [floats(2, 5), scale, zero] }],
  ['QuantizeLinear to i8', { op: 'QuantizeLinear', inputs: [floats(2, 5), scale, scalar(-3, 'i8')] }],
  [
    'QuantizeLinear of channels',
    { op: 'QuantizeLinear', attrs: { axis: 0 }, inputs: [floats(2, 5), positive(2), given('u8', [2], [1, 7])] },
  ],
  ['QuantizeLinear without zero point', { op: 'QuantizeLinear', inputs: [positive(5), scale] }],
  ['DequantizeLinear', { op: 'DequantizeLinear', inputs: [u8(2, 5), scale, zero] }],
  [
    'DequantizeLinear of channels',
    { op: 'DequantizeLinear', attrs: { axis: 1 }, inputs: [u8(2, 3), positive(3), given('u8', [3], [1, 7, 9])] },
  ],
  ['DequantizeLinear of i32', { op: 'DequantizeLinear', inputs: [given('i32', [3], [1, -7, 9]), scale] }],
  ['DynamicQuantizeLinear', { op: 'DynamicQuantizeLinear', inputs: [floats(2, 5)], outputs: 3 }],
];

const ms = 'com.microsoft';
const fused = (op: string, inputs: OneOp['inputs'], rest: Partial<OneOp> = {}): readonly [string, OneOp] => [
  `${ms} ${op}`,
  { op, domain: ms, inputs, ...rest },
];
const fusedRows: readonly (readonly [string, OneOp])[] = [
  fused('BiasGelu', [floats(2, 3, 4), vector(4)]),
  fused('FastGelu', [floats(2, 3, 4), vector(4)]),
  fused('FastGelu', [floats(2, 3, 4)]),
  fused('Gelu', [floats(2, 3)]),
  fused('QuickGelu', [floats(2, 3)]),
  fused('SkipLayerNormalization', [floats(2, 3, 4), floats(2, 3, 4), vector(4), vector(4), vector(4)], { outputs: 1 }),
  fused('SkipSimplifiedLayerNormalization', [floats(2, 3, 4), floats(2, 3, 4), vector(4)]),
  fused('QLinearAdd', [u8(2, 3), scale, zero, u8(3), scale, zero, scale, zero]),
  fused('QLinearMul', [u8(2, 3), scale, zero, u8(2, 1), scale, zero, scale, zero]),
  fused('QLinearSigmoid', [u8(2, 3), scale, zero, scale, zero]),
  fused('QLinearLeakyRelu', [u8(2, 3), scale, zero, scale, zero]),
  fused('QLinearSoftmax', [u8(2, 3), scale, zero, scale, zero], { attrs: { opset: 13 } }),
  fused('QLinearWhere', [bools(1, 0, 1), u8(2, 3), scale, zero, u8(3), scale, zero, scale, zero]),
  fused('QuantizeLinear', [floats(2, 5), scale, zero]),
  fused('DequantizeLinear', [u8(2, 5), scale, zero]),
  fused('Inverse', [given('f32', [2, 2], [2, 1, 1, 1])]),
  fused('SampleOp', [floats(2, 3)]),
  fused('Trilu', [floats(3, 3)]),
];

const followed = [
  ...unary,
  ...binary,
  ...castRows,
  ...reduceRows,
  ...normRows,
  ...randomRows,
  ...quantizedRows,
  ...fusedRows,
];

const verified = new Set<string>();

test.each(followed)('%s: inference agrees with onnxruntime', async (_, one) => {
  const truth = await runOneOp(one);
  for (const telling of tellings) {
    const { mark, got } = judgeOneOp(one, truth, telling);
    expect(mark, `${telling}: ${got} against ${JSON.stringify(truth)}`).not.toBe('wrong');
  }
  expect(judgeOneOp(one, truth, 'contents').mark).toBe('right');
  for (const row of rowOfOne(one)) verified.add(row);
});

test.each(drawnRows)('%s: type and shape agree with onnxruntime', async (_, one) => {
  const truth = await runOneOp(one);
  expect(judgeOneOp(one, truth, 'shapes').mark).toBe('right');
  for (const row of rowOfOne(one)) verified.add(row);
});

test('the operators verified here', async () => {
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('onnxruntime', 'elementwise'));
});
