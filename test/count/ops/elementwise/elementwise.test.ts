import { describe, expect, test } from 'vitest';
import type { Shape, TensorValue } from '#graph/value.ts';
import type { OneCall } from '../../../support/one-call.ts';
import { format } from '#graph/dim.ts';
import { countOne, f32, holding, of, shapeOf, unranked } from '../../../support/one-call.ts';

const ms = 'com.microsoft';
const nhwc = 'com.ms.internal.nhwc';
const preview = 'ai.onnx.preview.training';

/** N = 24 elements, in R = 6 rows of the last axis. */
const x = f32(2, 3, 4);
const half = of('f16', 2, 3, 4);
const row = f32(4);
const each = f32(3);
const yes = holding('bool', 1);
const u8 = of('u8', 2, 3, 4);
const scale = holding('f32', 0.5);
const zero = holding('u8', 3);

const costs: readonly (readonly [string, OneCall, number, number])[] = [
  // One operation for each element, by the definition of each.
  ...['Abs', 'Neg', 'Relu', 'Floor', 'Ceil', 'Reciprocal', 'Sign'].map(
    (op) => [op, { op, inputs: [x] }, 24, 0] as const,
  ),
  ...['Exp', 'Log', 'Sqrt', 'Erf', 'Tanh', 'Sin', 'Cos', 'Atanh'].map(
    (op) => [op, { op, inputs: [x] }, 0, 24] as const,
  ),
  ['Sigmoid is neg, exp, add, div', { op: 'Sigmoid', inputs: [x] }, 72, 24],
  ['HardSigmoid is mul, add, min, max', { op: 'HardSigmoid', inputs: [x] }, 96, 0],
  ['HardSwish is HardSigmoid, mul', { op: 'HardSwish', inputs: [x] }, 120, 0],
  ['Swish is Sigmoid, mul', { op: 'Swish', opset: 24, inputs: [x] }, 96, 24],
  ['Swish with a factor', { op: 'Swish', opset: 24, attrs: { alpha: { float: 2 } }, inputs: [x] }, 120, 24],
  ['Gelu is div, erf, add, mul, mul', { op: 'Gelu', inputs: [x] }, 96, 24],
  ['Gelu by tanh is 4 mul, 2 add, pow, tanh', { op: 'Gelu', attrs: { approximate: 'tanh' }, inputs: [x] }, 144, 48],
  ['Clip', { op: 'Clip', inputs: [x, holding('f32', 0), holding('f32', 6)] }, 48, 0],
  ['LeakyRelu', { op: 'LeakyRelu', inputs: [x] }, 48, 0],
  ['PRelu', { op: 'PRelu', inputs: [x, row] }, 48, 0],
  ['Mish is exp, add, log, tanh, mul', { op: 'Mish', inputs: [x] }, 48, 72],
  ['Add over broadcast operands', { op: 'Add', inputs: [f32(2, 1, 4), f32(3, 1)] }, 24, 0],
  ['Max of three', { op: 'Max', inputs: [x, row, x] }, 48, 0],
  ['Mean of three is two adds, a division', { op: 'Mean', inputs: [x, row, x] }, 72, 0],
  ['Sum of one', { op: 'Sum', inputs: [x] }, 0, 0],
  ['Pow', { op: 'Pow', inputs: [x, holding('f32', 2)] }, 0, 24],
  // Nothing is arithmetic of the model: comparisons, logic, choice, casts, integers.
  ...['Equal', 'Less', 'GreaterOrEqual'].map((op) => [op, { op, inputs: [x, row] }, 0, 0] as const),
  ['Where', { op: 'Where', inputs: [of('bool', 4), x, row] }, 0, 0],
  ['Cast', { op: 'Cast', attrs: { to: 10 }, inputs: [x] }, 0, 0],
  ['Add of integers', { op: 'Add', inputs: [of('i64', 5), of('i64', 5)] }, 0, 0],
  ['ReduceSum of integers', { op: 'ReduceSum', inputs: [of('i64', 5)] }, 0, 0],
  ['Add in half precision', { op: 'Add', inputs: [half, half] }, 24, 0],
  // Reductions read N_in = 24 and write 6.
  ['ReduceSum', { op: 'ReduceSum', inputs: [x, holding('i64', [-1])] }, 24, 0],
  ['ReduceMean', { op: 'ReduceMean', inputs: [x, holding('i64', [-1])] }, 30, 0],
  ['ReduceMean by attribute', { op: 'ReduceMean', opset: 13, attrs: { axes: [2] }, inputs: [x] }, 30, 0],
  ['ReduceMean of all', { op: 'ReduceMean', inputs: [x] }, 25, 0],
  ['ReduceL2 is mul, sum, sqrt', { op: 'ReduceL2', inputs: [x, holding('i64', [-1])] }, 48, 6],
  ['ReduceLogSumExp is exp, sum, log', { op: 'ReduceLogSumExp', inputs: [x, holding('i64', [-1])] }, 24, 30],
  ['CumSum', { op: 'CumSum', inputs: [x, holding('i64', 1)] }, 24, 0],
  ['ArgMax', { op: 'ArgMax', inputs: [x] }, 24, 0],
  // Normalisations.
  ['Softmax', { op: 'Softmax', inputs: [x] }, 96, 24],
  ['LogSoftmax', { op: 'LogSoftmax', inputs: [x] }, 96, 48],
  ['LayerNormalization 7N + 3R', { op: 'LayerNormalization', inputs: [x, row, row] }, 186, 6],
  ['without bias 6N + 3R', { op: 'LayerNormalization', inputs: [x, row] }, 162, 6],
  ['over two axes, R = 2', { op: 'LayerNormalization', attrs: { axis: 1 }, inputs: [x, f32(3, 4), f32(3, 4)] }, 174, 2],
  ['RMSNormalization 4N + 2R', { op: 'RMSNormalization', opset: 23, inputs: [x, row] }, 108, 6],
  ['SimplifiedLayerNormalization', { op: 'SimplifiedLayerNormalization', inputs: [x, row] }, 108, 6],
  ['InstanceNormalization, R = 2·3', { op: 'InstanceNormalization', inputs: [x, each, each] }, 186, 6],
  [
    'GroupNormalization, R = 2·2',
    { op: 'GroupNormalization', attrs: { num_groups: 2 }, inputs: [f32(2, 4, 3), row, row] },
    180,
    4,
  ],
  ['BatchNormalization', { op: 'BatchNormalization', inputs: [x, each, each, each, each] }, 48, 0],
  [
    'BatchNormalization in training: 7N + 9C',
    { op: 'BatchNormalization', attrs: { training_mode: 1 }, inputs: [x, each, each, each, each], outputs: 3 },
    195,
    3,
  ],
  ['LRN of 5 channels', { op: 'LRN', attrs: { size: 5 }, inputs: [f32(1, 6, 2, 2)] }, 8 * 24, 24],
  ['LpNormalization', { op: 'LpNormalization', inputs: [x] }, 72, 6],
  // Quantisation.
  ['QuantizeLinear', { op: 'QuantizeLinear', inputs: [x, scale, zero] }, 48, 0],
  ['DequantizeLinear', { op: 'DequantizeLinear', inputs: [u8, scale, zero] }, 48, 0],
  ['DynamicQuantizeLinear', { op: 'DynamicQuantizeLinear', inputs: [x], outputs: 3 }, 105, 0],
  [
    'QLinearAdd: 2·24 + 2·4 + 24 + 2·24',
    { op: 'QLinearAdd', domain: ms, inputs: [u8, scale, zero, of('u8', 4), scale, zero, scale, zero] },
    128,
    0,
  ],
  ['QLinearSigmoid', { op: 'QLinearSigmoid', domain: ms, inputs: [u8, scale, zero, scale, zero] }, 168, 24],
  ['MulInteger with one zero point', { op: 'MulInteger', domain: ms, inputs: [u8, zero, u8] }, 48, 0],
  // Random and training.
  ['Dropout', { op: 'Dropout', inputs: [x] }, 0, 0],
  ['Dropout in training', { op: 'Dropout', inputs: [x, scale, yes] }, 48, 0],
  ['Dropout of opset 1 in training', { op: 'Dropout', opset: 1, inputs: [x] }, 48, 0],
  ['Dropout of opset 1 in test mode', { op: 'Dropout', opset: 1, attrs: { is_test: 1 }, inputs: [x] }, 0, 0],
  ['RandomNormal', { op: 'RandomNormal', attrs: { shape: [2, 3] }, inputs: [] }, 0, 0],
  [
    'Momentum of one tensor: 7N + 1',
    { op: 'Momentum', domain: preview, inputs: [scale, holding('i64', 0), x, x, x], outputs: 2 },
    169,
    0,
  ],
  [
    'a loss of 6 labels: neg, mean',
    { op: 'NegativeLogLikelihoodLoss', inputs: [f32(2, 4, 3), of('i64', 2, 3)] },
    13,
    0,
  ],
  // Fusions of onnxruntime cost what their parts cost.
  ['BiasGelu is Add, Gelu', { op: 'BiasGelu', domain: ms, inputs: [x, row] }, 24 + 96, 24],
  ['FastGelu', { op: 'FastGelu', domain: ms, inputs: [x] }, 144, 48],
  ['FastGelu with bias', { op: 'FastGelu', domain: ms, inputs: [x, row] }, 168, 48],
  ['QuickGelu is mul, Sigmoid, mul', { op: 'QuickGelu', domain: ms, inputs: [x] }, 120, 24],
  ['BiasSplitGelu', { op: 'BiasSplitGelu', domain: ms, inputs: [x, row] }, 24 + 5 * 12, 12],
  ['BiasSoftmax', { op: 'BiasSoftmax', domain: ms, inputs: [x, x] }, 120, 24],
  [
    'SkipLayerNormalization is two adds, LayerNormalization',
    { op: 'SkipLayerNormalization', domain: ms, inputs: [x, x, row, row, row], outputs: 4 },
    48 + 186,
    6,
  ],
  [
    'SkipSimplifiedLayerNormalization',
    { op: 'SkipSimplifiedLayerNormalization', domain: ms, inputs: [x, x, row], outputs: 4 },
    24 + 108,
    6,
  ],
  [
    'GroupNorm of channels last with SiLU',
    { op: 'GroupNorm', domain: ms, attrs: { groups: 2, activation: 1 }, inputs: [f32(2, 3, 1, 4), row, row] },
    180 + 96,
    4 + 24,
  ],
  [
    'BatchNormalization of channels last with ReLU',
    {
      op: 'BatchNormalization',
      domain: nhwc,
      opset: 15,
      attrs: { activation: 'Relu' },
      inputs: [x, row, row, row, row],
    },
    72,
    0,
  ],
  ['ComplexMul', { op: 'ComplexMul', domain: ms, inputs: [f32(3, 2), f32(3, 2)] }, 18, 0],
  ['GatedRMSNorm', { op: 'GatedRMSNorm', domain: ms, inputs: [x, f32(2), x] }, 9 * 24 + 2 * 12, 24 + 12],
];

