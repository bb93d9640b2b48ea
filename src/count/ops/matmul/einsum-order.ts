import type { Dim } from '#graph/dim.ts';
import { add, isAtLeast, min, mul, product } from '#graph/dim.ts';

/** The labels of one operand, each once (a diagonal is taken for nothing). */
export type Term = ReadonlySet<string>;

/** Work of contracting a set of operands to one. */
interface Work {
  readonly macs: Dim;
  readonly elementwise: Dim;
  /** True of what no order takes: the least of several, figure by figure. */
  readonly merged?: boolean;
}

/** The least work found; `ambiguous` where symbols leave open which order is cheapest, so that it is a lower bound only. */
export interface Order extends Work {
  readonly ambiguous: boolean;
}

/** Operands up to which all orders are tried (3^n of them); beyond, the cheapest pair is contracted again and again. */
const maxExhaustive = 8;
/** Operands up to which the cheapest pair is searched; beyond, they are contracted from left to right. */
const maxGreedy = 32;
/** Orders of one subset kept where symbols leave open which is cheapest. */
const maxKept = 6;

/** Contracts operands pairwise to `output` in the order that takes the fewest operations (2·M + F). At least two operands. */
export function cheapestOrder(operands: readonly Term[], output: Term, sizes: ReadonlyMap<string, Dim>): Order {
  if (operands.length > maxExhaustive) {
    const work = operands.length > maxGreedy ? inSequence(operands, output, sizes) : greedily(operands, output, sizes);
    return { ...(work ?? nothing), ambiguous: work === undefined };
  }
  const found = exhaustively(operands, output, sizes);
  const [first = nothing] = found;
  const merged = found.some((work) => work.merged === true);
  if (found.length === 1) return { ...first, ambiguous: merged };
  const alike = !merged && (found.every((work) => work.elementwise === 0) || found.every((work) => work.macs === 0));
  return {
    macs: found.map((work) => work.macs).reduce(min),
    elementwise: found.map((work) => work.elementwise).reduce(min),
    ambiguous: !alike,
  };
}

const nothing: Work = { macs: 0, elementwise: 0 };

const total = (work: Work): Dim => add(mul(work.macs, 2), work.elementwise);

const plus = (a: Work, b: Work): Work => ({
  macs: add(a.macs, b.macs),
  elementwise: add(a.elementwise, b.elementwise),
  ...(a.merged === true || b.merged === true ? { merged: true } : {}),
});

/** What one pair costs where `needed` labels must live on: every combination of its labels, once. */
function pairWork(a: Term, b: Term, needed: Term, sizes: ReadonlyMap<string, Dim>): Work {
  const labels = new Set([...a, ...b]);
  const size = product([...labels].map((label) => sizes.get(label) ?? 1));
  const contracts = [...labels].some((label) => !needed.has(label));
  return contracts ? { macs: size, elementwise: 0 } : { macs: 0, elementwise: size };
}

/** Labels that survive a contraction of `inside` operands: those of the output and of all others. */
function neededBy(outside: readonly Term[], output: Term): Term {
  const needed = new Set(output);
  for (const term of outside) for (const label of term) needed.add(label);
  return needed;
}

function joined(a: Term, b: Term, needed: Term): Term {
  return new Set([...a, ...b].filter((label) => needed.has(label)));
}

/** Dynamic programming over subsets, as bits: the least works of each, by all ways to split it in two. */
function exhaustively(operands: readonly Term[], output: Term, sizes: ReadonlyMap<string, Dim>): readonly Work[] {
  const all = 2 ** operands.length - 1;
  const results: { readonly labels: Term; readonly works: readonly Work[] }[] = [];
  for (let subset = 1; subset <= all; subset++) {
    const inside = operands.filter((_, i) => (subset >> i) % 2 === 1);
    const needed = neededBy(
      operands.filter((_, i) => (subset >> i) % 2 === 0),
      output,
    );
    const [single] = inside;
    if (inside.length === 1 && single !== undefined) {
      results[subset] = { labels: single, works: [nothing] };
      continue;
    }
    let works: readonly Work[] = [];
    let labels: Term = new Set();
    for (let part = (subset - 1) & subset; part > 0; part = (part - 1) & subset) {
      const [left, right] = [results[part], results[subset ^ part]];
      if (part < (subset ^ part) || left === undefined || right === undefined) continue;
      const pair = pairWork(left.labels, right.labels, needed, sizes);
      labels = joined(left.labels, right.labels, needed);
      for (const a of left.works) for (const b of right.works) works = keepLeast(works, plus(plus(a, b), pair));
    }
    results[subset] = { labels, works };
  }
  return results[all]?.works ?? [nothing];
}

/** The works that no other is provably below, with a new one; of equals the one with fewer MACs. Too many end in one bound of the last. */
function keepLeast(works: readonly Work[], work: Work): readonly Work[] {
  if (works.some((other) => isAtMost(other, work))) return works;
  const kept = works.filter((other) => !isAtMost(work, other));
  if (kept.length < maxKept) return [...kept, work];
  const last = kept.at(-1) ?? work;
  const bound: Work = {
    macs: min(last.macs, work.macs),
    elementwise: min(last.elementwise, work.elementwise),
    merged: true,
  };
  return [...kept.slice(0, -1), bound];
}

function isAtMost(a: Work, b: Work): boolean {
  if (isAtLeast(total(b), total(a)) !== true) return false;
  return isAtLeast(total(a), total(b)) !== true || isAtLeast(b.macs, a.macs) === true;
}

/** The cheapest pair first, then the cheapest of what is left. Undefined if symbols leave open which that is. */
function greedily(operands: readonly Term[], output: Term, sizes: ReadonlyMap<string, Dim>): Work | undefined {
  let terms = operands;
  let work = nothing;
  while (terms.length > 1) {
    const pairs = terms.flatMap((a, i) =>
      terms.slice(i + 1).map((b) => ({ a, b, rest: terms.filter((one) => one !== a && one !== b) })),
    );
    const priced = pairs.map((pair) => ({
      ...pair,
      cost: pairWork(pair.a, pair.b, neededBy(pair.rest, output), sizes),
    }));
    const best = priced.reduce((x, y) => (isAtLeast(total(y.cost), total(x.cost)) === true ? x : y));
    if (priced.some(({ cost }) => isAtLeast(total(cost), total(best.cost)) !== true)) return undefined;
    work = plus(work, best.cost);
    terms = [...best.rest, joined(best.a, best.b, neededBy(best.rest, output))];
  }
  return work;
}

/** From left to right, in time linear in the operands. */
function inSequence(operands: readonly Term[], output: Term, sizes: ReadonlyMap<string, Dim>): Work {
  const ahead = new Map<string, number>();
  for (const term of operands) for (const label of term) ahead.set(label, (ahead.get(label) ?? 0) + 1);
  const pass = (term: Term): void => {
    for (const label of term) ahead.set(label, (ahead.get(label) ?? 0) - 1);
  };
  let [term = new Set<string>()] = operands;
  pass(term);
  let work = nothing;
  for (const next of operands.slice(1)) {
    pass(next);
    const needed = new Set([...output, ...[...ahead].flatMap(([label, left]) => (left > 0 ? [label] : []))]);
    work = plus(work, pairWork(term, next, needed, sizes));
    term = joined(term, next, needed);
  }
  return work;
}
