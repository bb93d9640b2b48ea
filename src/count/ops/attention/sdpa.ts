import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import { add, floorDiv, max, min, mul, product, sub } from '#graph/dim.ts';
import { operandBits } from '#count/engine/figures.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';

/** Sizes of scaled dot-product attention: softmax(Q·Kᵀ)·V for every head. */
export interface Sdpa {
  readonly batch: Dim;
  /** Query heads; fewer key and value heads are shared. */
  readonly heads: Dim;
  readonly queries: Dim;
  /** Keys that each query is multiplied by: past ones and new ones. */
  readonly keys: Dim;
  /** Width of a head in Q and K, and in V. */
  readonly qk: Dim;
  readonly v: Dim;
}

/** What is done to the scores beside scaling and softmax. */
export interface ScoreWork {
  /** Masks and biases added. */
  readonly added?: number;
  /** cap·tanh(x/cap) */
  readonly softcap?: boolean;
  /** One logit more in every softmax. */
  readonly sink?: boolean;
  /** Query–key pairs of one head that the masks leave, all batch elements together; all where absent. */
  readonly visible?: Dim | undefined;
  /** Width of the operands, in bits; that of inputs 0 and 1 if absent. */
  readonly bits?: number;
}

/**
 * M = B·Hq·Sq·Skv·(Dqk + Dv); on the B·Hq·Sq·Skv scores scale 1, each added mask 1, softmax 4 and one exp. Dense: what masks leave
 * out is left out of `effectiveMacs` only.
 */
export function sdpaCost(
  call: Call,
  { batch, heads, queries, keys, qk, v }: Sdpa,
  work: ScoreWork,
): Cost & { readonly macs: Dim } {
  const rows = product([batch, heads, queries]);
  const pair = mul(heads, add(qk, v));
  const scores = mul(rows, keys);
  const capped = work.softcap === true;
  const macs = product([batch, queries, keys, pair]);
  const rest = plusCost(
    costOf(scores, { elementwise: 5 + (work.added ?? 0) + (capped ? 2 : 0), transcendentals: capped ? 2 : 1 }),
    work.sink === true ? costOf(rows, { elementwise: 4, transcendentals: 1 }) : {},
  );
  const bits =
    work.bits === undefined ? operandBits(call.inputs[0]) * operandBits(call.inputs[1]) : work.bits * work.bits;
  const effective = work.visible === undefined ? {} : { effectiveMacs: mul(work.visible, pair) };
  return { ...rest, macs, bitOps: mul(macs, bits), ...effective };
}

/** Which keys a query may see: key j for query i where i + offset − left ≤ j ≤ i + offset + right. */
export interface Window {
  /** Keys before the first query. */
  readonly offset: Dim;
  /** Undefined if unbounded. */
  readonly left?: Dim | undefined;
  readonly right?: Dim | undefined;
}

/** Query–key pairs within a window, of `queries` × `keys`. */
export function visiblePairs(queries: Dim, keys: Dim, { offset, left, right }: Window): Dim {
  const ends = right === undefined ? mul(queries, keys) : rampSum(queries, add(add(offset, right), 1), keys);
  const starts = left === undefined ? 0 : rampSum(queries, sub(offset, left), keys);
  return sub(ends, starts);
}

/** Σ min(cap, max(0, start + i)) for i = 0 … count − 1. */
function rampSum(count: Dim, start: Dim, cap: Dim): Dim {
  const below = min(count, max(0, sub(0, start)));
  const first = max(start, 0);
  const rest = sub(count, below);
  const rising = min(rest, max(0, add(sub(cap, first), 1)));
  const triangle = floorDiv(mul(rising, sub(rising, 1)), 2);
  return add(add(mul(rising, first), triangle), mul(sub(rest, rising), cap));
}

/** Rotating `elements` by given cosines and sines: two multiplies and an add for each. */
export function rotaryCost(elements: Dim | undefined): Cost {
  return costOf(elements, { elementwise: 3 });
}

/** Sum of costs, MACs and bit operations too; `effectiveMacs` and `denseMacs` where given, else the MACs. */
export function totalCost(...costs: readonly Cost[]): Cost {
  const figure = (name: 'macs' | 'bitOps'): Dim => costs.map((cost) => cost[name] ?? 0).reduce(add, 0);
  const variant = (name: 'effectiveMacs' | 'denseMacs'): Cost =>
    costs.some((cost) => cost[name] !== undefined)
      ? { [name]: costs.map((cost) => cost[name] ?? cost.macs ?? 0).reduce(add, 0) }
      : {};
  return {
    ...plusCost(...costs),
    macs: figure('macs'),
    bitOps: figure('bitOps'),
    ...variant('effectiveMacs'),
    ...variant('denseMacs'),
  };
}