test.each(costs)('%s', (_, call, elementwise, transcendentals) => {
  const { figures, status } = countOne(call);
  expect(figures).toMatchObject({ macs: 0, elementwise, transcendentals });
  expect(status).toBe('exact');
});

test('an inverse takes n³ multiply–accumulates a matrix', () => {
  expect(countOne({ op: 'Inverse', domain: ms, inputs: [f32(2, 3, 3)] }).figures.macs).toBe(54);
});

test.each<readonly [string, OneCall]>([
  ['an unknown rank', { op: 'Exp', inputs: [unranked] }],
  ['an unknown type', { op: 'Exp', inputs: [of('unknown', 3)] }],
  ['a dropout that may train', { op: 'Dropout', inputs: [x, scale, of('bool')] }],
  ['a norm of unknown rank', { op: 'LayerNormalization', inputs: [unranked, row] }],
])('%s leaves a lower bound', (_, call) => {
  expect(countOne(call).status).toBe('lower-bound');
});

const text = (shape: Shape | undefined): string | undefined => shape?.map(format).join(' ');

const shapes: readonly (readonly [string, OneCall, string])[] = [
  ['a symbol against 1', { op: 'Add', inputs: [f32('N', 3), f32(1)] }, 'N 3'],
  ['a symbol against a constant', { op: 'Add', inputs: [f32('N'), f32(4)] }, '4'],
  ['two symbols', { op: 'Add', inputs: [f32('N'), f32('M')] }, 'max(M, N)'],
  ['a scalar', { op: 'Mul', inputs: [f32('N', 'C'), f32()] }, 'N C'],
  [
    'opset 6, aligned at axis 1',
    { op: 'Add', opset: 6, attrs: { broadcast: 1, axis: 1 }, inputs: [f32(2, 3, 4), f32(3)] },
    '2 3 4',
  ],
  [
    'opset 6, aligned at the end',
    { op: 'Mul', opset: 6, attrs: { broadcast: 1 }, inputs: [f32(2, 3, 4), f32(3, 4)] },
    '2 3 4',
  ],
  ['opset 1, equal shapes', { op: 'Sum', opset: 1, inputs: [f32('N', 3), f32(2, 3)] }, '2 3'],
  ['kept reduced axes', { op: 'ReduceMax', inputs: [f32('N', 3, 'L'), holding('i64', [0, -1])] }, '1 3 1'],
  [
    'dropped reduced axes',
    { op: 'ReduceMax', attrs: { keepdims: 0 }, inputs: [f32('N', 3, 'L'), holding('i64', [0])] },
    '3 L',
  ],
  ['axes not told, all of them', { op: 'ReduceSum', inputs: [f32('N', 3), of('i64', 2)] }, '1 1'],
  ['axes not told', { op: 'ReduceSum', inputs: [f32('N', 1), of('i64', 1)] }, 'layer.dim0 1'],
  ['half of the last axis', { op: 'BiasSplitGelu', domain: ms, inputs: [f32('B', 8), f32(8)] }, 'B 4'],
  ['multinomial', { op: 'Multinomial', attrs: { sample_size: 4 }, inputs: [f32('B', 8)] }, 'B 4'],
];

