import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Shape } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ControlRule, CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { ScoreWork, Sdpa } from './sdpa.ts';
import { add, floorDiv, format, mod, mul, sub, sum } from '#graph/dim.ts';
import { dtypeAt, floatAttr, graphAttr, has, intAttr, shapeAt, shapeFault, sizesAt, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { agreed } from '#count/ops/shared/agree.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { elementTypeAttr } from '#count/ops/shared/element-type.ts';
import { requiredShape } from '#count/ops/shared/required.ts';
import { sdpaCost, visiblePairs } from './sdpa.ts';

/** An Attention node's sizes, heads and cache sorted out. */
interface Attention extends Sdpa {
  readonly keyHeads: Dim;
  readonly past: Dim;
  /** True if heads are packed into the last axis: [B, S, H·d]. */
  readonly packed: boolean;
}

/** One operand as [B, H, S, d]. */
interface Operand {
  readonly batch: Dim;
  readonly heads: Dim;
  readonly length: Dim;
  readonly width: Dim;
}

function operandOf(call: Call, i: number, heads: string): Operand | undefined {
  const shape = requiredShape(call, i);
  if (shape === null) return undefined;
  const [batch, second, third, fourth] = shape as readonly [Dim, Dim, Dim, Dim];
  if (shape.length === 4) return { batch, heads: second, length: third, width: fourth };
  if (shape.length !== 3)
    throw shapeFault(call, `input ${i} has the shape ${shapeText(shape)}, neither three nor four axes`);
  const count = intAttr(call, heads);
  if (count === undefined || count < 1) throw shapeFault(call, `inputs of three axes need the attribute ${heads}`);
  return { batch, heads: count, length: second, width: headWidth(call, third, count) };
}

/** Width of one of `heads` heads packed together. @throws Fault `shape` if they don't divide it */
export function headWidth(call: Call, packed: Dim, heads: Dim): Dim {
  if (heads === 0 || (typeof packed === 'number' && typeof heads === 'number' && mod(packed, heads) !== 0)) {
    throw shapeFault(call, `a width of ${format(packed)} doesn't divide into ${format(heads)} heads`);
  }
  return floorDiv(packed, heads);
}

function attentionOf(call: Call): Attention | undefined {
  const [q, k, v] = [
    operandOf(call, 0, 'q_num_heads'),
    operandOf(call, 1, 'kv_num_heads'),
    operandOf(call, 2, 'kv_num_heads'),
  ];
  if (q === undefined || k === undefined || v === undefined) return undefined;
  const keyHeads = agreed(call, k.heads, v.heads, 'heads of K and V differ');
  if (typeof q.heads === 'number' && typeof keyHeads === 'number') headWidth(call, q.heads, keyHeads);
  const past = has(call, 4) ? (shapeAt(call, 4)?.[2] ?? call.fresh('past_sequence_length')) : 0;
  return {
    batch: agreed(call, q.batch, k.batch, 'batch sizes of Q and K differ'),
    heads: q.heads,
    keyHeads,
    queries: q.length,
    keys: add(past, agreed(call, k.length, v.length, 'lengths of K and V differ')),
    qk: agreed(call, q.width, k.width, 'head sizes of Q and K differ'),
    v: v.width,
    past,
    packed: shapeAt(call, 0)?.length === 3,
  };
}

function outputShape({ batch, heads, queries, v, packed }: Attention): readonly Dim[] {
  return packed ? [batch, queries, mul(heads, v)] : [batch, heads, queries, v];
}

/** Y as Q with the head size of V; present keys and values with the past before them; the scores. */
export const attentionShape: ShapeRule = (call) => {
  const one = attentionOf(call);
  const [q, v] = [dtypeAt(call, 0), dtypeAt(call, 2)];
  if (one === undefined) return [tensor(q, null), tensor(q, null), tensor(v, null), tensor(q, null)];
  const { batch, heads, keyHeads, queries, keys } = one;
  return [
    tensor(q, outputShape(one)),
    tensor(q, [batch, keyHeads, keys, one.qk]),
    tensor(v, [batch, keyHeads, keys, one.v]),
    tensor(q, [batch, heads, queries, keys]),
  ];
};

/** A mask, given or causal or a window, is one add. */
export const attentionCost: CostRule = (call) => {
  const one = attentionOf(call);
  if (one === undefined) return unknownCost;
  const { left, right } = windowOf(call);
  const masked = has(call, 3) || left !== undefined || right !== undefined;
  const work: ScoreWork = {
    added: masked ? 1 : 0,
    softcap: (floatAttr(call, 'softcap') ?? 0) !== 0,
    visible: visibleOf(call, one),
  };
  return sdpaCost(call, one, work);
};

function windowOf(call: Call): { readonly left: number | undefined; readonly right: number | undefined } {
  const bound = (name: string): number | undefined => {
    const size = intAttr(call, name) ?? -1;
    return size < 0 ? undefined : size;
  };
  const right = bound('right_window_size');
  return { left: bound('left_window_size'), right: intAttr(call, 'is_causal') === 1 ? 0 : right };
}

function visibleOf(call: Call, { batch, queries, keys, past }: Attention): Dim | undefined {
  const { left, right } = windowOf(call);
  const used = has(call, 6) ? sizesAt(call, 6) : undefined;
  if (used !== undefined) {
    return sum(used.map((length) => visiblePairs(queries, length, { offset: sub(length, queries), left, right })));
  }
  if (left === undefined && right === undefined) return undefined;
  return mul(batch, visiblePairs(queries, keys, { offset: past, left, right }));
}

/** FlexAttention: attention of four axes whose scores and probabilities pass through bodies of the node. */
export const flexAttention: ControlRule = (call) => {
  const one = attentionOf(call);
  const dtype = dtypeAt(call, 0);
  const precision: DType = elementTypeAttr(call, 'softmax_precision', dtype === 'f64' ? 'f64' : 'f32');
  const scores: Shape = one === undefined ? null : [one.batch, one.heads, one.queries, one.keys];
  const parts = ['score_mod', 'prob_mod'].flatMap((label) => {
    const body = graphAttr(call, label);
    return body === undefined ? [] : [{ label, times: 1, run: call.body(body, [tensor(precision, scores)]) }];
  });
  return { outputs: [tensor(dtype, one === undefined ? null : outputShape(one))], branches: { combine: 'sum', parts } };
};

/** What FlexAttention costs beside its bodies. */
export const flexAttentionCost: CostRule = (call) => {
  const one = attentionOf(call);
  return one === undefined ? unknownCost : sdpaCost(call, one, {});
};
