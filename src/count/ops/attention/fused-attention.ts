import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { ScoreWork, Sdpa } from './sdpa.ts';
import { add, floorDiv, mul, product, sum } from '#graph/dim.ts';
import { dtypeAt, has, intAttr, intsAttr, shapeAt, shapeFault, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { operandBits } from '#count/engine/figures.ts';
import { agreed } from '#count/ops/shared/agree.ts';
import { headWidth } from './attention.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { sizeAt } from './lengths.ts';
import { requiredShape, shapeOfRank } from '#count/ops/shared/required.ts';
import { rotaryCost, sdpaCost, totalCost, visiblePairs } from './sdpa.ts';

/** Attention that multiplies its input by the weights of Q, K and V itself: where its operands are, what is quantised. */
export interface FusedAttentionForm {
  readonly bias: number;
  readonly mask: number;
  readonly past: number;
  readonly attentionBias?: number;
  readonly pastLength?: number;
  /** Input whose type the outputs have. */
  readonly typeOf: number;
  /** The product with the weights is done in integers, and scaled back. */
  readonly quantized?: boolean;
  /** Tokens without padding: [tokens, D], with the offsets [B, S] of input `packed`. */
  readonly packed?: number;
}

/** Attention, DecoderMaskedSelfAttention: input, weights, bias, mask, past, bias of the scores, past length. */
export const fusedForm: FusedAttentionForm = { bias: 2, mask: 3, past: 4, attentionBias: 5, pastLength: 6, typeOf: 0 };
/** QAttention: …, bias, scales, mask, zero points, past. */
export const quantizedForm: FusedAttentionForm = { bias: 2, mask: 5, past: 8, typeOf: 3, quantized: true };
/** PackedAttention: …, bias, token offsets, lengths, bias of the scores. */
export const packedForm: FusedAttentionForm = { bias: 2, mask: -1, past: -1, attentionBias: 5, typeOf: 0, packed: 3 };

/** Sizes of fused attention: those of its heads, of its input, and of the past buffer. */
interface Fused extends Sdpa {
  readonly tokens: Dim;
  readonly inputs: Dim;
  readonly hidden: { readonly q: Dim; readonly k: Dim; readonly v: Dim };
  /** Length of the past as stored, and of the present. */
  readonly stored: Dim;
  readonly past: Dim;
}

/** Number of heads. @throws Fault `shape` if it isn't given */
export function headCount(call: Call): number {
  const heads = intAttr(call, 'num_heads') ?? 0;
  if (heads < 1) throw shapeFault(call, 'num_heads is missing');
  return heads;
}

function fusedOf(call: Call, form: FusedAttentionForm): Fused | undefined {
  const heads = headCount(call);
  const [input, weights] = [requiredShape(call, 0), requiredShape(call, 1)];
  const rank = form.packed === undefined ? 3 : 2;
  if (input === null) return undefined;
  if (input.length !== rank) throw shapeFault(call, `the input has the shape ${shapeText(input)}, not ${rank} axes`);
  const inputs = agreed(
    call,
    input[rank - 1] as Dim,
    weights?.[0] ?? (input[rank - 1] as Dim),
    'widths of input and weights differ',
  );
  const hidden = hiddenSizes(call, weights?.[1] ?? call.fresh('hidden'));
  const grid = form.packed === undefined ? input : shapeOfRank(call, form.packed, 2);
  if (grid === null) return undefined;
  const [batch, queries] = grid as readonly [Dim, Dim];
  const { past, stored } = pastOf(call, form, queries);
  return {
    batch,
    heads,
    queries,
    keys: add(past, queries),
    qk: headWidth(call, hidden.q, heads),
    v: headWidth(call, hidden.v, heads),
    tokens: form.packed === undefined ? mul(batch, queries) : (input[0] as Dim),
    inputs,
    hidden,
    stored,
    past,
  };
}

function hiddenSizes(call: Call, all: Dim): Fused['hidden'] {
  const given = intsAttr(call, 'qkv_hidden_sizes') ?? [];
  const [q, k, v] = given;
  if (q !== undefined && k !== undefined && v !== undefined && given.length === 3) {
    agreed(call, all, q + k + v, 'the weights are not as wide as qkv_hidden_sizes');
    return { q, k, v };
  }
  const third = headWidth(call, all, 3);
  return { q: third, k: third, v: third };
}

/** Past [2, B, N, P, h]; if past and present share a buffer, P is its capacity and the length is given separately. */
function pastOf(call: Call, form: FusedAttentionForm, queries: Dim): { readonly past: Dim; readonly stored: Dim } {
  if (!has(call, form.past)) return { past: 0, stored: queries };
  const length = shapeAt(call, form.past)?.[3] ?? call.fresh('past_sequence_length');
  if (intAttr(call, 'past_present_share_buffer') !== 1) return { past: length, stored: add(length, queries) };
  const told = form.pastLength === undefined ? undefined : sizeAt(call, form.pastLength);
  return { past: told ?? call.fresh('past_sequence_length'), stored: length };
}

/** Output [B, S, Hv] (or [tokens, Hv]) and present [2, B, N, P + S, h]. */
export function fusedAttentionShape(form: FusedAttentionForm): ShapeRule {
  return (call) => {
    const dtype = dtypeAt(call, form.typeOf);
    const one = fusedOf(call, form);
    if (one === undefined) return [tensor(dtype, null), tensor(dtype, null)];
    const { batch, heads, queries, hidden, stored, tokens, qk } = one;
    const output = form.packed === undefined ? [batch, queries, hidden.v] : [tokens, hidden.v];
    return [tensor(dtype, output), tensor(dtype, [2, batch, heads, stored, qk])];
  };
}

/** Projections tokens·D·(Dq + Dk + Dv) with their biases, then attention. */
export function fusedAttentionCost(form: FusedAttentionForm): CostRule {
  return (call) => {
    const one = fusedOf(call, form);
    if (one === undefined) return unknownCost;
    const causal = intAttr(call, 'unidirectional') === 1;
    const work: ScoreWork = {
      added: addedTo(call, [form.mask, form.attentionBias ?? -1], causal),
      bits: operandBits(tensor(dtypeAt(call, form.typeOf), [])),
      visible: causal ? mul(one.batch, visiblePairs(one.queries, one.keys, { offset: one.past, right: 0 })) : undefined,
    };
    const { q, k } = one.hidden;
    const rotary = intAttr(call, 'do_rotary') === 1 ? rotaryCost(mul(one.tokens, add(q, k))) : {};
    return totalCost(projections(call, form, one), sdpaCost(call, one, work), rotary);
  };
}

function projections(call: Call, form: FusedAttentionForm, { tokens, inputs, hidden }: Fused): Cost {
  const outputs = mul(tokens, sum([hidden.q, hidden.k, hidden.v]));
  const macs = mul(outputs, inputs);
  const each = (has(call, form.bias) ? 1 : 0) + (form.quantized === true ? 1 : 0);
  return {
    ...costOf(outputs, { elementwise: each }),
    macs,
    bitOps: mul(macs, operandBits(call.inputs[0]) * operandBits(call.inputs[1])),
  };
}

/** Adds to the scores: one for a mask (of inputs, or causal), one for a bias. */
export function addedTo(call: Call, [mask, bias]: readonly [number, number], causal: boolean): number {
  return (has(call, mask) || causal ? 1 : 0) + (has(call, bias) ? 1 : 0);
}

/** QOrderedAttention: int8 throughout, weights and biases of Q, K and V apart (inputs 5–7 and 11–13). */
export const orderedAttentionShape: ShapeRule = (call) => {
  const one = orderedOf(call);
  return [tensor(dtypeAt(call, 0), one === undefined ? null : [one.batch, one.queries, mul(one.heads, one.v)])];
};

function orderedOf(call: Call): (Sdpa & { readonly inputs: Dim }) | undefined {
  const heads = headCount(call);
  const [input, q, v] = [requiredShape(call, 0), requiredShape(call, 5), requiredShape(call, 7)];
  if (input === null || q === null || v === null) return undefined;
  const [batch, queries, inputs] = input as readonly [Dim, Dim, Dim];
  const [qk, width] = [headWidth(call, q[1] as Dim, heads), headWidth(call, v[1] as Dim, heads)];
  return { batch, heads, queries, keys: queries, qk, v: width, inputs };
}

export const orderedAttentionCost: CostRule = (call) => {
  const one = orderedOf(call);
  if (one === undefined) return unknownCost;
  const causal = intAttr(call, 'unidirectional') === 1;
  const outputs = product([one.batch, one.queries, one.heads, add(mul(2, one.qk), one.v)]);
  const macs = mul(outputs, one.inputs);
  const visible = causal ? mul(one.batch, visiblePairs(one.queries, one.keys, { offset: 0, right: 0 })) : undefined;
  const attention = sdpaCost(call, one, { added: addedTo(call, [17, 19], causal), bits: 8, visible });
  return totalCost({ ...costOf(outputs, { elementwise: 2 }), macs, bitOps: mul(macs, 64) }, attention);
};

/**
 * Longformer: two sets of projections (local and global) and attention within `window` tokens on either side. Counted dense like
 * every windowed attention; the window is in `effectiveMacs`, tokens that attend globally not.
 */
export function longformerCost(weights: number): CostRule {
  return (call) => {
    const [input, weight] = [requiredShape(call, 0), shapeOfRank(call, weights, 2)];
    if (input === null || weight === null || input.length !== 3) return unknownCost;
    const [batch, queries, inputs] = input as readonly [Dim, Dim, Dim];
    const heads = headCount(call);
    const width = floorDiv(inputs, heads);
    const outputs = product([2, batch, queries, weight[1] as Dim]);
    const macs = mul(outputs, inputs);
    const bits = operandBits(call.inputs[0]);
    const window = Math.max(0, intAttr(call, 'window') ?? 0);
    const visible = mul(batch, visiblePairs(queries, queries, { offset: 0, left: window, right: window }));
    const attention = sdpaCost(
      call,
      { batch, heads, queries, keys: queries, qk: width, v: width },
      { added: 1, bits, visible },
    );
    const linear = { ...plusCost(costOf(outputs, { elementwise: 1 })), macs, bitOps: mul(macs, bits * bits) };
    return totalCost(linear, attention);
  };
}

/** DecoderAttention's sizes: which projections run depends on the flags in inputs 8 to 10. */
interface Decoder extends Sdpa {
  readonly width: Dim;
  readonly newKeys: Dim;
  readonly cached: Dim;
}

/** Undefined if a flag isn't known: query [S, B, D], key [T, B, D], caches [B, N, P, h]. */
function decoderOf(call: Call): Decoder | undefined {
  const heads = headCount(call);
  const [query, key] = [requiredShape(call, 0), requiredShape(call, 1)];
  const [isStatic, usesPast, hasState] = [sizeAt(call, 8), sizeAt(call, 9), sizeAt(call, 10)];
  if (query === null || key === null || isStatic === undefined || usesPast === undefined || hasState === undefined)
    return undefined;
  const [queries, batch, width] = query as readonly [Dim, Dim, Dim];
  const cached =
    usesPast === 1 && hasState === 1 && has(call, 6)
      ? (shapeAt(call, 6)?.[2] ?? call.fresh('past_sequence_length'))
      : 0;
  const newKeys = isStatic === 0 ? queries : cached === 0 ? (key[0] as Dim) : 0;
  const head = headWidth(call, width, heads);
  return { batch, heads, queries, keys: add(cached, newKeys), qk: head, v: head, width, newKeys, cached };
}

export const decoderAttentionShape: ShapeRule = (call) => {
  const dtype = dtypeAt(call, 0);
  const one = decoderOf(call);
  const [batch, head] = [
    shapeAt(call, 0)?.[1] ?? call.fresh('batch'),
    floorDiv(shapeAt(call, 0)?.[2] ?? call.fresh('hidden'), headCount(call)),
  ];
  const cache = [batch, headCount(call), one?.keys ?? call.fresh('total_sequence_length'), head];
  return [tensor(dtype, shapeAt(call, 0)), tensor(dtype, cache), tensor(dtype, cache)];
};

/** Projections of the queries and of the keys that are new, then attention to all. */
export const decoderAttentionCost: CostRule = (call) => {
  const one = decoderOf(call);
  if (one === undefined) return unknownCost;
  const { batch, queries, newKeys, width } = one;
  const outputs = product([batch, add(queries, mul(2, newKeys)), width]);
  const macs = mul(outputs, width);
  const bits = operandBits(call.inputs[0]);
  const masked = sizeAt(call, 11) !== 0 && has(call, 5);
  const linear = { ...costOf(outputs, { elementwise: 1 }), macs, bitOps: mul(macs, bits * bits) };
  return totalCost(linear, sdpaCost(call, one, { added: masked ? 1 : 0, bits }));
};

/** T5's buckets of relative positions: [1, N, queries, keys], a division, a logarithm, a division and a multiply for each pair. */
export const relativeBiasShape: ShapeRule = (call) => {
  const table = requiredShape(call, 0);
  const [queries, keys] = [sizeAt(call, 1) ?? call.fresh('query_length'), sizeAt(call, 2) ?? call.fresh('key_length')];
  return [tensor(dtypeAt(call, 0), [1, table?.[1] ?? call.fresh('heads'), queries, keys])];
};

export const relativeBiasCost: CostRule = (_, outputs) => {
  const shape = outputs[0]?.kind === 'tensor' ? outputs[0].shape : null;
  return costOf(shape === null ? undefined : product(shape.slice(2)), { elementwise: 3, transcendentals: 1 });
};

/**
 * Gates of a relative position bias from the queries: (query + bias)·W [h, D] + b, summed into two gates of D/2, sigmoid, gate
 * arithmetic 4 a query, one multiply a pair.
 */
export const gatedBiasShape: ShapeRule = (call) => {
  const [query, offsets] = [shapeOfRank(call, 0, 2), has(call, 6) ? shapeOfRank(call, 6, 2) : null];
  const grid = query?.length === 3 ? query : offsets;
  if (grid === null) return [tensor(dtypeAt(call, 0), null)];
  const [batch, length] = grid as readonly [Dim, Dim];
  return [tensor(dtypeAt(call, 0), [batch, headCount(call), length, length])];
};

export const gatedBiasCost: CostRule = (call, outputs) => {
  const [query, weight] = [shapeOfRank(call, 0, 2), shapeOfRank(call, 3, 2)];
  const shape = outputs[0]?.kind === 'tensor' ? outputs[0].shape : null;
  if (query === null || weight === null || shape === null) return unknownCost;
  const rows = mul(product(query.slice(0, -1)), headCount(call));
  const [head, gate] = weight as readonly [Dim, Dim];
  const macs = product([rows, head, gate]);
  const perRow = add(head, mul(2, gate));
  const rest = plusCost(
    costOf(mul(rows, perRow), { elementwise: 1 }),
    costOf(rows, { elementwise: 6 + 4, transcendentals: 2 }),
    costOf(product(shape), { elementwise: 1 }),
  );
  return { ...rest, macs };
};
