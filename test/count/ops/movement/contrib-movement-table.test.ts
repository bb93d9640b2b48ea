import { expect, test } from 'vitest';
import type { OneCall } from '../../../support/one-call.ts';
import { format } from '#graph/dim.ts';
import { countOne, f32, holding, of, unranked } from '../../../support/one-call.ts';

const ms = 'com.microsoft';
const i32 = (...sizes: readonly (number | string)[]) => of('i32', ...sizes);

/** `f32[n, 3]`, one an output. */
function typesOf(one: OneCall): readonly string[] {
  return countOne(one).outputs.map((value) =>
    value?.kind === 'tensor'
      ? `${value.dtype}[${value.shape?.map(format).join(', ') ?? '?'}]`
      : (value?.kind ?? 'none'),
  );
}

test.each<[string, OneCall, readonly string[]]>([
  [
    'tokens without padding',
    { op: 'RemovePadding', domain: ms, inputs: [f32('b', 's', 64), i32('b')], outputs: 4 },
    ['f32[layer.tokens, 64]', 'i32[b, s]', 'i32[b + 1]', 'i32[1]'],
  ],
  ['padding put back', { op: 'RestorePadding', domain: ms, inputs: [f32('t', 64), i32('b', 's')] }, ['f32[b, s, 64]']],
  [
    'rows of a table',
    { op: 'TorchEmbedding', domain: ms, inputs: [f32(100, 8), of('i64', 'b', 's')] },
    ['f32[b, s, 8]'],
  ],
  [
    'rows of a 4-bit table',
    { op: 'GatherBlockQuantized', domain: ms, inputs: [of('u8', 100, 32), of('i64', 'b'), of('f16', 100, 2)] },
    ['f16[b, 64]'],
  ],
  [
    'rows of an 8-bit table',
    {
      op: 'GatherBlockQuantized',
      domain: ms,
      attrs: { bits: 8 },
      inputs: [of('u8', 100, 32), of('i64', 'b'), f32(100, 1)],
    },
    ['f32[b, 32]'],
  ],
  [
    'rows of a table of i4',
    {
      op: 'GatherBlockQuantized',
      domain: ms,
      attrs: { gather_axis: 1, quantize_axis: 0 },
      inputs: [of('i4', 64, 9), of('i64', 3), f32(1, 9)],
    },
    ['f32[64, 3]'],
  ],
  [
    'rows of a packed table',
    {
      op: 'GatherPacked',
      domain: ms,
      attrs: { K: 256, packed_type: 0 },
      inputs: [of('u8', 100, 144), of('i64', 'b', 's')],
    },
    ['bf16[b, s, 256]'],
  ],
  [
    'n-grams of packed tokens',
    {
      op: 'VarlenNGramHashMapping',
      domain: ms,
      attrs: { max_ngram_size: 3, n_head_per_ngram: 4, pad_id: 0 },
      inputs: [of('i64', 't'), of('i64', 3), of('i64', 8), i32('e')],
      outputs: 3,
    },
    ['i64[t, 8]', 'i64[e - 1, 2]', 'i32[e - 1, 2]'],
  ],
  [
    'a state replayed',
    { op: 'ConvStateReplay', domain: ms, inputs: [f32(1), f32(2), f32('n', 4), i32(3)] },
    ['f32[n, 4]'],
  ],
  [
    'tokens of an aggressive decoder',
    {
      op: 'BifurcationDetector',
      domain: ms,
      inputs: [of('i64', 5), of('i64', 3), of('i64'), of('i64', 4)],
      outputs: 2,
    },
    ['i64[layer.tokens]', 'i64[]'],
  ],
  [
    'windows',
    { op: 'UnfoldTensor', domain: ms, attrs: { size: 4, step: 2 }, inputs: [f32('n', 's')] },
    ['f32[n, floor(s/2) - 1, 4]'],
  ],
  ['a compiled part', { op: 'EPContext', domain: ms, inputs: [f32(3)] }, ['unknown']],
  [
    'a filled tensor',
    { op: 'ConstantFill', opset: 1, attrs: { shape: [2, 3], value: { float: 2 } }, inputs: [] },
    ['f32[2, 3]'],
  ],
  ['a filled tensor of another’s shape', { op: 'ConstantFill', opset: 1, inputs: [f32('n', 3)] }, ['f32[n, 3]']],
  [
    'a filled tensor of sizes',
    {
      op: 'ConstantFill',
      opset: 1,
      attrs: { input_as_shape: 1, dtype: 7, extra_shape: [4] },
      inputs: [holding('i64', [2, 3])],
    },
    ['i64[2, 3, 4]'],
  ],
  ['tokens of unknown rank', { op: 'RestorePadding', domain: ms, inputs: [unranked, i32(1, 2)] }, ['f32[?]']],
])('%s', (_, one, expected) => {
  expect(typesOf(one)).toEqual(expected);
});

