import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { ScoreWork } from './sdpa.ts';
import { add, mul, product, sum } from '#graph/dim.ts';
import { dtypeAt, floatAttr, has, intAttr, shapeAt, shapeFault, sizesAt, stringAttr, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { operandBits } from '#count/engine/figures.ts';
import { headWidth } from './attention.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { groupedHeads, headWork } from './cached-attention.ts';
import { costOf } from '#count/ops/elementwise/elementwise.ts';
import { lengthsAt } from './lengths.ts';
import { requiredShape } from '#count/ops/shared/required.ts';
import { sdpaCost, totalCost, visiblePairs } from './sdpa.ts';

/** Positions of what attention over a paged cache reads beside queries, keys, values (0–2) and the cache (3, 4). */
export interface PagedForm {
  readonly ends: number;
  readonly past: number;
  readonly cosine: number;
  readonly sink: number;
  readonly queryNorm: number;
  /** Entries [tokens, most] that an indexer chose: only these (and a local window) are attended to. */
  readonly selected?: number;
}

export const pagedForm: PagedForm = { ends: 5, past: 6, cosine: 8, sink: 11, queryNorm: 12 };
export const sparsePagedForm: PagedForm = { ends: 5, past: 6, cosine: 14, sink: 16, queryNorm: 17, selected: 9 };

interface Paged {
  readonly tokens: Dim;
  readonly heads: number;
  readonly keyHeads: number;
  readonly qk: Dim;
  readonly v: Dim;
}

function pagedOf(call: Call): Paged | undefined {
  const { heads, keyHeads } = groupedHeads(call);
  const query = requiredShape(call, 0);
  if (query === null) return undefined;
  if (query.length !== 2) throw shapeFault(call, `queries of shape ${shapeText(query)}, not [tokens, width]`);
  const [tokens, hidden] = query as readonly [Dim, Dim];
  const isLatent = stringAttr(call, 'kv_cache_layout') === 'LATENT';
  const qk = headWidth(call, hidden, has(call, 1) || isLatent ? heads : heads + 2 * keyHeads);
  const narrow = intAttr(call, 'v_head_size') ?? 0;
  return { tokens, heads, keyHeads, qk, v: narrow > 0 ? narrow : qk };
}

/** Output [tokens, N·v]; the caches as they come. */
export const pagedShape: ShapeRule = (call) => {
  const one = pagedOf(call);
  const output = one === undefined ? null : [one.tokens, mul(one.heads, one.v)];
  return [
    tensor(dtypeAt(call, 0), output),
    tensor(dtypeAt(call, 3), shapeAt(call, 3)),
    tensor(dtypeAt(call, 4), has(call, 4) ? shapeAt(call, 4) : null),
  ];
};

/** New and past tokens of every sequence, if both inputs are known. */
function sequences(call: Call, form: PagedForm): readonly { readonly fresh: Dim; readonly past: Dim }[] | undefined {
  const [fresh, past] = [lengthsAt(call, form.ends), sizesAt(call, form.past)];
  if (fresh === undefined || past === undefined || fresh.length !== past.length) return undefined;
  return fresh.map((length, i) => ({ fresh: length, past: past[i] as Dim }));
}

/** Attention over Σ new·(past + new) pairs of queries and keys: the symbol `LAYER.pairs` where the lengths aren't known. */
export function pagedCost(form: PagedForm): CostRule {
  return (call) => {
    const one = pagedOf(call);
    if (one === undefined) return unknownCost;
    const { tokens, heads, keyHeads, qk, v } = one;
    const each = form.selected === undefined ? sequences(call, form) : undefined;
    const pairs =
      each === undefined
        ? pairsOf(call, form, tokens)
        : sum(each.map(({ fresh, past }) => mul(fresh, add(past, fresh))));
    const causal = (intAttr(call, 'is_causal') ?? 1) === 1;
    const window = intAttr(call, 'local_window_size') ?? -1;
    const bounds = { right: causal ? 0 : undefined, left: window > 0 ? window - 1 : undefined };
    const visible =
      each === undefined || (!causal && window <= 0)
        ? undefined
        : sum(each.map(({ fresh, past }) => visiblePairs(fresh, add(past, fresh), { offset: past, ...bounds })));
    const work: ScoreWork = {
      added: causal || window > 0 ? 1 : 0,
      softcap: (floatAttr(call, 'softcap') ?? 0) > 0,
      bits: operandBits(call.inputs[0]),
      visible,
    };
    const sink = has(call, form.sink) ? costOf(mul(tokens, heads), { elementwise: 4, transcendentals: 1 }) : {};
    const rows = mul(tokens, heads + keyHeads);
    return totalCost(
      headWork(call, form, rows, qk),
      sink,
      sdpaCost(call, { batch: 1, heads, queries: 1, keys: pairs, qk, v }, work),
    );
  };
}

function pairsOf(call: Call, form: PagedForm, tokens: Dim): Dim {
  if (form.selected === undefined) return call.fresh('pairs');
  const most = shapeAt(call, form.selected)?.[1] ?? call.fresh('selected');
  return mul(tokens, add(most, localWindow(call)));
}

/** Keys of the local window that selected entries come on top of. */
function localWindow(call: Call): number {
  return stringAttr(call, 'attention_mode') === 'local_plus_selected'
    ? Math.max(0, intAttr(call, 'local_window_size') ?? 0)
    : 0;
}

/** Attention to selected entries and a local window only, over a contiguous cache: [B, S, …] queries, indices [B·S, most]. */
export const selectedAttentionCost: CostRule = (call) => {
  const query = requiredShape(call, 0);
  const { heads, keyHeads } = groupedHeads(call);
  if (query?.length !== 3) return unknownCost;
  const [batch, queries, hidden] = query as readonly [Dim, Dim, Dim];
  const width = headWidth(call, hidden, has(call, 1) ? heads : heads + 2 * keyHeads);
  const most = shapeAt(call, 7)?.[1] ?? call.fresh('selected');
  const tokens = mul(batch, queries);
  const keys = add(most, localWindow(call));
  const sink = has(call, 16) || intAttr(call, 'smooth_softmax') === 1;
  const attention = sdpaCost(
    call,
    { batch, heads, queries, keys, qk: width, v: width },
    { added: 1, sink, bits: operandBits(call.inputs[0]) },
  );
  return totalCost(
    headWork(call, { cosine: 11, queryNorm: 14 }, product([tokens, heads + keyHeads]), width),
    attention,
  );
};

/** What an indexer selects: [B, S, capacity] indices, capacity from its attributes; new states as far as they keep their shape. */
export const indexerShape: ShapeRule = (call) => {
  const query = requiredShape(call, 0);
  const capacity =
    stringAttr(call, 'policy_mode') === 'csa'
      ? (intAttr(call, 'index_topk') ?? 0)
      : (intAttr(call, 'token_budget') ?? 0) + (intAttr(call, 'compress_ratio') ?? 1) - 1;
  return [tensor('i32', query === null ? null : [...query.slice(0, -1), capacity])];
};
