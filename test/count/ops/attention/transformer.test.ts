import { describe, expect, test } from 'vitest';
import type { OneAttr, OneCall } from '../../../support/one-call.ts';
import type { Value } from '#graph/value.ts';
import { format } from '#graph/dim.ts';
import { countOne, f32, holding, of, shapeOf } from '../../../support/one-call.ts';
import { bodyOf, costText, partsText, runLines } from '../../../support/lines.ts';
import { tensor } from '../../../support/onnx-writer.ts';

const [B, S, D, N] = [2, 6, 32, 4];
const h = D / N;
type Expected = { readonly macs?: number; readonly elementwise?: number; readonly transcendentals?: number };

const one = (op: string, attrs: Readonly<Record<string, OneAttr>>, inputs: OneCall['inputs'], outputs = 1) =>
  countOne({ op, domain: 'com.microsoft', attrs, inputs, outputs });
/** A value for every input, null where omitted. */
const flag = (n: number): Value => holding('bool', [n]);
const rows = B * S;
const gates = rows * N;
const scores = B * N * S * S;

test.each<
  readonly [
    string,
    Readonly<Record<string, OneAttr>>,
    OneCall['inputs'],
    readonly (readonly (number | string)[] | null)[],
    Expected,
  ]
>([
  [
    'EmbedLayerNormalization',
    {},
    [of('i32', B, S), null, f32(99, D), f32(50, D), null, f32(D), f32(D)],
    [[B, S, D], [B], [B, S, D]],
    { elementwise: 8 * rows * D + 3 * rows, transcendentals: rows },
  ],
  [
    'EmbedLayerNormalization',
    {},
    [of('i32', B, S), of('i32', B, S), f32(99, D), f32(50, D), f32(2, D), f32(D), f32(D)],
    [[B, S, D], [B], [B, S, D]],
    { elementwise: 9 * rows * D + 3 * rows, transcendentals: rows },
  ],
  [
    'RotaryEmbedding',
    { num_heads: N, rotary_embedding_dim: 4 },
    [f32(B, S, D), of('i64', B, S), f32(9, 2), f32(9, 2)],
    [[B, S, D]],
    { elementwise: 3 * rows * N * 4 },
  ],
  [
    'GemmaRotaryEmbedding',
    {},
    [f32(B, S, h), f32(B, N, S, h), f32(B, N, S, h), f32(B, 2, S, h), f32(B, 2, S, h)],
    [
      [B, N, S, h],
      [B, 2, S, h],
    ],
    { elementwise: 3 * rows * (N + 2) * h, transcendentals: 2 * rows * h },
  ],
  [
    'RMSNormRotary',
    { rotary_embedding_dim: 4, input_width: h },
    [of('bf16', B, S, N, 20), f32(h), of('i64', B, S), f32(9, 2), f32(9, 2)],
    [
      [B, S, N * h],
      [B, S, N, h],
    ],
    { elementwise: gates * (4 * h + 2) + 3 * gates * 4, transcendentals: gates },
  ],
  [
    'RelativePositionBias',
    { max_distance: 128 },
    [f32(32, N), holding('i64', [7]), holding('i64', [9])],
    [[1, N, 7, 9]],
    { elementwise: 3 * 63, transcendentals: 63 },
  ],
  [
    'GatedRelativePositionBias',
    { num_heads: N },
    [f32(B, S, D), f32(D), f32(1, N, S, S), f32(h, 10), f32(10), f32(1, N, 1, 1)],
    [[B, N, S, S]],
    { macs: gates * h * 10, elementwise: gates * (h + 10 + 10 + 6 + 4) + scores, transcendentals: 2 * gates },
  ],
  [
    'LongformerAttention',
    { num_heads: N, window: 2 },
    [f32(B, S, D), f32(D, 3 * D), f32(3 * D), f32(B, S), f32(D, 3 * D), f32(3 * D), of('i32', B, S)],
    [[B, S, D]],
    {
      macs: 2 * rows * D * 3 * D + scores * 2 * h,
      elementwise: 6 * scores + 2 * rows * 3 * D,
      transcendentals: scores,
    },
  ],
  [
    'QOrderedAttention',
    { num_heads: N },
    [of('i8', B, S, D), f32(), f32(), f32(), f32(), of('i8', D, D), of('i8', D, D), of('i8', D, D)],
    [[B, S, D]],
    { macs: rows * D * 3 * D + scores * 2 * h },
  ],
  [
    'DecoderAttention',
    { num_heads: N },
    [
      f32(S, B, D),
      f32(S, B, D),
      f32(D, D),
      f32(D, 2 * D),
      f32(3 * D),
      null,
      null,
      null,
      flag(0),
      flag(0),
      flag(0),
      flag(0),
    ],
    [
      [S, B, D],
      [B, N, S, h],
      [B, N, S, h],
    ],
    { macs: rows * D * 3 * D + scores * 2 * h, elementwise: rows * 3 * D + 5 * scores },
  ],
  [
    'DecoderAttention',
    { num_heads: N },
    [
      f32(1, B, D),
      f32(9, B, D),
      f32(D, D),
      f32(D, 2 * D),
      f32(3 * D),
      null,
      f32(B, N, 9, h),
      f32(B, N, 9, h),
      flag(1),
      flag(1),
      flag(1),
      flag(0),
    ],
    [
      [1, B, D],
      [B, N, 9, h],
      [B, N, 9, h],
    ],
    { macs: B * D * D + B * N * 9 * 2 * h },
  ],
  [
    'DynamicSparseAttention',
    { num_heads: N, kv_num_heads: 2 },
    [
      f32(B, S, D),
      f32(B, S, 2 * h),
      f32(B, S, 2 * h),
      f32(B, 2, 99, h),
      f32(B, 2, 99, h),
      null,
      null,
      of('i32', rows, 5),
      of('i32', rows),
      of('i32', B),
      holding('i32', [S]),
    ],
    [
      [B, S, D],
      [B, 2, 99, h],
      [B, 2, 99, h],
    ],
    { macs: rows * 5 * N * 2 * h, elementwise: 6 * rows * N * 5 },
  ],
  [
    'GatedDeltaNet',
    { qk_l2_norm: 1, beta_activation: 'sigmoid' },
    [f32(rows, 2, h), f32(rows, 2, h), f32(rows, N, 5), null, f32(rows, N), f32(rows, N), f32(B, N, 5, h)],
    [
      [rows, N, 5],
      [B, N, 5, h],
    ],
    {
      macs: rows * N * h * 5 * 3,
      elementwise: rows * (2 * N * h * 5 + N * 5 + 2 * N * 5) + 3 * gates + rows * 4 * (3 * h + 1),
      transcendentals: rows * N + gates + rows * 4,
    },
  ],
  [
    'GatedDeltaNet',
    { update_rule: 'linear' },
    [f32(rows, 2 * 2 * h + N * 5), null, null, null, null, null, f32(B, N, 5, h)],
    [
      [rows, N, 5],
      [B, N, 5, h],
    ],
    { macs: rows * N * h * 5 * 2, elementwise: rows * (N * h * 5 + N * 5), transcendentals: 0 },
  ],
  [
    'CausalConvWithState',
    { activation: 'silu', dilation: 2 },
    [f32(B, D, S), f32(D, 1, 4), f32(D)],
    [
      [B, D, S],
      [B, D, 6],
    ],
    { macs: rows * D * 4, elementwise: 5 * rows * D, transcendentals: rows * D },
  ],
  [
    'VarlenCausalConvWithState',
    {},
    [f32(rows, D), f32(D, 1, 4), of('i32', B + 1), null, f32(B, D, 3)],
    [
      [rows, D],
      [B, D, 3],
    ],
    { macs: rows * D * 4, elementwise: 0 },
  ],
  [
    'RouterGateUpProj',
    { router_size: 8 },
    [f32(B, S, D), f32(D, 8 + 2 * 20)],
    [
      [B, S, 8],
      [B, S, 20],
    ],
    { macs: rows * D * 48, elementwise: 5 * rows * 20, transcendentals: rows * 20 },
  ],
  [
    'MoEGroupRouter',
    { top_k: 2 },
    [f32(rows, 256), f32(8), f32(8, 256)],
    [
      [rows, 8],
      [rows, 8],
      [rows, 8],
    ],
    { macs: rows * 8 * 256, elementwise: 4 * rows * 8, transcendentals: rows * 8 },
  ],
  [
    'HyperConnectionLowRankMix',
    { num_branches: 4 },
    [f32(B, S, D), f32(D), f32(D, 3), f32(3, D), f32(D, 4)],
    [
      [B, S, h],
      [B, S, 4],
      [B, S, D],
    ],
    {
      macs: rows * D * (3 + 3 + 4),
      elementwise: rows * (4 * D + 2 * 4 + 5 * 3 + 5 * D + h + 5 * 4),
      transcendentals: rows * (4 + 3 + D + 4),
    },
  ],
  [
    'Mamba2Verify',
    { heads: 2, head_dim: 64, d_state: 128, n_groups: 1 },
    [of('bf16', 3, 1), of('bf16', 4, 384, 3), f32(4, 2, 128, 64)],
    [
      [3, 128],
      [4, 384, 3],
      [4, 2, 128, 64],
      [3, 384],
      [3, 128],
    ],
    { macs: 3 * (384 * 4 + 2 * 2 * 128 * 64) },
  ],
])('%s %j', (op, attrs, inputs, shapes, expected) => {
  const layer = one(op, attrs, inputs, shapes.length);
  expect(shapes.map((_, i) => shapeOf(layer, i))).toEqual(shapes);
  expect(layer.figures).toMatchObject(expected);
  expect(layer.status).toBe('exact');
});

