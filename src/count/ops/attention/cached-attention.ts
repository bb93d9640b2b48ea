import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { ScoreWork, Sdpa } from './sdpa.ts';
import { add, floorDiv, max, mul, product, sub } from '#graph/dim.ts';
import { dtypeAt, floatAttr, has, intAttr, shapeAt, shapeFault, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { operandBits } from '#count/engine/figures.ts';
import { agreed } from '#count/ops/shared/agree.ts';
import { headWidth } from './attention.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { addedTo, headCount } from './fused-attention.ts';
import { sizeAt } from './lengths.ts';
import { rmsNormCost } from '#count/ops/norm/norm.ts';
import { requiredShape, shapeOfRank } from '#count/ops/shared/required.ts';
import { rotaryCost, sdpaCost, totalCost, visiblePairs } from './sdpa.ts';

/** Positions of the inputs of multi-head attention over projected queries, keys and values. */
export interface MultiHeadForm {
  readonly bias: number;
  readonly mask: number;
  readonly attentionBias: number;
  readonly past: number;
  readonly pastLength: number;
  /** The only packed form: [B, S, 2·H + Hv] in three axes. */
  readonly flatPacked?: boolean;
}

export const multiHeadForm: MultiHeadForm = { bias: 3, mask: 4, attentionBias: 5, past: 6, pastLength: 8 };
export const decoderForm: MultiHeadForm = {
  bias: 10,
  mask: 3,
  attentionBias: 4,
  past: 5,
  pastLength: 7,
  flatPacked: true,
};

/** Sizes of attention with a cache. */
interface Cached extends Sdpa {
  readonly keyHeads: Dim;
  readonly newKeys: Dim;
  readonly past: Dim;
  /** Length of the present cache as stored. */
  readonly stored: Dim;
}

function multiHeadOf(call: Call, form: MultiHeadForm): Cached | undefined {
  const heads = headCount(call);
  const query = requiredShape(call, 0);
  if (query === null || (has(call, 1) && shapeAt(call, 1) === null)) return undefined;
  const [batch, queries] = query as readonly [Dim, Dim];
  const { qk, v, newKeys } = keySizes(call, form, query, heads);
  const isCross = shapeAt(call, 1)?.length === 4;
  const { past, stored } =
    isCross || !has(call, form.past) ? { past: 0, stored: newKeys } : pastOf(call, form, newKeys);
  return { batch, heads, queries, keys: add(past, newKeys), qk, v, keyHeads: heads, newKeys, past, stored };
}

/** Head sizes and number of new keys, from [B, T, H] apart, packed together with the queries or each other, or as [B, N, T, h]. */
function keySizes(
  call: Call,
  form: MultiHeadForm,
  query: readonly Dim[],
  heads: number,
): { qk: Dim; v: Dim; newKeys: Dim } {
  const [key, value] = [has(call, 1) ? shapeAt(call, 1) : null, has(call, 2) ? shapeAt(call, 2) : null];
  const newQueries = query[1] as Dim;
  if (query.length === 5) return { qk: query[4] as Dim, v: query[4] as Dim, newKeys: newQueries };
  if (query.length !== 3) throw shapeFault(call, `queries of shape ${shapeText(query)}`);
  const hidden = query[2] as Dim;
  if (key === null) {
    const width = headWidth(call, form.flatPacked === true ? floorDiv(hidden, 3) : hidden, heads);
    return { qk: width, v: width, newKeys: newQueries };
  }
  const qk = headWidth(call, hidden, heads);
  if (key.length < 3) throw shapeFault(call, `keys of shape ${shapeText(key)}`);
  if (key.length === 5) return { qk, v: qk, newKeys: key[1] as Dim };
  if (key.length === 4) return { qk, v: value?.[3] ?? qk, newKeys: key[2] as Dim };
  agreed(call, key[2] as Dim, hidden, 'widths of queries and keys differ');
  return { qk, v: headWidth(call, value?.[2] ?? hidden, heads), newKeys: key[1] as Dim };
}

/** Past [B, N, P, h], before the new keys; with a past length given separately, P is the capacity of a buffer that both share. */
function pastOf(call: Call, form: MultiHeadForm, newKeys: Dim): { readonly past: Dim; readonly stored: Dim } {
  const length = shapeAt(call, form.past)?.[2] ?? call.fresh('past_sequence_length');
  const shares =
    form.flatPacked === true ? intAttr(call, 'past_present_share_buffer') === 1 : has(call, form.pastLength);
  if (!shares) return { past: length, stored: add(length, newKeys) };
  return { past: sizeAt(call, form.pastLength) ?? call.fresh('past_sequence_length'), stored: length };
}

/** Output [B, S, N·v]; present keys and values; scores. */
export function multiHeadShape(form: MultiHeadForm): ShapeRule {
  return (call) => {
    const dtype = dtypeAt(call, 0);
    const one = multiHeadOf(call, form);
    if (one === undefined) return [dtype, dtype, dtype, dtype].map((type) => tensor(type, null));
    const { batch, heads, queries, keys, qk, v, stored } = one;
    return [
      tensor(dtype, [batch, queries, mul(heads, v)]),
      tensor(dtype, [batch, heads, stored, qk]),
      tensor(dtype, [batch, heads, stored, v]),
      tensor(dtype, [batch, heads, queries, keys]),
    ];
  };
}

export function multiHeadCost(form: MultiHeadForm): CostRule {
  return (call) => {
    const one = multiHeadOf(call, form);
    if (one === undefined) return unknownCost;
    const causal = intAttr(call, 'unidirectional') === 1;
    const work: ScoreWork = {
      added: addedTo(call, [form.mask, form.attentionBias], causal),
      bits: operandBits(call.inputs[0]),
      visible: causal ? mul(one.batch, visiblePairs(one.queries, one.keys, { offset: one.past, right: 0 })) : undefined,
    };
    return totalCost(biasCost(call, form.bias, one), sdpaCost(call, one, work));
  };
}

/** The bias that the projections before left to this node. */
function biasCost(call: Call, bias: number, { batch, heads, queries, newKeys, qk, v }: Cached): Cost {
  if (!has(call, bias)) return {};
  const width = add(mul(queries, qk), mul(newKeys, add(qk, v)));
  return costOf(product([batch, heads, width]), { elementwise: 1 });
}

/** PackedMultiHeadAttention: tokens without padding, [tokens, H] or [tokens, N, 3, h]; offsets [B, S] in input 4. */
export const packedMultiHeadShape: ShapeRule = (call) => {
  const query = shapeOfRank(call, 0, 2);
  const value = has(call, 2) ? shapeOfRank(call, 2, 2) : null;
  if (query === null) return [tensor(dtypeAt(call, 0), null)];
  const width = query.length === 4 ? mul(query[1] as Dim, query[3] as Dim) : (value?.[1] ?? query[1] ?? 0);
  return [tensor(dtypeAt(call, 0), [query[0] as Dim, width])];
};

/** Counted as its unpacked form, padding included. */
export const packedMultiHeadCost: CostRule = (call) => {
  const [query, grid] = [shapeOfRank(call, 0, 2), shapeAt(call, 4)];
  const value = has(call, 2) ? shapeOfRank(call, 2, 2) : null;
  if (query === null || grid?.length !== 2) return unknownCost;
  const heads = headCount(call);
  const [batch, length] = grid as readonly [Dim, Dim];
  const qk = query.length === 4 ? (query[3] as Dim) : headWidth(call, query[1] as Dim, heads);
  const v = value === null ? qk : headWidth(call, value[1] as Dim, heads);
  const bias = has(call, 3) ? costOf(product([query[0] as Dim, heads, add(mul(2, qk), v)]), { elementwise: 1 }) : {};
  const sdpa: Sdpa = { batch, heads, queries: length, keys: length, qk, v };
  return totalCost(bias, sdpaCost(call, sdpa, { added: has(call, 6) ? 1 : 0, bits: operandBits(call.inputs[0]) }));
};

/** Positions of the inputs of grouped-query attention with a cache. */
export interface GroupedForm {
  readonly totalLength: number;
  readonly cosine: number;
  readonly attentionBias: number;
  readonly sink: number;
  readonly queryNorm: number;
  /** Past and present always share a buffer. */
  readonly shares: boolean;
}

export const groupedForm: GroupedForm = {
  totalLength: 6,
  cosine: 7,
  attentionBias: 10,
  sink: 11,
  queryNorm: 14,
  shares: false,
};
export const sparseForm: GroupedForm = {
  totalLength: 7,
  cosine: 9,
  attentionBias: -1,
  sink: -1,
  queryNorm: -1,
  shares: true,
};
export const dynamicSparseForm: GroupedForm = {
  totalLength: 10,
  cosine: 11,
  attentionBias: -1,
  sink: 16,
  queryNorm: 14,
  shares: true,
};

/** Query heads and key heads. @throws Fault `shape` if they aren't given or one isn't a multiple of the other */
export function groupedHeads(call: Call): { readonly heads: number; readonly keyHeads: number } {
  const heads = headCount(call);
  const keyHeads = intAttr(call, 'kv_num_heads') ?? 0;
  if (keyHeads < 1 || heads % keyHeads !== 0)
    throw shapeFault(call, `${heads} query heads can't share ${keyHeads} key heads`);
  return { heads, keyHeads };
}

function groupedOf(call: Call, form: GroupedForm): Cached | undefined {
  const { heads, keyHeads } = groupedHeads(call);
  const query = requiredShape(call, 0);
  if (query === null) return undefined;
  if (query.length !== 3) throw shapeFault(call, `queries of shape ${shapeText(query)}`);
  const [batch, queries, hidden] = query as readonly [Dim, Dim, Dim];
  const isPacked = !has(call, 1);
  const qk = headWidth(call, hidden, isPacked ? heads + 2 * keyHeads : heads);
  const value = has(call, 2) ? shapeAt(call, 2) : null;
  const v = value?.length === 3 ? headWidth(call, value[2] as Dim, keyHeads) : qk;
  const newKeys = isPacked ? queries : (shapeAt(call, 1)?.[1] ?? queries);
  const keys = totalLength(call, form, newKeys);
  const before = has(call, 3) ? (shapeAt(call, 3)?.[2] ?? call.fresh('past_sequence_length')) : undefined;
  const keeps = form.shares || intAttr(call, 'sliding_window_cache') === 1;
  const stored = before === undefined ? keys : keeps ? before : max(before, keys);
  return { batch, heads, queries, keys, qk, v, keyHeads, newKeys, past: sub(keys, newKeys), stored };
}

/** The total length that an input gives; without a cache the number of new keys; else a symbol. */
function totalLength(call: Call, form: GroupedForm, newKeys: Dim): Dim {
  const told = has(call, form.totalLength) ? sizeAt(call, form.totalLength) : undefined;
  if (told !== undefined) return told;
  return has(call, 3) ? call.fresh('total_sequence_length') : newKeys;
}

/** Output [B, S, N·v]; present keys and values, in the cache's type; scores. */
export function groupedShape(form: GroupedForm): ShapeRule {
  return (call) => {
    const dtype = intAttr(call, 'output_bf16') === 1 ? 'bf16' : dtypeAt(call, 0);
    const cache = has(call, 3) ? dtypeAt(call, 3) : dtypeAt(call, 0);
    const one = groupedOf(call, form);
    if (one === undefined) return [tensor(dtype, null), tensor(cache, null), tensor(cache, null), tensor(dtype, null)];
    const { batch, heads, keyHeads, queries, keys, stored, qk, v } = one;
    const width = (own: Dim, i: number): Dim => (has(call, i) ? (shapeAt(call, i)?.[3] ?? own) : own);
    return [
      tensor(dtype, [batch, queries, mul(heads, v)]),
      tensor(cache, [batch, keyHeads, stored, width(qk, 3)]),
      tensor(cache, [batch, keyHeads, stored, width(v, 4)]),
      tensor(dtype, [batch, heads, queries, keys]),
    ];
  };
}

export function groupedCost(form: GroupedForm): CostRule {
  return (call) => {
    const one = groupedOf(call, form);
    if (one === undefined) return unknownCost;
    const causal = (intAttr(call, 'causal') ?? 1) === 1;
    const window = intAttr(call, 'local_window_size') ?? -1;
    const bounds = { offset: one.past, right: causal ? 0 : undefined, left: window > 0 ? window - 1 : undefined };
    const work: ScoreWork = {
      added: addedTo(call, [-1, form.attentionBias], causal),
      softcap: (floatAttr(call, 'softcap') ?? 0) > 0,
      sink: has(call, form.sink) || intAttr(call, 'smooth_softmax') === 1,
      bits: operandBits(call.inputs[0]),
      visible: causal || window > 0 ? mul(one.batch, visiblePairs(one.queries, one.keys, bounds)) : undefined,
    };
    const rows = product([one.batch, add(mul(one.queries, one.heads), mul(one.newKeys, one.keyHeads))]);
    return totalCost(headWork(call, form, rows, one.qk), sdpaCost(call, one, work));
  };
}

/** Rotation and normalisation of the heads of queries and new keys, where asked for. */
export function headWork(call: Call, form: Pick<GroupedForm, 'cosine' | 'queryNorm'>, rows: Dim, width: Dim): Cost {
  const half = shapeAt(call, form.cosine)?.[1];
  const rotary =
    intAttr(call, 'do_rotary') === 1 ? rotaryCost(mul(rows, half === undefined ? width : mul(2, half))) : {};
  const norm = has(call, form.queryNorm) ? rmsNormCost(mul(rows, width), rows) : {};
  return plusCost(rotary, norm);
}
