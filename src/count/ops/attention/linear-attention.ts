import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, floorDiv, max, mul, product, sub, sum } from '#graph/dim.ts';
import { dtypeAt, has, intAttr, shapeAt, shapeFault, stringAttr, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { agreed } from '#count/ops/shared/agree.ts';
import { headWidth } from './attention.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { activationAttrCost, fusedActivation } from '#count/ops/elementwise/fused-activation.ts';
import { rmsNormCost } from '#count/ops/norm/norm.ts';
import { requiredShape, shapeOfRank } from '#count/ops/shared/required.ts';

/** Sizes of a recurrence over a state of qk × v for every head. */
interface StateRecurrence {
  readonly tokens: Dim;
  /** Heads that have a state, and heads that read one. */
  readonly stateHeads: Dim;
  readonly readHeads: Dim;
  readonly qk: Dim;
  readonly v: Dim;
  /** Decay factors a token; 0 if the state doesn't decay. */
  readonly decays: Dim;
  /** True if what the state holds for a key is subtracted from the value first. */
  readonly delta: boolean;
}

/**
 * A token: k⊗v and its addition to the state, qᵀ·S scaled; decay exp and a multiply of the state; delta Sᵀ·k, subtraction and
 * rate. Every product of the state with a vector is qk·v MACs, as in the operator's definition.
 */
function stateCost({ tokens, stateHeads, readHeads, qk, v, decays, delta }: StateRecurrence): Cost {
  const state = product([stateHeads, qk, v]);
  const written = mul(stateHeads, v);
  const hasDecay = decays !== 0;
  const macs = sum([state, product([readHeads, qk, v]), delta ? state : 0]);
  const work = sum([mul(state, hasDecay ? 2 : 1), mul(readHeads, v), delta ? mul(written, 2) : 0]);
  return { macs: mul(tokens, macs), elementwise: mul(tokens, work), transcendentals: mul(tokens, decays) };
}

interface Linear extends StateRecurrence {
  readonly batch: Dim;
  readonly length: Dim;
  readonly window: number;
}

/** Sizes from q, k, v [B, T, heads·width] and the head counts. */
function linearOf(call: Call): Linear | undefined {
  const [q, k, v] = [requiredShape(call, 0), requiredShape(call, 1), requiredShape(call, 2)];
  const [queryHeads, stateHeads] = [intAttr(call, 'q_num_heads') ?? 0, intAttr(call, 'kv_num_heads') ?? 0];
  if (queryHeads < 1 || stateHeads < 1) throw shapeFault(call, 'q_num_heads or kv_num_heads is missing');
  if (q === null || k === null || v === null) return undefined;
  for (const shape of [q, k, v])
    if (shape.length !== 3) throw shapeFault(call, `operands have three axes, not ${shapeText(shape)}`);
  const [batch, length, hidden] = q as readonly [Dim, Dim, Dim];
  const rule = stringAttr(call, 'update_rule') ?? 'gated_delta';
  const width = has(call, 4) ? shapeAt(call, 4)?.[2] : undefined;
  return {
    batch: agreed(call, batch, k[0] as Dim, 'batch sizes differ'),
    length: agreed(call, length, k[1] as Dim, 'lengths differ'),
    tokens: mul(batch, length),
    stateHeads,
    readHeads: Math.max(queryHeads, stateHeads),
    qk: headWidth(call, hidden, queryHeads),
    v: headWidth(call, v[2] as Dim, stateHeads),
    decays: rule === 'gated' || rule === 'gated_delta' ? (width ?? stateHeads) : 0,
    delta: rule === 'delta' || rule === 'gated_delta',
    window: intAttr(call, 'state_window') ?? 0,
  };
}

/** Output [B, T, heads·v]; state [B, heads, qk, v], of the last `state_window` positions where asked for. */
export const linearAttentionShape: ShapeRule = (call) => {
  const dtype = dtypeAt(call, 0);
  const stored = has(call, 3) ? dtypeAt(call, 3) : dtype;
  const one = linearOf(call);
  if (one === undefined) return [tensor(dtype, null), tensor(stored, null)];
  const { batch, length, stateHeads, readHeads, qk, v, window } = one;
  const state = [batch, stateHeads, qk, v];
  return [tensor(dtype, [batch, length, mul(readHeads, v)]), tensor(stored, window > 0 ? [window, ...state] : state)];
};

export const linearAttentionCost: CostRule = (call) => {
  const one = linearOf(call);
  return one === undefined ? unknownCost : stateCost(one);
};

/** Sizes of a gated delta network: heads are axes of q, k, v, tokens [T] or [B, S] before them. */
interface DeltaNet extends StateRecurrence {
  readonly leading: readonly Dim[];
  readonly keyHeads: Dim;
  readonly batch: Dim;
}

function deltaNetOf(call: Call): DeltaNet | undefined {
  const [q, state, ends] = [
    shapeOfRank(call, 0, 2),
    has(call, 6) ? shapeAt(call, 6) : null,
    has(call, 3) ? shapeOfRank(call, 3, 1) : null,
  ];
  const value = has(call, 2) ? shapeAt(call, 2) : null;
  if (q === null) return undefined;
  const isPacked = !has(call, 1);
  if (isPacked ? state?.length !== 4 : value === null) return undefined;
  const leading = isPacked ? q.slice(0, -1) : q.slice(0, -2);
  const [stateHeads, v, qk] = isPacked ? (state ?? []).slice(1) : [...(value?.slice(-2) ?? []), q.at(-1)];
  if (stateHeads === undefined || v === undefined || qk === undefined) return undefined;
  const keyHeads = isPacked ? floorDiv(sub(q.at(-1) as Dim, mul(stateHeads, v)), mul(2, qk)) : (q.at(-2) as Dim);
  const rule = stringAttr(call, 'update_rule') ?? 'gated_delta';
  const decayShape = has(call, 4) ? shapeAt(call, 4) : null;
  const perKey = decayShape !== null && decayShape.length > leading.length + 1;
  const decays = perKey ? mul(stateHeads, qk) : stateHeads;
  return {
    leading,
    keyHeads,
    batch:
      state?.[0] ??
      (ends === null ? (leading.length === 2 ? (leading[0] as Dim) : call.fresh('batch')) : sub(ends[0] as Dim, 1)),
    tokens: product(leading),
    stateHeads,
    readHeads: max(stateHeads, keyHeads),
    qk,
    v,
    decays: rule === 'gated' || rule === 'gated_delta' ? decays : 0,
    delta: rule === 'delta' || rule === 'gated_delta',
  };
}

/** Output [tokens, heads, v]; state [B, heads, v, qk]; captured transitions [B, C·(decays + keys + values)]. */
export const deltaNetShape: ShapeRule = (call) => {
  const dtype = dtypeAt(call, 0);
  const one = deltaNetOf(call);
  if (one === undefined) return [tensor(dtype, null), tensor('f32', null), tensor('f32', null)];
  const { leading, batch, stateHeads, readHeads, keyHeads, qk, v, decays } = one;
  const captured = sum([decays === 0 ? stateHeads : decays, mul(keyHeads, qk), mul(stateHeads, v)]);
  const capacity = intAttr(call, 'state_update_capacity') ?? 0;
  return [
    tensor(dtype, [...leading, readHeads, v]),
    tensor('f32', [batch, stateHeads, v, qk]),
    tensor('f32', [batch, mul(capacity, captured)]),
  ];
};

/** The recurrence; gates and rates where their activations are asked for; L2 norms of q and k. */
export const deltaNetCost: CostRule = (call) => {
  const one = deltaNetOf(call);
  if (one === undefined) return unknownCost;
  const { tokens, stateHeads, keyHeads, qk, decays, delta } = one;
  const gate = stringAttr(call, 'gate_activation') ?? 'none';
  const gates = mul(tokens, decays);
  const gating =
    gate === 'none'
      ? {}
      : plusCost(
          costOf(gates, { elementwise: 3 }),
          fusedActivation(gate.startsWith('s') && gate !== 'sigmoid' ? 'softplus' : 'sigmoid', gates),
        );
  const rate =
    delta && stringAttr(call, 'beta_activation') === 'sigmoid'
      ? fusedActivation('sigmoid', mul(tokens, stateHeads))
      : {};
  const rows = product([2, tokens, keyHeads]);
  const norm =
    intAttr(call, 'qk_l2_norm') === 1
      ? plusCost(costOf(mul(rows, qk), { elementwise: 3 }), costOf(rows, { elementwise: 1, transcendentals: 1 }))
      : {};
  const state = stateCost(one);
  return { ...plusCost(state, gating, rate, norm), macs: state.macs ?? 0 };
};

/** Where a causal convolution keeps what; `tokens` for packed sequences [tokens, C]. */
export interface CausalConvForm {
  readonly weight: number;
  readonly bias: number;
  readonly past: number;
  readonly isPacked?: boolean;
}

export const causalConvForm: CausalConvForm = { weight: 1, bias: 2, past: 3 };
export const packedConvForm: CausalConvForm = { weight: 1, bias: 3, past: 4, isPacked: true };

/** Output as the input; state: the last (k − 1)·dilation positions of every channel. */
export function causalConvShape(form: CausalConvForm): ShapeRule {
  return (call) => {
    const dtype = dtypeAt(call, 0);
    const [x, weight] = [shapeOfRank(call, 0, 2), shapeOfRank(call, form.weight, 2)];
    if (x === null || weight === null) return [tensor(dtype, x), tensor(dtype, null), tensor(dtype, null)];
    const kernel = weight.at(-1) as Dim;
    const length = mul(sub(kernel, 1), intAttr(call, 'dilation') ?? 1);
    const isLast = intAttr(call, 'channels_last') === 1;
    const capacity = intAttr(call, 'state_update_capacity') ?? 0;
    const channels = weight[0] as Dim;
    if (form.isPacked === true) {
      const batch = shapeAt(call, form.past)?.[0] ?? call.fresh('batch');
      return [tensor(dtype, x), tensor(dtype, [batch, channels, length]), tensor(dtype, [batch, capacity, channels])];
    }
    const batch = x[0] as Dim;
    if (!isLast) agreed(call, x[1] as Dim, channels, 'channels of input and weight differ');
    const own = isLast ? [batch, length, ...x.slice(2)] : [...x.slice(0, -1), length];
    const window = intAttr(call, 'state_window') ?? 0;
    return [
      tensor(dtype, x),
      tensor(dtype, window > 0 ? [window, ...own] : own),
      tensor(dtype, [batch, capacity, channels]),
    ];
  };
}

/** M = N·k of a depthwise convolution; bias N; activation. */
export function causalConvCost(form: CausalConvForm): CostRule {
  return (call) => {
    const [x, weight] = [requiredShape(call, 0), requiredShape(call, form.weight)];
    if (x === null || weight === null) return unknownCost;
    const outputs = product(x);
    const rest = plusCost(
      costOf(outputs, { elementwise: has(call, form.bias) ? 1 : 0 }),
      activationAttrCost(call, outputs),
    );
    return { ...rest, macs: mul(outputs, product(weight.slice(1))) };
  };
}

interface Mamba {
  readonly rows: Dim;
  readonly heads: number;
  readonly width: number;
  readonly state: number;
  readonly groups: number;
  readonly channels: number;
}

function mambaOf(call: Call): Mamba | undefined {
  const rows = requiredShape(call, 0)?.[0];
  const [heads, width, state, groups] = [
    intAttr(call, 'heads') ?? 0,
    intAttr(call, 'head_dim') ?? 64,
    intAttr(call, 'd_state') ?? 128,
    intAttr(call, 'n_groups') ?? 1,
  ];
  return rows === undefined || heads < 1
    ? undefined
    : { rows, heads, width, state, groups, channels: heads * width + 2 * groups * state };
}

/** One step of Mamba 2 for R tokens: normalised result [R, heads·width], snapshots as the states, convolution, readout. */
export const mambaShape: ShapeRule = (call) => {
  const one = mambaOf(call);
  const inner = one === undefined ? null : [one.rows, one.heads * one.width];
  return [
    tensor(dtypeAt(call, 0), inner),
    tensor(dtypeAt(call, 1), shapeAt(call, 1)),
    tensor(dtypeAt(call, 2), shapeAt(call, 2)),
    tensor('bf16', one === undefined ? null : [one.rows, one.channels]),
    tensor('f32', inner),
  ];
};

/** Convolution of 4 taps with SiLU, a decaying state with skip, SiLU gate, grouped RMS norm. */
export const mambaCost: CostRule = (call) => {
  const one = mambaOf(call);
  if (one === undefined) return unknownCost;
  const { rows, heads, width, state, groups, channels } = one;
  const inner = mul(rows, heads * width);
  const recurrence = stateCost({
    tokens: rows,
    stateHeads: heads,
    readHeads: heads,
    qk: state,
    v: width,
    decays: heads,
    delta: false,
  });
  const rest = plusCost(
    recurrence,
    costOf(mul(rows, channels), { elementwise: 1 + 4, transcendentals: 1 }),
    costOf(mul(rows, heads), { elementwise: 1 + 1 + 1 + 1, transcendentals: 2 }),
    costOf(inner, { elementwise: 1 + 2 + 5, transcendentals: 1 }),
    rmsNormCost(inner, mul(rows, groups)),
  );
  return { ...rest, macs: add(product([rows, channels, 4]), recurrence.macs ?? 0) };
};
