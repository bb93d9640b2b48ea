import { expect, test } from 'vitest';
import type { OneInput, OneOp } from '../../../support/one-op.ts';
import { judgeOneOp, rowOfOne, runOneOp, tellings } from '../../../support/one-op.ts';
import { listFile, listOf } from '../../../support/verified.ts';
import { floatAttr } from '../../../support/onnx-writer.ts';

/** Fifteen tenths and their like: any numbers will do, as long as they are small. */
const data = (...dims: readonly number[]): OneInput => ({
  dtype: 'f32',
  dims,
  data: Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => ((i * 7) % 11) / 10),
});
const bytes = (...dims: readonly number[]): OneInput => ({
  ...data(...dims),
  dtype: 'u8',
  data: data(...dims).data.map((one) => Math.round(Number(one) * 100)),
});
const ints = (dims: readonly number[], ...values: readonly number[]): OneInput => ({
  dtype: 'i32',
  dims,
  data: values,
});
const asked = (dims: readonly number[], ...values: readonly number[]): OneInput => ({
  ...ints(dims, ...values),
  asked: true,
});
const zeros = (dims: readonly number[], dtype: OneInput['dtype'] = 'i32'): OneInput => ({
  dtype,
  dims,
  data: Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => 0),
});
const domain = 'com.microsoft';
const [B, S, D, N, P] = [2, 3, 8, 2, 5];
const scale: OneInput = { dtype: 'f32', dims: [], data: [0.1] };
const zero: OneInput = { dtype: 'u8', dims: [], data: [128] };
const x = data(B, S, D);
const w = [data(D, 3 * D), data(3 * D)];
const mha = { op: 'MultiHeadAttention', domain, attrs: { num_heads: N } };
const gqa = { op: 'GroupQueryAttention', domain, attrs: { num_heads: 4, kv_num_heads: 2 } };
const quantized = [bytes(B, S, D), bytes(D, 3 * D), data(3 * D), scale, scale];
const lengths = ints([B], S - 1, S - 1);
const kv = data(B, S, 16);
const cached = [data(B, 2, P, 8), data(B, 2, P, 8)];
const one = data(B, 1, 16);
const last = ints([B], P, P);
const linear = { op: 'LinearAttention', domain, attrs: { q_num_heads: 2, kv_num_heads: 2, update_rule: 'linear' } };
const lstm = [
  data(5, B, 4),
  bytes(1, 4, 12),
  bytes(1, 3, 12),
  data(1, 24),
  null,
  null,
  null,
  null,
  data(1),
  bytes(1),
  data(1),
  bytes(1),
];
const around = (wide: number) => [
  data(5, B, 4),
  data(1, 12, 4 + wide),
  data(1, 12, 3),
  data(1, 24),
  null,
  null,
  null,
  null,
  data(1, 3, 7),
  data(1, 6, 7),
  data(1, 7),
  data(B, 9, 6),
  ints([B], 9, 9),
];

