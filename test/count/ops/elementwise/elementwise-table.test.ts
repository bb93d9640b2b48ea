import { expect, test } from 'vitest';
import type { OneOp } from '../../../support/one-op.ts';
import {
  bools,
  floats,
  given,
  positive,
  scalar,
  scale,
  sizes,
  u8,
  unit,
  vector,
  zero,
} from '../../../support/one-inputs.ts';
import { judgeOneOp, rowOfOne, runOneOp, tellings } from '../../../support/one-op.ts';
import { listFile, listOf } from '../../../support/verified.ts';

const plain = ['Abs', 'Ceil', 'Cos', 'Erf', 'Exp', 'Floor', 'HardSigmoid', 'HardSwish', 'Mish', 'Neg', 'Reciprocal'];
const more = ['Relu', 'Round', 'Selu', 'Sigmoid', 'Sign', 'Sin', 'Sinh', 'Softplus', 'Softsign', 'Tan', 'Tanh', 'Elu'];
const others = ['Asinh', 'Atan', 'Celu', 'Cosh', 'LeakyRelu', 'Shrink', 'ThresholdedRelu', 'IsNaN', 'Gelu'];
const arithmetic = ['Add', 'Sub', 'Mul', 'Div'];
const comparisons = ['Equal', 'Less', 'Greater', 'LessOrEqual', 'GreaterOrEqual'];

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

const followed = [...unary, ...binary, ...castRows, ...randomRows, ...fusedRows];

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
