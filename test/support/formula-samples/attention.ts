import type { Sample } from './sample.ts';
import { f32, holding, of } from '../one-call.ts';
import { projectingSamples } from './projecting.ts';
import { bit, given, ms, optional } from './sample.ts';

const standard: Sample = {
  ops: ['Attention'],
  draw: (draw) => {
    const [b = 1, kv = 1, shared = 1, q = 1, k = 1, dqk = 1, dv = 1, past = 1] = draw.sizes(8);
    const [mask, cap, cached] = [draw.flag(), draw.flag(), draw.flag()];
    const h = kv * shared;
    const total = cached ? past + k : k;
    const cache = cached ? [f32(b, kv, past, dqk), f32(b, kv, past, dv)] : [];
    return {
      inputs: [f32(b, h, q, dqk), f32(b, kv, k, dqk), f32(b, kv, k, dv), optional(mask, f32(q, total)), ...cache],
      attrs: given({ softcap: cap ? { float: 30 } : undefined }),
      outputs: cached ? 3 : 1,
      letters: {
        B: b,
        Hq: h,
        Sq: q,
        past: cached ? past : 0,
        new: k,
        Dqk: dqk,
        Dv: dv,
        mask: bit(mask),
        'soft cap': bit(cap),
      },
    };
  },
};

const multiHead: Sample = {
  ops: ms('MultiHeadAttention', 'DecoderMaskedMultiHeadAttention', 'PackedMultiHeadAttention'),
  draw: (draw, op) => {
    const [b = 1, s = 1, t = 1, heads = 1, qk = 1, v = 1, past = 1] = draw.sizes(7);
    const [bias, mask, scoreBias, cached] = [draw.flag(), draw.flag(), draw.flag(), draw.flag()];
    const width = heads * (2 * qk + v);
    const addend = optional(bias, f32(width));
    if (op.endsWith('PackedMultiHeadAttention')) {
      const tokens = b * s;
      return {
        inputs: [
          f32(tokens, heads * qk),
          f32(tokens, heads * qk),
          f32(tokens, heads * v),
          addend,
          of('i32', b, s),
          of('i32', b + 1),
          optional(scoreBias, f32(b, heads, s, s)),
        ],
        attrs: { num_heads: heads },
        letters: {
          B: b,
          Hq: heads,
          Sq: s,
          Skv: s,
          Dqk: qk,
          Dv: v,
          N_biased: bias ? tokens * width : 0,
          mask: 0,
          'score bias': bit(scoreBias),
        },
      };
    }
    const total = cached ? past + t : t;
    const [masked, added] = [optional(mask, of('i32', b, total)), optional(scoreBias, f32(1, heads, s, total))];
    const caches = cached ? [f32(b, heads, past, qk), f32(b, heads, past, v)] : [null, null];
    const qkv = [f32(b, s, heads * qk), f32(b, t, heads * qk), f32(b, t, heads * v)];
    return {
      inputs: op.endsWith('DecoderMaskedMultiHeadAttention')
        ? [...qkv, masked, added, ...caches, null, null, null, addend]
        : [...qkv, addend, masked, added, ...caches],
      attrs: { num_heads: heads },
      letters: {
        B: b,
        Hq: heads,
        Sq: s,
        Skv: total,
        Dqk: qk,
        Dv: v,
        N_biased: bias ? b * heads * (s * qk + t * (qk + v)) : 0,
        mask: bit(mask),
        'score bias': bit(scoreBias),
      },
    };
  },
};

/** Heads of queries share keys; positions rotate, norms and sinks where given. */
const grouped: Sample = {
  ops: ms('GroupQueryAttention', 'SparseAttention'),
  draw: (draw, op) => {
    const [b = 1, s = 1, kv = 1, shared = 1, half = 1, past = 1] = draw.sizes(6);
    const isSparse = op.endsWith('SparseAttention');
    const [rotates, norm, cap, sink] = [draw.flag(), draw.flag() && !isSparse, draw.flag(), draw.flag() && !isSparse];
    const [heads, width, total] = [kv * shared, 2 * half, past + s];
    const rows = b * s * (heads + kv);
    const cache = f32(b, kv, total, width);
    const table = optional(rotates, f32(99, half));
    const qkv = [f32(b, s, heads * width), f32(b, s, kv * width), f32(b, s, kv * width)];
    const inputs = isSparse
      ? [...qkv, cache, cache, of('i32', 1, 1), of('i32', 1, 1), holding('i32', total), of('i32', b), table, table]
      : [
          ...qkv,
          cache,
          cache,
          of('i32', b),
          holding('i32', total),
          table,
          table,
          null,
          null,
          optional(sink, f32(heads)),
          null,
          null,
          optional(norm, f32(width)),
          optional(norm, f32(width)),
        ];
    return {
      inputs,
      attrs: given({
        num_heads: heads,
        kv_num_heads: kv,
        do_rotary: bit(rotates),
        softcap: cap ? { float: 20 } : undefined,
      }),
      outputs: 3,
      letters: {
        B: b,
        Hq: heads,
        Sq: s,
        Skv: total,
        Dqk: width,
        Dv: width,
        causal: 1,
        'soft cap': bit(cap),
        sinks: sink ? b * heads * s : 0,
        N_rotated: rotates ? rows * width : 0,
        N_normed: norm ? rows * width : 0,
        R_normed: norm ? rows : 0,
      },
    };
  },
};

