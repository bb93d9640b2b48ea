import { countAbove, countBelow, critical, hodgesLehmann, interval, tail } from './signed-rank.ts';

/**
 * The decision on a series of log-ratios D = log(head / base), one a round: group-sequential signed-rank tests against
 * log(1 + allowance) at planned looks only. The levels of all looks sum to what the whole decision may err by: .01 for a
 * failure (over all models together), .05 for a pass.
 */
export interface Look {
  /** Rounds after which it takes place. */
  readonly rounds: number;
  /** Walsh averages above (below) the allowance from which on it is `over` (`within`); null: it can't be said here. */
  readonly over: number | null;
  readonly within: number | null;
  /** One-sided level of the interval that is shown after it. */
  readonly level: number;
}

const rows: readonly (readonly [rounds: number, over: number, within: number])[] = [
  [6, 0, 0.016],
  [8, 0.004, 0.012],
  [12, 0.002, 0.01],
  [16, 0.002, 0.006],
  [24, 0.002, 0.006],
];

/**
 * The looks where `models` pairs are judged together: levels for `over` are divided among them; what a look can't use, since
 * no outcome of so few rounds is that rare, passes on to the next.
 */
export function planLooks(models: number): readonly Look[] {
  let saved = 0;
  const planned = rows.map(([rounds, overLevel, within]): Look => {
    const level = overLevel / Math.max(1, models) + saved;
    const over = level > 0 ? critical(rounds, level) : null;
    saved = over === null ? level : level - tail(rounds, over);
    return { rounds, over, within: critical(rounds, within), level: within };
  });
  const last = planned.at(-1);
  if (last === undefined || last.over !== null) return planned;
  const rounds = Math.ceil(-Math.log2(saved)) + 2;
  return [...planned, { rounds, over: critical(rounds, saved), within: null, level: last.level }];
}

/** What a look says of the rounds so far; null: go on. */
export function lookAt(look: Look, ratios: readonly number[], allowance: number): 'over' | 'within' | null {
  const limit = Math.log1p(allowance);
  if (look.over !== null && countAbove(ratios, limit) >= look.over) return 'over';
  if (look.within !== null && countBelow(ratios, limit) >= look.within) return 'within';
  return null;
}

/** Fresh rounds that an `over` must be confirmed by: the first set that is clear enough decides. */
const confirmations: readonly (readonly [rounds: number, level: number])[] = [
  [5, 0.04],
  [8, 0.02],
  [12, 0.02],
];

/** Fresh rounds after which a confirmation is settled at the latest. */
export const longestConfirmation = 12;

/** Whether fresh rounds confirm that head is over the allowance; null: more rounds are needed to say. */
export function confirms(fresh: readonly number[], allowance: number): boolean | null {
  const limit = Math.log1p(allowance);
  const row = confirmations.find(([rounds]) => rounds === fresh.length);
  if (row !== undefined && countAbove(fresh, limit) >= (critical(...row) ?? Infinity)) return true;
  return fresh.length >= longestConfirmation ? false : null;
}

/** What a series of rounds shows, in ratios of time (1.05: head takes 5 % more). */
export interface Estimate {
  readonly ratio: number;
  readonly interval: readonly [number, number];
  readonly confidence: number;
  /** Least increase that would have been called over with this many rounds and this spread; null without an allowance. */
  readonly detectable: number | null;
}

/** @param level one-sided, of the interval */
export function estimate(ratios: readonly number[], level: number, allowance: number | null): Estimate | null {
  const centre = hodgesLehmann(ratios);
  const around = interval(ratios, level);
  if (centre === null || around === null) return null;
  // `over` needs the lower bound at its own, stricter level beyond the allowance.
  const strict = interval(ratios, 0.002)?.lower ?? around.lower;
  return {
    ratio: Math.exp(centre),
    interval: [Math.exp(around.lower), Math.exp(around.upper)],
    confidence: around.confidence,
    detectable: allowance === null ? null : Math.expm1(Math.log1p(allowance) + Math.max(0, centre - strict)),
  };
}
