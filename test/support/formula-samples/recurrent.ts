import type { Sample } from './sample.ts';
import { f32, of } from '../one-call.ts';
import { bit, given, ms, optional } from './sample.ts';

const recurrent: Sample = {
  ops: ['RNN', 'GRU', 'LSTM', ...ms('DynamicQuantizeLSTM')],
  draw: (draw, op) => {
    const [s = 1, b = 1, i = 1, h = 1] = draw.sizes(4);
    const [both, bias, clip, coupled] = [draw.flag(), draw.flag(), draw.flag(), draw.flag()];
    const [d, isQuantized] = [both ? 2 : 1, op.startsWith('com')];
    const peepholes = op.endsWith('LSTM') && draw.flag();
    const gates = op === 'RNN' ? 1 : op === 'GRU' ? 3 : 4;
    const g = gates * h;
    const weights = isQuantized ? [of('u8', d, i, g), of('u8', d, h, g)] : [f32(d, g, i), f32(d, g, h)];
    const scales = isQuantized ? [f32(d), of('u8', d), f32(d), of('u8', d)] : [];
    return {
      inputs: [
        f32(s, b, i),
        ...weights,
        optional(bias, f32(d, 2 * g)),
        null,
        null,
        null,
        optional(peepholes, f32(d, 3 * h)),
        ...scales,
      ],
      attrs: given({
        hidden_size: h,
        direction: both ? 'bidirectional' : 'forward',
        clip: clip && !isQuantized ? { float: 3 } : undefined,
        input_forget: coupled && op === 'LSTM' ? 1 : undefined,
      }),
      letters: {
        S: s,
        B: b,
        D: d,
        H: h,
        I: i,
        bias: bit(bias),
        clip: bit(clip),
        peepholes: bit(peepholes),
        coupled: bit(coupled && op === 'LSTM'),
      },
    };
  },
};

/** X beside an attention state, memory [B, L, m], queries and keys of width a, and where there is one an output layer of width l. */
const attentionLstm: Sample = {
  ops: ms('AttnLSTM'),
  draw: (draw) => {
    const [s = 1, b = 1, x = 1, h = 1, rows = 1, depth = 1, width = 1, layer = 1] = draw.sizes(8);
    const [bias, layered] = [draw.flag(), draw.flag()];
    const i = x + (layered ? layer : depth);
    return {
      inputs: [
        f32(s, b, x),
        f32(1, 4 * h, i),
        f32(1, 4 * h, h),
        optional(bias, f32(1, 8 * h)),
        null,
        null,
        null,
        null,
        f32(1, depth, width),
        f32(1, h, width),
        f32(1, width),
        f32(b, rows, depth),
        of('i32', b),
        optional(layered, f32(1, depth + h, layer)),
      ],
      attrs: { hidden_size: h },
      letters: {
        S: s,
        B: b,
        D: 1,
        H: h,
        I: i,
        L: rows,
        m: depth,
        a: width,
        l: layered ? layer : 0,
        bias: bit(bias),
      },
    };
  },
};

const causal: Sample = {
  ops: ['CausalConvWithState', ...ms('CausalConvWithState', 'VarlenCausalConvWithState')],
  draw: (draw, op) => {
    const [[b = 1, c = 1, length = 1, k = 1], bias, silu] = [draw.sizes(4), draw.flag(), draw.flag()];
    const isPacked = op.includes('Varlen');
    const addend = optional(bias, f32(c));
    return {
      inputs: isPacked
        ? [f32(length, c), f32(c, 1, k), of('i32', 2), addend]
        : [f32(b, c, length), f32(c, 1, k), addend],
      attrs: given({ activation: silu ? 'silu' : undefined }),
      letters: { N: isPacked ? length * c : b * c * length, k, bias: bit(bias), SiLU: bit(silu) },
    };
  },
};

const mamba: Sample = {
  ops: ms('Mamba2Verify'),
  draw: (draw) => {
    const [rows = 1, heads = 1, width = 1, state = 1, groups = 1] = draw.sizes(5);
    const channels = heads * width + 2 * groups * state;
    return {
      inputs: [of('bf16', rows, channels + heads), f32(1, heads, width, state), of('bf16', 1, channels, 3)],
      attrs: { heads, head_dim: width, d_state: state, n_groups: groups },
      outputs: 5,
      letters: { rows, heads, width, state, groups, channels },
    };
  },
};

/** Rules of how a linear attention's state is updated: with a decay, and with the delta rule. */
const rules = ['linear', 'gated', 'delta', 'gated_delta'] as const;

const linearAttention: Sample = {
  ops: ['LinearAttention', ...ms('LinearAttention')],
  draw: (draw) => {
    const [b = 1, t = 1, dk = 1, dv = 1, kv = 1, shared = 1] = draw.sizes(6);
    const [rule, perKey] = [draw.pick(rules), draw.flag()];
    const heads = kv * shared;
    const [decays, rates] = [rule.startsWith('gated'), rule.endsWith('delta')];
    const wide = perKey ? kv * dk : kv;
    return {
      inputs: [
        f32(b, t, heads * dk),
        f32(b, t, kv * dk),
        f32(b, t, kv * dv),
        null,
        optional(decays, f32(b, t, wide)),
        optional(rates, f32(b, t, kv)),
      ],
      attrs: { q_num_heads: heads, kv_num_heads: kv, update_rule: rule },
      outputs: 2,
      letters: {
        Hkv: kv,
        Hq: heads,
        dk,
        dv,
        tokens: b * t,
        delta: bit(rates),
        decay: bit(decays),
        decays: decays ? wide : 0,
      },
    };
  },
};

const deltaNet: Sample = {
  ops: ms('GatedDeltaNet'),
  draw: (draw) => {
    const [b = 1, s = 1, dk = 1, dv = 1, keyHeads = 1, shared = 1] = draw.sizes(6);
    const [rule, perKey, gate, rate, norm] = [draw.pick(rules), draw.flag(), draw.flag(), draw.flag(), draw.flag()];
    const heads = keyHeads * shared;
    const [decays, isDelta] = [rule.startsWith('gated'), rule.endsWith('delta')];
    const qk = f32(b, s, keyHeads, dk);
    const decay = perKey ? f32(b, s, heads, dk) : f32(b, s, heads);
    return {
      inputs: [qk, qk, f32(b, s, heads, dv), null, optional(decays, decay), optional(isDelta, f32(b, s, heads))],
      attrs: given({
        update_rule: rule,
        gate_activation: gate ? 'sigmoid' : undefined,
        beta_activation: rate ? 'sigmoid' : undefined,
        qk_l2_norm: norm ? 1 : undefined,
      }),
      outputs: 2,
      letters: {
        Hkv: heads,
        Hr: heads,
        Hk: keyHeads,
        dk,
        dv,
        tokens: b * s,
        delta: bit(isDelta),
        decay: bit(decays),
        decays: decays ? heads * (perKey ? dk : 1) : 0,
        gate: bit(gate),
        rate: bit(rate && isDelta),
        norm: bit(norm),
        F_act: 3,
        T_act: 1,
      },
    };
  },
};

/** Recurrences: cells, state spaces, linear attention. */
export const recurrentSamples: readonly Sample[] = [recurrent, attentionLstm, causal, mamba, linearAttention, deltaNet];
