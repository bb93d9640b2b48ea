import type { Dim } from '#graph/dim.ts';
import { add, fromBigInt, isNonNegative, mul, sub, substitute, symbol, symbolsOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import type { Amount } from '#diff/figures.ts';
import type { Increase } from '#policy/policy.ts';

/** `within` and `broken` are proved, for every size ≥ 1 if sizes are unbound; `open` is neither. */
export type Standing = 'within' | 'broken' | 'open';

/** Where the figure stands to a ceiling. A lower bound above it has broken it; one below it leaves it open. */
export function standingToMax(head: Amount, max: bigint): Standing {
  if (head.value !== null) return head.value > max ? 'broken' : head.exact ? 'within' : 'open';
  if (head.formula === null) return 'open';
  const standing = compareFormulas(head.formula, fromBigInt(max));
  return standing === 'within' && !head.exact ? 'open' : standing;
}

/**
 * Where the increase from base to head stands to what is allowed. With lower bounds on both sides it can be proved only
 * where what is unknown is the same on both (`sameUnknowns`): U more on either side lessens no amount and raises no ratio.
 */
export function standingToIncrease(base: Amount, head: Amount, limit: Increase, sameUnknowns: boolean): Standing {
  const standing = rawStanding(base, head, limit);
  if (standing === 'open' || (base.exact && head.exact)) return standing;
  if (!head.exact && !base.exact) {
    const told = sameUnknowns && (standing === 'within' || limit.amount !== null);
    return told ? standing : 'open';
  }
  return standing === (head.exact ? 'within' : 'broken') ? standing : 'open';
}

function rawStanding(base: Amount, head: Amount, limit: Increase): Standing {
  const { over, under } = limit.ratio ?? { over: 0n, under: 1n };
  const more = limit.amount ?? 0n;
  if (base.value !== null && head.value !== null)
    return head.value * under > base.value * (under + over) + more * under ? 'broken' : 'within';
  const [before, after] = [dimOf(base), dimOf(head)];
  if (before === null || after === null) return 'open';
  const allowed = add(mul(before, fromBigInt(under + over)), fromBigInt(more * under));
  return compareFormulas(mul(after, fromBigInt(under)), allowed);
}

function dimOf({ value, formula }: Amount): Dim | null {
  return formula ?? (value === null ? null : fromBigInt(value));
}

/** Whether a ≤ b (`within`) or a > b (`broken`) for all sizes ≥ 1. */
function compareFormulas(a: Dim, b: Dim): Standing {
  try {
    const room = fromOneOn(sub(b, a));
    if (isNonNegative(room)) return 'within';
    return isNonNegative(sub(mul(room, -1), 1)) ? 'broken' : 'open';
  } catch (thrown) {
    if (thrown instanceof Fault) return 'open';
    throw thrown;
  }
}

/** The formula in sizes that count from 1, so that what is proved of sizes ≥ 0 holds of sizes ≥ 1. */
function fromOneOn(d: Dim): Dim {
  const env = new Map([...symbolsOf(d)].map((name) => [name, add(symbol(name), 1)]));
  return substitute(d, env);
}
