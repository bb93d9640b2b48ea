import type { Draw, Sample } from './sample.ts';
import { f32, of } from '../one-call.ts';
import { fusedActivations } from './convolution.ts';
import { bit, given, ms, optional } from './sample.ts';

const embedding: Sample = {
  ops: ms('EmbedLayerNormalization', 'QEmbedLayerNormalization'),
  draw: (draw, op) => {
    const [[b = 1, s = 1, h = 1, words = 1], segments] = [draw.sizes(4), draw.flag()];
    const isQuantized = op.includes('QEmbed');
    const table = (rows: number) => (isQuantized ? of('u8', rows, h) : f32(rows, h));
    const scales = isQuantized ? [null, ...Array.from({ length: 5 }, () => f32())] : [];
    return {
      inputs: [
        of('i32', b, s),
        optional(segments, of('i32', b, s)),
        table(words),
        table(9),
        optional(segments, table(2)),
        f32(h),
        f32(h),
        ...scales,
      ],
      outputs: 2,
      letters: { N: b * s * h, R: b * s, segments: bit(segments) },
    };
  },
};

const rotary: Sample = {
  ops: ['RotaryEmbedding', ...ms('RotaryEmbedding', 'MRotaryEmbedding')],
  draw: (draw, op) => {
    const [[b = 1, n = 1, s = 1, half = 1], partial] = [draw.sizes(4), draw.flag()];
    const width = 4 * half;
    const tables = f32(9, half);
    const x = f32(b, n, s, width);
    const positions = of('i64', b, s);
    const part = partial ? 2 * half : 0;
    return {
      inputs: op === 'RotaryEmbedding' ? [x, tables, tables, positions] : [x, positions, tables, tables],
      attrs: given({ rotary_embedding_dim: part === 0 ? undefined : part, num_heads: part === 0 ? undefined : n }),
      letters: { N_rotated: b * n * s * (part === 0 ? width : part) },
    };
  },
};

const gemmaRotary: Sample = {
  ops: ms('GemmaRotaryEmbedding'),
  draw: (draw) => {
    const [b = 1, s = 1, h = 1, n = 1, m = 1] = draw.sizes(5);
    const [q, k] = [f32(b, n, s, h), f32(b, m, s, h)];
    return {
      inputs: [f32(b, s, h), q, q, k, k],
      outputs: 2,
      letters: { angles: b * s * h, N_q: b * n * s * h, N_k: b * m * s * h },
    };
  },
};

const normRotary: Sample = {
  ops: ms('RMSNormRotary'),
  draw: (draw) => {
    const [b = 1, s = 1, n = 1, half = 1] = draw.sizes(4);
    const width = 4 * half;
    return {
      inputs: [of('bf16', b, s, n, width), of('bf16', width), f32(s, half), f32(s, half)],
      attrs: { rotary_embedding_dim: 2 * half },
      outputs: 2,
      letters: { N: b * s * n * width, R: b * s * n, N_rotated: b * s * n * 2 * half },
    };
  },
};

const lowRankMix: Sample = {
  ops: ms('HyperConnectionLowRankMix'),
  draw: (draw) => {
    const [[tokens = 1, c = 1, h = 1, r = 1], previous] = [draw.sizes(4), draw.flag()];
    const all = c * h;
    const block = previous ? [f32(1, tokens, h), f32(1, tokens, c)] : [];
    return {
      inputs: [f32(1, tokens, all), f32(all), f32(all, r), f32(r, all), f32(all, c), ...block],
      attrs: { num_branches: c },
      outputs: 3,
      letters: { N: tokens * all, tokens, C: c, H: h, r, 'previous block': bit(previous) },
    };
  },
};

const hyperConnections: Sample = {
  ops: ms('HyperConnectionPreMix', 'HyperConnectionPostMix'),
  draw: (draw, op) => {
    const [[tokens = 1, branches = 1, width = 1], mixes] = [draw.sizes(3), draw.flag()];
    const x = f32(1, tokens, branches, width);
    const all = tokens * branches * width;
    return op.endsWith('PreMix')
      ? { inputs: [x, f32(1, tokens, branches)], letters: { N: tokens * width, N_in: all } }
      : {
          inputs: [
            x,
            f32(1, tokens, width),
            f32(1, tokens, branches),
            optional(mixes, f32(1, tokens, branches, branches)),
          ],
          letters: { N: all, branches, 'mixing matrix': bit(mixes) },
        };
  },
};

