import type { Sample } from './sample.ts';
import { f32, holding, of } from '../one-call.ts';
import { bit, ms, optional } from './sample.ts';

const flagOf = (value: boolean) => holding('bool', value ? 1 : 0);

/** Projections inside; inputs by operator. */
const projected: Sample = {
  ops: ms('Attention', 'DecoderMaskedSelfAttention', 'QAttention', 'PackedAttention'),
  draw: (draw, op) => {
    const [b = 1, s = 1, d = 1, heads = 1, width = 1, past = 1] = draw.sizes(6);
    const [bias, mask, cached, scoreBias] = [draw.flag(), draw.flag(), draw.flag(), draw.flag()];
    const [isQuantized, isPacked] = [op.endsWith('QAttention'), op.endsWith('PackedAttention')];
    const hidden = heads * width;
    const total = cached && !isPacked ? past + s : s;
    const tokens = b * s;
    const addend = optional(bias, f32(3 * hidden));
    const cache = optional(cached, f32(2, b, heads, past, width));
    const masked = optional(mask, of('i32', b, total));
    const added = optional(scoreBias, f32(b, heads, s, total));
    const scale = holding('f32', 0.1);
    const inputs = isQuantized
      ? [of('u8', b, s, d), of('i8', d, 3 * hidden), addend, scale, scale, masked, null, null, cache]
      : isPacked
        ? [f32(tokens, d), f32(d, 3 * hidden), addend, of('i32', b, s), of('i32', b + 1), added]
        : [f32(b, s, d), f32(d, 3 * hidden), addend, masked, cache, added];
    return {
      inputs,
      attrs: { num_heads: heads },
      letters: {
        B: b,
        Hq: heads,
        Sq: s,
        Skv: total,
        D: d,
        tokens,
        Dv: width,
        Dqk: width,
        N_rotated: 0,
        bias: bit(bias),
        mask: bit(mask && !isPacked),
        'score bias': bit(scoreBias && !isQuantized),
      },
    };
  },
};

const ordered: Sample = {
  ops: ms('QOrderedAttention'),
  draw: (draw) => {
    const [[b = 1, s = 1, d = 1, heads = 1, width = 1], mask] = [draw.sizes(5), draw.flag()];
    const [weight, scale] = [of('i8', d, heads * width), holding('f32', 0.1)];
    const fill = (count: number) => Array.from({ length: count }, () => scale);
    return {
      inputs: [
        of('i8', b, s, d),
        ...fill(4),
        weight,
        weight,
        weight,
        ...fill(3),
        ...Array.from({ length: 3 }, () => f32(heads * width)),
        ...fill(3),
        optional(mask, of('i32', b, s)),
      ],
      attrs: { num_heads: heads },
      letters: {
        B: b,
        Hq: heads,
        Sq: s,
        Skv: s,
        D: d,
        tokens: b * s,
        Dqk: width,
        Dv: width,
        N_rotated: 0,
        mask: bit(mask),
        'score bias': 0,
      },
    };
  },
};

const longformer: Sample = {
  ops: ms('LongformerAttention', 'QOrderedLongformerAttention'),
  draw: (draw, op) => {
    const [b = 1, s = 1, heads = 1, width = 1] = draw.sizes(4);
    const d = heads * width;
    const weight = f32(d, 3 * d);
    const rest = Array.from({ length: 5 }, () => f32(3 * d));
    return {
      inputs: op.endsWith('QOrderedLongformerAttention')
        ? [f32(b, s, d), holding('f32', 0.1), weight, ...rest]
        : [f32(b, s, d), weight, ...rest],
      attrs: { num_heads: heads, window: 2 },
      letters: {
        B: b,
        Hq: heads,
        Sq: s,
        Skv: s,
        D: d,
        Dw: 3 * d,
        tokens: b * s,
        Dqk: width,
        Dv: width,
        N_rotated: 0,
        mask: 1,
        'score bias': 0,
      },
    };
  },
};

/** Which keys are projected hangs on three flags: a cache that is given and used holds the past. */
const decoder: Sample = {
  ops: ms('DecoderAttention'),
  draw: (draw) => {
    const [b = 1, s = 1, t = 1, heads = 1, width = 1, past = 1] = draw.sizes(6);
    const [isStatic, cached, mask] = [draw.flag(), draw.flag(), draw.flag()];
    const d = heads * width;
    const cache = optional(cached, f32(b, heads, past, width));
    const fresh = isStatic ? (cached ? 0 : t) : s;
    return {
      inputs: [
        f32(s, b, d),
        f32(t, b, d),
        f32(d, d),
        f32(d, 2 * d),
        f32(3 * d),
        optional(mask, of('bool', b, 9)),
        cache,
        cache,
        flagOf(isStatic),
        flagOf(cached),
        flagOf(true),
        flagOf(mask),
      ],
      attrs: { num_heads: heads },
      outputs: 3,
      letters: {
        B: b,
        Hq: heads,
        Sq: s,
        new: fresh,
        Skv: (cached ? past : 0) + fresh,
        D: d,
        Dqk: width,
        Dv: width,
        N_rotated: 0,
        mask: bit(mask),
        'score bias': 0,
      },
    };
  },
};

/** Attention with its projections inside. */
export const projectingSamples: readonly Sample[] = [projected, ordered, longformer, decoder];
