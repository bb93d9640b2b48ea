import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OneCall } from '../../../support/one-call.ts';
import { evaluate, format } from '#graph/dim.ts';
import { countOne, f32, holding, of, shapeOf, unranked } from '../../../support/one-call.ts';

const ms = 'com.microsoft';

/** Multiplications of numpy's matmul by its loops, one batch entry of the broadcast result at a time. */
function multiplications(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  const [m = 1, k = 1] = a.length > 1 ? a.slice(-2) : [1, ...a];
  const n = b.length > 1 ? (b.at(-1) ?? 1) : 1;
  const rank = Math.max(a.length, b.length, 2);
  const at = (shape: readonly number[], axis: number): number => shape[axis - rank + shape.length] ?? 1;
  let batches = 1;
  for (let axis = 0; axis < rank - 2; axis++) batches *= Math.max(at(a, axis), at(b, axis));
  for (let batch = 0; batch < batches; batch++)
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) for (let l = 0; l < k; l++) count++;
  return count;
}

const size = fc.integer({ min: 1, max: 5 });
const batch = fc.array(size, { maxLength: 2 });

test('MACs are the multiplications of the loops, batches broadcast, vectors too', () => {
  fc.assert(
    fc.property(
      batch,
      fc.array(fc.boolean(), { maxLength: 2 }),
      size,
      size,
      size,
      fc.boolean(),
      fc.boolean(),
      (sizes, ones, m, k, n, rowless, columnless) => {
        const a = [...(rowless ? [] : [...sizes, m]), k];
        const b = columnless ? [k] : [...sizes.map((s, i) => (ones[i] === true ? 1 : s)), k, n];
        const layer = countOne({ op: 'MatMul', inputs: [f32(...a), f32(...b)] });
        expect(layer.figures.macs).toBe(multiplications(a, b));
        expect(layer.figures.elementwise).toBe(0);
      },
    ),
    { seed: 7, numRuns: 200 },
  );
});

test('symbols and numbers agree', () => {
  const open = countOne({ op: 'MatMul', inputs: [f32('b', 1, 's', 'k'), f32('h', 'k', 's')] });
  expect(shapeOf(open)?.map(format)).toEqual(['b', 'h', 's', 's']);
  const env = new Map([
    ['b', 2n],
    ['h', 3n],
    ['s', 7n],
    ['k', 5n],
  ]);
  expect(evaluate(open.figures.macs, env)).toBe(2n * 3n * 7n * 7n * 5n);
});

const g = (attrs: OneCall['attrs'], ...inputs: OneCall['inputs']): OneCall => ({
  op: 'Gemm',
  attrs: attrs ?? {},
  inputs,
});
const [a, b, c] = [f32(3, 4), f32(4, 5), f32(5)];

test.each([
  ['no C', g({}, a, b), 60, 0],
  ['C', g({}, a, b, c), 60, 15],
  ['alpha', g({ alpha: { float: 0.5 } }, a, b), 60, 15],
  ['beta', g({ beta: { float: 2 } }, a, b, c), 60, 30],
  ['beta without C', g({ beta: { float: 2 } }, a, b), 60, 0],
  ['alpha, beta and C', g({ alpha: { float: 0.5 }, beta: { float: 2 } }, a, b, c), 60, 45],
  ['transposes', g({ transA: 1, transB: 1 }, f32(4, 3), f32(5, 4)), 60, 0],
  ['integers', g({}, of('i32', 3, 4), of('i32', 4, 5), of('i32', 5)), 60, 0],
  ['fused activation', { ...g({ activation: 'LeakyRelu' }, a, b, c), op: 'FusedGemm', domain: ms }, 60, 45],
  ['fused alpha', { op: 'FusedMatMul', domain: ms, attrs: { alpha: { float: 0.125 } }, inputs: [a, b] }, 60, 15],
  [
    'quantised Gemm',
    {
      op: 'QGemm',
      domain: ms,
      inputs: [of('u8', 3, 4), of('f32'), of('u8'), of('u8', 4, 5), of('f32'), of('u8'), of('i32', 5)],
    },
    60,
    15,
  ],
  [
    'quantised product',
    {
      op: 'QLinearMatMul',
      inputs: [of('u8', 3, 4), of('f32'), of('u8'), of('u8', 4, 5), of('f32'), of('u8'), of('f32'), of('u8')],
    },
    60,
    0,
  ],
  [
    'rescaled integers',
    {
      op: 'MatMulIntegerToFloat',
      domain: ms,
      inputs: [of('u8', 3, 4), of('u8', 4, 5), of('f32'), of('f32', 5), null, null, f32(5)],
    },
    60,
    15 + 5 + 15,
  ],
  [
    'packed, bias',
    {
      op: 'MatMulNBits',
      domain: ms,
      attrs: { K: 32, N: 5, block_size: 32 },
      inputs: [f32(3, 32), of('u8', 5, 1, 16), f32(5), null, null, f32(5)],
    },
    480,
    15,
  ],
  [
    'packed and gated',
    {
      op: 'MatMulPacked',
      domain: ms,
      attrs: { K: 32, N: 5, packed_type: 'q8', activation_type: 'relu2' },
      inputs: [f32(3, 32), of('u8', 5, 34)],
    },
    480,
    30,
  ],
] as const)('work of %s', (_, one, macs, f) => {
  const { figures, status } = countOne(one);
  expect([figures.macs, figures.elementwise, status]).toEqual([macs, f, 'exact']);
});