const rows: readonly (readonly [string, OneOp])[] = [
  ['attention', { op: 'Attention', domain, attrs: { num_heads: N }, inputs: [x, ...w] }],
  ['attention with present', { op: 'Attention', domain, attrs: { num_heads: N }, inputs: [x, ...w], outputs: 2 }],
  [
    'attention with past',
    {
      op: 'Attention',
      domain,
      attrs: { num_heads: N, unidirectional: 1 },
      inputs: [x, ...w, null, data(2, B, N, P, 4)],
      outputs: 2,
    },
  ],
  [
    'attention of three widths',
    {
      op: 'Attention',
      domain,
      attrs: { num_heads: N, qkv_hidden_sizes: [8, 8, 12] },
      inputs: [x, data(D, 28), data(28)],
    },
  ],
  [
    'attention with mask',
    { op: 'Attention', domain, attrs: { num_heads: N }, inputs: [x, ...w, ints([B, S], 1, 1, 1, 1, 1, 0)] },
  ],
  [
    'quantised attention',
    { op: 'QAttention', domain, attrs: { num_heads: N }, inputs: [...quantized, null, zero, zero] },
  ],
  [
    'quantised attention with past',
    {
      op: 'QAttention',
      domain,
      attrs: { num_heads: N, unidirectional: 1 },
      inputs: [...quantized, null, zero, zero, data(2, B, N, P, 4)],
      outputs: 2,
    },
  ],
  ['heads', { ...mha, inputs: [x, data(B, 5, D), data(B, 5, 12)] }],
  ['heads with present', { ...mha, inputs: [x, x, x], outputs: 3 }],
  ['heads with past', { ...mha, inputs: [x, x, x, null, null, null, data(B, N, 4, 4), data(B, N, 4, 4)], outputs: 3 }],
  ['heads across', { ...mha, inputs: [x, data(B, N, 6, 4), data(B, N, 6, 4)] }],
  [
    'heads with biases',
    {
      ...mha,
      inputs: [x, data(B, 5, D), data(B, 5, D), data(24), ints([B, 5], 1, 1, 1, 1, 1, 1, 1, 1, 1, 0), data(1, N, S, 5)],
    },
  ],
  [
    'heads in a shared buffer',
    {
      ...mha,
      inputs: [
        data(B, 1, D),
        data(B, 1, D),
        data(B, 1, D),
        null,
        null,
        null,
        data(B, N, 8, 4),
        data(B, N, 8, 4),
        ints([1], 3),
      ],
      outputs: 3,
    },
  ],
  [
    'decoder heads',
    {
      op: 'DecoderMaskedMultiHeadAttention',
      domain,
      attrs: { num_heads: N, past_present_share_buffer: 1 },
      inputs: [
        data(B, 1, D),
        data(B, 1, D),
        data(B, 1, D),
        null,
        null,
        data(B, N, 8, 4),
        data(B, N, 8, 4),
        ints([1], 3),
      ],
      outputs: 3,
    },
  ],
  ['grouped prompt', { ...gqa, inputs: [data(B, S, 32), kv, kv, null, null, lengths, asked([], S)], outputs: 3 }],
  ['grouped step', { ...gqa, inputs: [data(B, 1, 32), one, one, ...cached, last, asked([], P + 1)], outputs: 3 }],
  [
    'grouped in a shared buffer',
    {
      ...gqa,
      inputs: [data(B, 1, 32), one, one, data(B, 2, 10, 8), data(B, 2, 10, 8), last, asked([], P + 1)],
      outputs: 3,
    },
  ],
  [
    'grouped packed',
    {
      ...gqa,
      inputs: [data(B, S, 64), null, null, data(B, 2, 0, 8), data(B, 2, 0, 8), lengths, asked([], S)],
      outputs: 3,
    },
  ],
  [
    'grouped with rotation',
    {
      ...gqa,
      attrs: { ...gqa.attrs, do_rotary: 1 },
      inputs: [
        data(B, S, 64),
        data(B, S, 32),
        data(B, S, 32),
        null,
        null,
        lengths,
        asked([], S),
        data(20, 8),
        data(20, 8),
      ],
      outputs: 3,
    },
  ],
  [
    'grouped with scores',
    {
      ...gqa,
      attrs: { ...gqa.attrs, qk_output: 1 },
      inputs: [data(B, S, 32), kv, kv, null, null, lengths, asked([], S)],
      outputs: 4,
    },
  ],
  [
    'embeddings',
    {
      op: 'EmbedLayerNormalization',
      domain,
      inputs: [zeros([B, S]), zeros([B, S]), data(10, D), data(7, D), data(2, D), data(D), data(D)],
      outputs: 3,
    },
  ],
  [
    'embeddings without segments',
    {
      op: 'EmbedLayerNormalization',
      domain,
      inputs: [zeros([B, S]), null, data(10, D), data(7, D), null, data(D), data(D), ints([B, S], 1, 1, 1, 1, 1, 0)],
      outputs: 2,
    },
  ],
  [
    'rotation of three axes',
    { op: 'RotaryEmbedding', domain, inputs: [data(B, S, 16), zeros([B, S], 'i64'), data(10, 4), data(10, 4)] },
  ],
  [
    'rotation of four axes',
    { op: 'RotaryEmbedding', domain, inputs: [data(B, 2, S, 8), zeros([1], 'i64'), data(10, 4), data(10, 4)] },
  ],
  [
    'rotation of a part',
    {
      op: 'RotaryEmbedding',
      domain,
      attrs: { num_heads: 2, rotary_embedding_dim: 4 },
      inputs: [data(B, S, 16), zeros([B, S], 'i64'), data(10, 2), data(10, 2)],
    },
  ],
  [
    'experts',
    {
      op: 'MoE',
      domain,
      attrs: { k: 2, activation_type: 'gelu' },
      inputs: [data(6, 8), data(6, 4), data(4, 16, 8), null, data(4, 8, 16)],
    },
  ],
  [
    'gated experts',
    {
      op: 'MoE',
      domain,
      attrs: { k: 2, activation_type: 'swiglu', swiglu_fusion: 1 },
      inputs: [data(2, 3, 8), data(6, 4), data(4, 32, 8), data(4, 32), data(4, 8, 16), data(4, 8)],
    },
  ],
  ['quantised lstm', { op: 'DynamicQuantizeLSTM', domain, attrs: { hidden_size: 3 }, inputs: lstm, outputs: 3 }],
  ['lstm in attention', { op: 'AttnLSTM', domain, attrs: { hidden_size: 3 }, inputs: around(6), outputs: 3 }],
  [
    'lstm in attention with a layer',
    { op: 'AttnLSTM', domain, attrs: { hidden_size: 3 }, inputs: [...around(5), data(1, 9, 5)], outputs: 3 },
  ],
  ['linear attention', { ...linear, inputs: [data(B, S, 16), data(B, S, 16), data(B, S, 24)], outputs: 2 }],
  [
    'causal convolution',
    {
      op: 'CausalConvWithState',
      domain,
      attrs: { activation: 'silu' },
      inputs: [data(B, 6, S), data(6, 1, 4), data(6)],
      outputs: 2,
    },
  ],
  [
    'causal convolution, dilated',
    { op: 'CausalConvWithState', domain, attrs: { dilation: 2 }, inputs: [data(B, 6, S), data(6, 1, 4)], outputs: 2 },
  ],
  [
    'attention of the standard',
    {
      op: 'Attention',
      opset: 23,
      attrs: { scale: floatAttr(1) },
      inputs: [data(B, N, S, 4), data(B, N, 5, 4), data(B, N, 5, 6)],
    },
  ],
];

const verified = new Set<string>();

test.each(rows)('%s: as onnxruntime runs it', async (_, spec) => {
  const truth = await runOneOp(spec);
  const marks = Object.fromEntries(tellings.map((telling) => [telling, judgeOneOp(spec, truth, telling).mark]));
  expect(marks).toEqual({
    contents: 'right',
    shapes: 'right',
    symbols: 'right',
    blind: expect.not.stringContaining('wrong') as string,
  });
  for (const row of rowOfOne(spec)) verified.add(row);
});

test('the operators verified here', async () => {
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('onnxruntime', 'transformer'));
});