/** Sequences of known lengths in pages, or entries that an indexer selected. */
const paged: Sample = {
  ops: ms('PagedAttention', 'SparsePagedAttention'),
  draw: (draw, op) => {
    const [first = 1, second = 1, past = 1, kv = 1, shared = 1, half = 1, most = 1] = draw.sizes(7);
    const [isSparse, cap, rotates] = [op.includes('Sparse'), draw.flag(), draw.flag()];
    const [heads, width, tokens] = [kv * shared, 2 * half, first + second];
    const rows = tokens * (heads + kv);
    const cache = f32(9, 4, kv, width);
    const table = optional(rotates, f32(99, half));
    const qkv = [f32(tokens, heads * width), f32(tokens, kv * width), f32(tokens, kv * width), cache, cache];
    const ends = holding('i32', [0, first, tokens]);
    return {
      inputs: isSparse
        ? [
            ...qkv,
            ends,
            holding('i32', [past, 0]),
            null,
            null,
            of('i32', tokens, most),
            null,
            null,
            null,
            null,
            table,
            table,
          ]
        : [...qkv, ends, holding('i32', [past, 0]), of('i32', 2, 9), table, table],
      attrs: given({
        num_heads: heads,
        kv_num_heads: kv,
        do_rotary: bit(rotates),
        softcap: cap ? { float: 20 } : undefined,
      }),
      outputs: 3,
      letters: {
        Hq: heads,
        pairs: isSparse ? tokens * most : first * (past + first) + second * second,
        Dqk: width,
        Dv: width,
        causal: 1,
        'soft cap': bit(cap),
        sinks: 0,
        N_rotated: rotates ? rows * width : 0,
        N_normed: 0,
        R_normed: 0,
      },
    };
  },
};

const selected: Sample = {
  ops: ms('DynamicSparseAttention'),
  draw: (draw) => {
    const [b = 1, s = 1, kv = 1, shared = 1, width = 1, most = 1] = draw.sizes(6);
    const heads = kv * shared;
    const cache = f32(b, kv, 9, width);
    return {
      inputs: [
        f32(b, s, heads * width),
        f32(b, s, kv * width),
        f32(b, s, kv * width),
        cache,
        cache,
        null,
        null,
        of('i32', b * s, most),
        null,
        of('i32', b),
        holding('i32', 9),
      ],
      attrs: { num_heads: heads, kv_num_heads: kv },
      outputs: 3,
      letters: {
        B: b,
        Hq: heads,
        Sq: s,
        Skv: most,
        Dqk: width,
        Dv: width,
        causal: 1,
        'soft cap': 0,
        sinks: 0,
        N_rotated: 0,
        N_normed: 0,
        R_normed: 0,
      },
    };
  },
};

const biases: Sample = {
  ops: ms('RelativePositionBias', 'GatedRelativePositionBias'),
  draw: (draw, op) => {
    const [b = 1, heads = 1, q = 1, k = 1, width = 1] = draw.sizes(5);
    const hidden = heads * width;
    return op.endsWith('GatedRelativePositionBias')
      ? {
          inputs: [f32(b, q, hidden), f32(hidden), f32(1, heads, q, q), f32(width, 8), f32(8), f32(1, heads, 1, 1)],
          attrs: { num_heads: heads },
          letters: { B: b, Hq: heads, Sq: q, h: width, D: 8, N: b * heads * q * q },
        }
      : { inputs: [f32(32, heads), holding('i64', q), holding('i64', k)], letters: { Sq: q, Skv: k } };
  },
};

/** Attention in all its forms. */
export const attentionSamples: readonly Sample[] = [
  standard,
  ...projectingSamples,
  multiHead,
  grouped,
  paged,
  selected,
  biases,
];