describe('what only running tells', () => {
  test('flags of a decoder: no shape is guessed, no cost is zero', () => {
    const layer = one(
      'DecoderAttention',
      { num_heads: N },
      [
        f32(S, B, D),
        f32(S, B, D),
        f32(D, D),
        f32(D, 2 * D),
        f32(3 * D),
        null,
        null,
        null,
        of('bool'),
        of('bool'),
        of('bool'),
        of('bool'),
      ],
      3,
    );
    expect(layer.status).toBe('lower-bound');
    expect(shapeOf(layer, 1)?.map(format)).toEqual(['2', '4', 'layer.total_sequence_length', '8']);
  });

  test('an indexer tells its capacity, and that its cost is unknown', () => {
    const layer = one('SparseAttentionIndexer', { policy_mode: 'qsa', token_budget: 64, compress_ratio: 16 }, [
      f32(B, S, D),
      f32(B, S, h),
      f32(h),
      f32(h),
      f32(9, 2),
      f32(9, 2),
      null,
      f32(B, 0, h),
    ]);
    expect(shapeOf(layer)).toEqual([B, S, 79]);
    expect(layer.status).toBe('lower-bound');
  });
});

describe('text generation', () => {
  const decoder = bodyOf({
    inputs: { ids: ['i32', 'batch', 1], past: ['f32', 'batch', 'length', 8] },
    lines: [
      ['scores', 'MatMul', 'past w'],
      ['next', 'Identity', 'ids'],
    ],
    outputs: 'scores next',
  });
  const first = bodyOf({
    inputs: { prompt: ['i32', 'batch', 'sequence'] },
    lines: [['p', 'Identity', 'prompt']],
    outputs: 'p',
  });
  const spec = {
    inputs: { ids: ['i32', 2, 5], most: ['i32', 1] },
    constants: [tensor('w', 'f32', [8, 3])],
    lines: [
      [
        'y',
        'ms.GreedySearch',
        'ids most',
        { decoder, init_decoder: first, eos_token_id: 1, pad_token_id: 0, vocab_size: 3 },
      ],
    ],
    outputs: 'y',
  } as const;

  test('the decoder runs once a token: a symbol, and the sizes of its body', () => {
    const run = runLines(spec);
    expect(costText(run.run.totals)).toBe('24*"y.decoder.batch"*"y.decoder.length"*y.trips 0 0'.replaceAll('"', ''));
    expect(partsText(run.run.layers[0])).toBe('init_decoder×1 decoder×y.trips');
    expect(run.findings.map(({ code }) => code)).toEqual(['unknown-trip-count']);
  });

  test('all of which can be told', () => {
    const sizes = new Map([
      ['y.trips', 7],
      ['y.decoder.batch', 2],
      ['y.decoder.length', 10],
    ]);
    expect(costText(runLines(spec, {}, sizes).run.totals)).toBe(`${24 * 2 * 10 * 7} 0 0`);
  });
});
