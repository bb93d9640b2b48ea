import type { Dim } from '#graph/dim.ts';
import { add, fromBigInt, isNonNegative, mul, proportion, sub, substitute, symbol, symbolsOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import type { Amount } from '#diff/figures.ts';
import type { Roles } from '#diff/usual-sizes.ts';
import type { Increase } from '#policy/policy.ts';
import { tryUsual } from './region.ts';
import type { Room, Tried } from './region.ts';

/** `within` and `broken` are proved, for every size ≥ 1 if sizes are unbound; `open` is neither. */
export type Standing = 'within' | 'broken' | 'open';

/** Where a figure stands to a limit, and how that is known. */
export interface Place {
  readonly standing: Standing;
  /** Given if it hangs on sizes, so that it was tried at usual ones. */
  readonly tried: Tried | null;
}

/** Where the figure stands to a ceiling, by proof. A lower bound above it has broken it; one below it leaves it open. */
export function standingToMax(head: Amount, max: bigint): Standing {
  return placeOfMax(head, max, null).standing;
}

/** As `standingToMax`; what can't be proved is tried at usual sizes. @param roles what the open sizes stand for; null: nothing is tried */
export function placeOfMax(head: Amount, max: bigint, roles: Roles | null): Place {
  const settle = (standing: Standing): Standing => (standing === 'within' && !head.exact ? 'open' : standing);
  if (head.value !== null) return proved(settle(head.value > max ? 'broken' : 'within'));
  return head.formula === null
    ? proved('open')
    : placeIn({ taken: head.formula, allowed: fromBigInt(max) }, roles, settle);
}

/**
 * Where the increase from base to head stands to what is allowed, by proof. With lower bounds on both sides it can be proved only
 * where what is unknown is the same on both (`sameUnknowns`): U more on either side lessens no amount and raises no ratio.
 */
export function standingToIncrease(base: Amount, head: Amount, limit: Increase, sameUnknowns: boolean): Standing {
  return placeOfIncrease(base, head, limit, sameUnknowns, null).standing;
}

/** As `standingToIncrease`; what can't be proved is tried at usual sizes. */
export function placeOfIncrease(
  base: Amount,
  head: Amount,
  limit: Increase,
  sameUnknowns: boolean,
  roles: Roles | null,
): Place {
  const settle = (standing: Standing): Standing => bounded(standing, base, head, limit, sameUnknowns);
  const { over, under } = limit.ratio ?? { over: 0n, under: 1n };
  const more = limit.amount ?? 0n;
  if (base.value !== null && head.value !== null)
    return proved(settle(head.value * under > base.value * (under + over) + more * under ? 'broken' : 'within'));
  const [before, after] = [dimOf(base), dimOf(head)];
  if (before === null || after === null) return proved('open');
  const share = proportion(before, after);
  if (share !== undefined && limit.amount === null)
    return proved(settle(share.over * under > share.under * (under + over) ? 'broken' : 'within'));
  const allowed = add(mul(before, fromBigInt(under + over)), fromBigInt(more * under));
  return placeIn({ taken: mul(after, fromBigInt(under)), allowed }, roles, settle);
}

const proved = (standing: Standing): Place => ({ standing, tried: null });

/** What a comparison of lower bounds is worth. */
function bounded(standing: Standing, base: Amount, head: Amount, limit: Increase, sameUnknowns: boolean): Standing {
  if (standing === 'open' || (base.exact && head.exact)) return standing;
  if (!head.exact && !base.exact) {
    const told = sameUnknowns && (standing === 'within' || limit.amount !== null);
    return told ? standing : 'open';
  }
  return standing === (head.exact ? 'within' : 'broken') ? standing : 'open';
}

/** By proof for all sizes ≥ 1; else at usual sizes, if what the open sizes stand for is known. */
function placeIn(room: Room, roles: Roles | null, settle: (standing: Standing) => Standing): Place {
  const standing = compareFormulas(room.taken, room.allowed);
  if (standing !== 'open' || roles === null) return proved(settle(standing));
  const tried = tryUsual(room, roles);
  if (tried === undefined) return proved('open');
  const settled = settle(tried.standing);
  return settled === 'open' && tried.standing !== 'open' ? proved('open') : { standing: settled, tried };
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