test('a product quantised on the fly costs what its parts cost', () => {
  const x = f32(2, 9, 64);
  const parts = [
    countOne({ op: 'DynamicQuantizeLinear', inputs: [x], outputs: 3 }),
    countOne({ op: 'MatMulInteger', inputs: [of('u8', 2, 9, 64), of('i8', 64, 128)] }),
    countOne({ op: 'Mul', inputs: [f32(), f32()] }),
    countOne({ op: 'Mul', inputs: [f32(2, 9, 128), f32()] }),
    countOne({ op: 'Add', inputs: [f32(2, 9, 128), f32(128)] }),
  ];
  const fused = countOne({
    op: 'DynamicQuantizeMatMul',
    domain: ms,
    inputs: [x, of('i8', 64, 128), f32(), null, f32(128)],
  });
  for (const figure of ['macs', 'elementwise', 'transcendentals', 'bitOps'] as const) {
    const sum = parts.reduce((total, part) => total + (part.figures[figure] as number), 0);
    expect([figure, fused.figures[figure]]).toEqual([figure, sum]);
  }
});

test('an activation that is fused costs what it costs alone', () => {
  for (const name of [
    'Relu',
    'LeakyRelu',
    'Sigmoid',
    'Tanh',
    'HardSigmoid',
    'HardSwish',
    'Elu',
    'Selu',
    'Celu',
    'Softplus',
    'Softsign',
    'ThresholdedRelu',
  ]) {
    const alone = countOne({ op: name, inputs: [f32(3, 5)] }).figures;
    const fused = countOne({ op: 'FusedGemm', domain: ms, attrs: { activation: name }, inputs: [a, b] }).figures;
    expect([name, fused.elementwise, fused.transcendentals]).toEqual([name, alone.elementwise, alone.transcendentals]);
  }
});

test('gelu that is fused costs what bias and FastGelu cost', () => {
  const fused = countOne({ op: 'GemmFastGelu', domain: ms, inputs: [a, b, c] }).figures;
  const alone = countOne({ op: 'FastGelu', domain: ms, inputs: [f32(3, 5), c] }).figures;
  expect([fused.elementwise, fused.transcendentals]).toEqual([alone.elementwise, alone.transcendentals]);
});

test.each([
  ['4-bit weights, floats', { attrs: { K: 32, N: 5, block_size: 32, bits: 4 }, x: f32(3, 32) }, 4 * 32],
  ['4-bit weights, halves', { attrs: { K: 32, N: 5, block_size: 32 }, x: of('f16', 3, 32) }, 4 * 16],
  ['2-bit weights', { attrs: { K: 32, N: 5, block_size: 32, bits: 2 }, x: of('f16', 3, 32) }, 2 * 16],
] as const)('bit operations with %s', (_, { attrs, x }, bits) => {
  const { figures } = countOne({
    op: 'MatMulNBits',
    domain: ms,
    attrs,
    inputs: [x, of('u8', 5, 1, 16), of(x.dtype, 5)],
  });
  expect([figures.macs, figures.bitOps]).toEqual([480, 480 * bits]);
});