const gates: Sample = {
  ops: ms('LinearAttentionGate', 'EngramGate'),
  draw: (draw, op) => {
    const [[b = 1, s = 1, n = 1, c = 1], second] = [draw.sizes(4), draw.flag()];
    const [x, key] = [f32(b, s, n), f32(b, s, n, c)];
    return op.endsWith('EngramGate')
      ? {
          inputs: [key, key, f32(b, s, c), f32(c), f32(c)],
          outputs: second ? 2 : 1,
          letters: { N: b * s * n * c, R: b * s * n, 'second output': bit(second) },
        }
      : { inputs: [x, f32(n), f32(n), x], outputs: second ? 2 : 1, letters: { N: b * s * n, beta: bit(second) } };
  },
};

interface Experts {
  readonly tokens: number;
  readonly k: number;
  readonly experts: number;
  readonly h: number;
  readonly inner: number;
}

function expertsOf(draw: Draw): Experts {
  const [tokens = 1, k = 1, more = 1, h = 1, inner = 1] = draw.sizes(5);
  return { tokens, k, experts: k + more, h: 2 * h, inner: 2 * inner };
}

/** Two or three matrices an expert: 'swiglu' of two holds gate and value in one. */
const mixtures: Sample = {
  ops: ms('MoE', 'QMoE'),
  draw: (draw, op) => {
    const { tokens, k, experts, h, inner } = expertsOf(draw);
    const [third, bias, isGated] = [draw.flag(), draw.flag(), draw.flag()];
    const [name, f, t] = isGated ? ['swiglu', 5, 1] : draw.pick(fusedActivations.slice(1));
    const first = isGated && !third ? 2 * inner : inner;
    const isPacked = op.endsWith('QMoE');
    const weight = (rows: number, columns: number) =>
      isPacked ? of('u8', experts, rows, columns / 2) : f32(experts, rows, columns);
    const layer = (rows: number, columns: number, present = true) => [
      optional(present, weight(rows, columns)),
      ...(isPacked ? [optional(present, f32(experts, rows))] : []),
      optional(present && bias, f32(experts, rows)),
    ];
    return {
      inputs: [f32(tokens, h), f32(tokens, experts), ...layer(first, h), ...layer(h, inner), ...layer(inner, h, third)],
      attrs: given({
        k,
        activation_type: name.toLowerCase(),
        expert_weight_bits: isPacked ? 4 : undefined,
      }),
      letters: {
        tokens,
        k,
        inner,
        H: h,
        layers: third || isGated ? 3 : 2,
        bias: bit(bias),
        product: bit(third && !isGated),
        F_act: f,
        T_act: t,
      },
    };
  },
};

const packedMixture: Sample = {
  ops: ms('MoEPacked'),
  draw: (draw) => {
    const { tokens, k, experts, h, inner } = expertsOf(draw);
    const table = of('u8', experts, inner, h);
    return {
      inputs: [f32(tokens, h), f32(tokens, experts), table, table, of('u8', experts, h, inner)],
      attrs: { k, activation_type: 'swiglu' },
      letters: { tokens, k, inner, H: h, layers: 3, bias: 0, product: 0, F_act: 5, T_act: 1 },
    };
  },
};

const router: Sample = {
  ops: ms('MoEGroupRouter'),
  draw: (draw) => {
    const [[tokens = 1, experts = 1, width = 1], projects] = [draw.sizes(3), draw.flag()];
    return {
      inputs: [f32(tokens, projects ? width : experts), f32(experts), optional(projects, f32(experts, width))],
      outputs: 3,
      letters: { N: tokens * experts, width, projection: bit(projects) },
    };
  },
};

const words: Sample = {
  ops: ms('WordConvEmbedding'),
  draw: (draw) => {
    const [count = 1, filters = 1, width = 1, size = 1, more = 1] = draw.sizes(5);
    const characters = width + more - 1;
    return {
      inputs: [of('i32', count, characters), f32(filters, 1, width, size), f32(filters), f32(9, size)],
      letters: { words: count, places: more, filters, width, size },
    };
  },
};

const packedRows: Sample = {
  ops: ms('GatherPacked'),
  draw: (draw) => {
    const [count, k] = [draw.size(), draw.size()];
    return { inputs: [of('u8', 9, k), of('i64', count), f32(9)], attrs: { K: k }, letters: { N: count * k } };
  },
};

/** Parts of transformers beside attention. */
export const transformerSamples: readonly Sample[] = [
  embedding,
  rotary,
  gemmaRotary,
  normRotary,
  lowRankMix,
  hyperConnections,
  gates,
  mixtures,
  packedMixture,
  router,
  words,
  packedRows,
];