const u8 = (...sizes: readonly number[]) => of('u8', ...sizes);
const one = holding('f32', 1);
const zero = holding('u8', 0);

test.each<[string, OneCall, object]>([
  // Four operations an element: two to dequantise, two to quantise.
  [
    'quantised concat',
    {
      op: 'QLinearConcat',
      domain: ms,
      attrs: { axis: 0 },
      inputs: [one, zero, u8(2, 5), one, zero, u8(3, 5), one, zero],
    },
    { macs: 0, elementwise: 100 },
  ],
  [
    'dequantised rows',
    { op: 'GatherBlockQuantized', domain: ms, inputs: [u8(100, 32), of('i64', 3), f32(100, 4)] },
    { macs: 0, elementwise: 2 * 3 * 64 },
  ],
  ['time warping', { op: 'DynamicTimeWarping', domain: ms, inputs: [f32(7, 9)] }, { elementwise: 3 * 63 }],
  // Two words of 10 characters, 4 filters of 3 characters by 6: 8 places.
  [
    'words by characters',
    { op: 'WordConvEmbedding', domain: ms, inputs: [i32(2, 10), f32(4, 1, 3, 6), f32(4), f32(99, 6)] },
    { macs: 2 * 8 * 4 * 18, elementwise: 2 * 8 * 4 + 2 * 7 * 4, transcendentals: 2 * 8 * 4 },
  ],
  [
    'scatter',
    { op: 'ScatterND', inputs: [f32(4, 3), of('i64', 2, 1), f32(2, 3)] },
    { elementwise: 0, movedBytes: 48 + 16 + 24 + 48 },
  ],
  [
    'scatter that adds',
    { op: 'ScatterND', attrs: { reduction: 'add' }, inputs: [f32(4, 3), of('i64', 2, 1), f32(2, 3)] },
    { elementwise: 6 },
  ],
  [
    'scatter that adds sizes',
    { op: 'ScatterND', attrs: { reduction: 'add' }, inputs: [of('i64', 4, 3), of('i64', 2, 1), of('i64', 2, 3)] },
    { elementwise: 0 },
  ],
  ['a view', { op: 'Reshape', inputs: [f32(4, 3), holding('i64', [12])] }, { elementwise: 0, movedBytes: 0 }],
  ['a shape', { op: 'Shape', inputs: [f32(400, 300)] }, { elementwise: 0, movedBytes: 16 }],
  ['a transposition', { op: 'Transpose', inputs: [f32(4, 3)] }, { elementwise: 0, movedBytes: 96 }],
])('%s: cost by hand', (_, call, expected) => {
  expect(countOne(call).figures).toMatchObject(expected);
});

test('what is compiled for a device is a lower bound, never 0', () => {
  const { status, findings } = countOne({ op: 'EPContext', domain: ms, inputs: [f32(3)] });
  expect(status).toBe('lower-bound');
  expect(findings.map(({ level }) => level)).toContain('lower-bound');
});