const rows = f32('t', 64);
test.each([
  [
    'adapters',
    {
      op: 'MatMulNBitsQLoRA',
      attrs: { K: 64, N: 32, bits: 4, lora_bits: 8, block_size: 16, lora_block_size: 16 },
      inputs: [
        rows,
        of('u8', 32, 4, 8),
        of('f32', 32, 4),
        of('u8', 8, 4, 16),
        of('f32', 8, 4),
        of('u8', 32, 1, 16),
        of('f32', 32, 1),
      ],
    },
    't 32',
    '2816*t',
    '32*t',
  ],
  [
    'an empty adapter',
    {
      op: 'MatMulNBitsQLoRA',
      attrs: { K: 64, N: 32, block_size: 16, lora_block_size: 16 },
      inputs: [
        rows,
        of('u8', 32, 4, 8),
        of('f32', 32, 4),
        of('u8', 8, 4, 16),
        of('f32', 8, 4),
        of('u8', 32, 0, 16),
        of('f32', 32, 0),
      ],
    },
    't 32',
    '2048*t',
    '0',
  ],
  [
    'fused projections',
    {
      op: 'MatMulNBitsQkv',
      outputs: 3,
      attrs: { K: 64, Nq: 32, Nkv: 16, block_size: 32, bits: 4 },
      inputs: [
        rows,
        null,
        f32(64),
        of('u8', 32, 2, 16),
        f32(64),
        f32(32),
        of('u8', 16, 2, 16),
        f32(32),
        null,
        of('u8', 16, 2, 16),
        f32(32),
      ],
    },
    't 32',
    '4096*t',
    '290*t',
  ],
  [
    'a gated layer',
    {
      op: 'MatMulNBitsMlp',
      attrs: { K: 64, N: 32, block_size: 32, bits: 4, activation: 'silu' },
      inputs: [rows, null, null, of('u8', 32, 2, 16), f32(64), null, of('u8', 32, 2, 16), f32(64)],
    },
    't 32',
    '4096*t',
    '160*t',
  ],
  [
    'byte weights',
    { op: 'MatMulBlockQuantizedFp8Weight', inputs: [of('f16', 't', 64), of('f8e4m3fn', 32, 64), f32(32, 1)] },
    't 32',
    '2048*t',
    '0',
  ],
  [
    'nibbles',
    {
      op: 'MatMulBlockQuantizedFp4Weight',
      inputs: [of('f16', 't', 64), of('u8', 32, 32), of('u8', 32, 4), f32(), null, of('f16', 32)],
    },
    't 32',
    '2048*t',
    '32*t',
  ],
  ['sizes as input', { op: 'MatMulFpQ4', inputs: [rows, of('u8', 999), holding('i64', [64, 7])] }, 't 7', '448*t', '0'],
  [
    'a router and its gate',
    { op: 'RouterGateUpProj', outputs: 2, attrs: { router_size: 8 }, inputs: [rows, f32(64, 40)] },
    't 8',
    '2560*t',
    '80*t',
  ],
  [
    'ordered bytes',
    {
      op: 'QOrderedMatMul',
      attrs: { order_A: 1, order_B: 0, order_Y: 1 },
      inputs: [of('i8', 1, 't', 64), f32(), of('i8', 64, 7), f32(), f32(), f32(7)],
    },
    '1 t 7',
    '448*t',
    '7*t',
  ],
] as const)('onnxruntime product with %s', (_, one, shape, macs, f) => {
  const layer = countOne({ ...one, domain: ms });
  expect(shapeOf(layer)?.map(format).join(' ')).toBe(shape);
  expect([format(layer.figures.macs), format(layer.figures.elementwise), layer.status]).toEqual([macs, f, 'exact']);
});

test.each([
  ['contracted sizes', { op: 'MatMul', inputs: [f32(3, 4), f32(5, 6)] }, /contracted sizes disagree: 4 against 5/],
  ['a scalar', { op: 'MatMul', inputs: [f32(), f32(5)] }, /a scalar is no operand/],
  ['batches', { op: 'MatMul', inputs: [f32(2, 3, 4), f32(3, 4, 5)] }, /broadcast/],
  ['rank 3 in Gemm', { op: 'Gemm', inputs: [f32(1, 3, 4), f32(4, 5)] }, /multiplies matrices/],
  ['too large a C', { op: 'Gemm', inputs: [f32(1, 4), f32(4, 5), f32(7, 5)] }, /C is larger/],
  ['a missing operand', { op: 'MatMul', inputs: [f32(3, 4)] }, /lacks its input 1/],
  [
    'a missing K',
    { op: 'MatMulNBits', domain: ms, attrs: { N: 5 }, inputs: [f32(3, 4), of('u8', 5, 1, 16)] },
    /attribute K/,
  ],
  [
    'a wrong K',
    { op: 'MatMulNBits', domain: ms, attrs: { N: 5, K: 32 }, inputs: [f32(3, 4), of('u8', 5, 1, 16)] },
    /4 against 32/,
  ],
  ['a matrix that isn’t square', { op: 'Det', inputs: [f32(3, 4)] }, /square/],
] as const)('a product with %s is refused', (_, one, message) => {
  expect(() => countOne(one)).toThrow(message);
});

test('K is taken from whichever operand tells it; without any the total is a lower bound', () => {
  expect(format(countOne({ op: 'MatMul', inputs: [f32(3, 'k'), f32(8, 2)] }).figures.macs)).toBe('48');
  expect(countOne({ op: 'MatMul', inputs: [unranked, f32(8, 2)] })).toMatchObject({
    status: 'lower-bound',
    figures: { macs: 0 },
  });
  expect(format(countOne({ op: 'Gemm', inputs: [unranked, f32(8, 2)] }).figures.macs)).toBe('16*layer.dim0');
});

test('the determinant costs the multiplications of an elimination', () => {
  for (let n = 1; n <= 6; n++) {
    let [products, divisions] = [0, 0];
    for (let pivot = 0; pivot < n; pivot++)
      for (let row = pivot + 1; row < n; row++) {
        divisions++;
        for (let column = pivot + 1; column < n; column++) products++;
      }
    const { figures } = countOne({ op: 'Det', inputs: [f32(2, n, n)] });
    expect([figures.macs, figures.elementwise]).toEqual([2 * products, 2 * (divisions + n - 1)]);
  }
});