test.each(shapes)('shape of %s', (_, call, expected) => {
  expect(text(shapeOf(countOne(call)))).toBe(expected);
});

test('statistics of a layer norm have 1 from the axis on, in f32', () => {
  const layer = countOne({
    op: 'LayerNormalization',
    attrs: { axis: -2 },
    inputs: [of('f16', 'N', 3, 4), of('f16', 3, 4)],
    outputs: 3,
  });
  expect(layer.outputs.map((value) => value?.kind === 'tensor' && `${value.dtype} ${text(value.shape)}`)).toEqual([
    'f16 N 3 4',
    'f32 N 1 1',
    'f32 N 1 1',
  ]);
});

test('a dequantised tensor remembers its integers through a ReLU', () => {
  const layer = countOne({ op: 'DequantizeLinear', inputs: [of('i8', 4), scale] });
  expect(layer.outputs[0]).toMatchObject({ dtype: 'f32', quantized: 'i8' });
  const relu = countOne({ op: 'Relu', inputs: [layer.outputs[0] as TensorValue] });
  expect(relu.outputs[0]).toMatchObject({ dtype: 'f32', quantized: 'i8' });
});

describe('contradictions', () => {
  test.each<readonly [string, OneCall, string]>([
    ['sizes that differ', { op: 'Add', inputs: [f32(2), f32(3)] }, 'shape'],
    ['sizes that can never agree', { op: 'Where', inputs: [of('bool', 2), f32(3), f32(1)] }, 'shape'],
    [
      'an operand beyond the axes',
      { op: 'Add', opset: 6, attrs: { broadcast: 1, axis: 2 }, inputs: [f32(2, 3), f32(2)] },
      'shape',
    ],
    ['a missing operand', { op: 'Add', inputs: [f32(2)] }, 'bad-node'],
    ['no operand', { op: 'Sum', inputs: [] }, 'bad-node'],
    ['an axis outside', { op: 'Softmax', attrs: { axis: 3 }, inputs: [f32(2, 3)] }, 'shape'],
    ['an axis twice', { op: 'ReduceSum', inputs: [f32(2, 3), holding('i64', [1, -1])] }, 'shape'],
    [
      'channels not in groups',
      { op: 'GroupNormalization', attrs: { num_groups: 3 }, inputs: [f32(1, 4, 2), f32(4), f32(4)] },
      'shape',
    ],
    [
      'no groups',
      { op: 'GroupNormalization', attrs: { num_groups: 0 }, inputs: [f32(1, 4, 2), f32(4), f32(4)] },
      'bad-attribute',
    ],
    [
      'a scale of another length',
      { op: 'BatchNormalization', inputs: [f32(1, 4, 2), f32(3), f32(3), f32(3), f32(3)] },
      'shape',
    ],
    ['a norm scale of another length', { op: 'LayerNormalization', inputs: [f32(2, 4), f32(3)] }, 'shape'],
    ['quantisation scales of another length', { op: 'QuantizeLinear', inputs: [f32(2, 4), f32(3)] }, 'shape'],
    ['a negative random size', { op: 'RandomNormal', attrs: { shape: [2, -3] }, inputs: [] }, 'shape'],
    ['a cast to nowhere', { op: 'Cast', inputs: [f32(2)] }, 'bad-attribute'],
    ['a cast by text', { op: 'Cast', attrs: { to: 'FLOAT' }, inputs: [f32(2)] }, 'bad-attribute'],
    ["bits that don't fit", { op: 'BitCast', opset: 26, attrs: { to: 7 }, inputs: [f32(2)] }, 'shape'],
    ['labels of another batch', { op: 'SoftmaxCrossEntropyLoss', inputs: [f32(2, 4), of('i64', 3)] }, 'shape'],
    ['an odd last axis', { op: 'BiasSplitGelu', domain: ms, inputs: [f32(2, 5), f32(5)] }, 'shape'],
    ['a matrix not square', { op: 'Inverse', domain: ms, inputs: [f32(2, 5)] }, 'shape'],
    [
      'a skip that is wider',
      { op: 'SkipLayerNormalization', domain: ms, inputs: [f32(1, 3, 4), f32(2, 3, 4), f32(4)] },
      'shape',
    ],
    ['optimiser inputs short', { op: 'Adam', domain: preview, inputs: [scale, zero, f32(2)] }, 'bad-node'],
  ])('%s is a fault', (_, call, code) => {
    expect(() => countOne(call)).toThrow(expect.objectContaining({ code }));
  });
});

test('contents beyond the cap are never made', () => {
  const one: TensorValue = { kind: 'tensor', dtype: 'i64', shape: [1], data: [1] };
  const sum = (count: number) => countOne({ op: 'Where', inputs: [of('bool', count), one, one] }).outputs[0];
  expect(sum(4096)).toHaveProperty('data');
  expect(sum(4097)).not.toHaveProperty('data');
  expect(countOne({ op: 'EyeLike', inputs: [f32(1e9, 1e9)] }).outputs[0]).not.toHaveProperty('data');
});
