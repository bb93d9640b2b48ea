import type { CountedMetric } from '#policy/metrics.ts';
import { countedMetrics } from '#policy/metrics.ts';
import type { Growth } from '#graph/dim.ts';
import { growthOf } from '#diff/figures.ts';
import type { GrowthLimit } from '#policy/policy.ts';
import type { GrowthChange } from './types.ts';
import type { Side } from '#diff/types.ts';

const order: readonly Growth[] = ['constant', 'linear', 'quadratic', 'cubic', 'polynomial'];

export const isSteeper = (a: Growth, b: Growth): boolean => order.indexOf(a) > order.indexOf(b);

/** One symbol's growth at head against its limit. `allowed` is null if the limit is `same` and base has no such symbol. */
export interface GrowthStanding {
  readonly symbol: string;
  readonly head: Growth;
  readonly allowed: Growth | null;
  readonly limit: GrowthLimit;
}

/**
 * Every symbol of the metric's formula at head that a limit covers; null if there is no formula to judge by. A symbol
 * that base doesn't know is taken for one of those that only base has, the steepest of them: exporters rename symbols.
 */
export function growthStandings(
  base: Side | null,
  head: Side,
  metric: CountedMetric,
  limits: ReadonlyMap<string, GrowthLimit>,
  renamed: ReadonlyMap<string, string> = new Map(),
): readonly GrowthStanding[] | null {
  const after = growthOf(head, metric);
  if (after === null || after === undefined) return null;
  const before = growthOf(base, metric) ?? null;
  // A size that the policy names as head's file does, under the name that both sides are counted by.
  const named = new Map([...limits].map(([name, limit]) => [nameIn(before, renamed, name), limit]));
  const lost = Object.entries(before ?? {}).filter(([name]) => !Object.hasOwn(after, name));
  const steepestLost = lost.map(([, growth]) => growth).toSorted((a, b) => order.indexOf(b) - order.indexOf(a))[0];
  return Object.entries(after).flatMap(([symbol, growth]): GrowthStanding[] => {
    const limit = named.get(symbol) ?? limits.get('*');
    if (limit === undefined) return [];
    const allowed = limit === 'same' ? (own(before, symbol) ?? steepestLost ?? null) : limit;
    return [{ symbol, head: growth, allowed, limit }];
  });
}

function nameIn(
  before: Readonly<Record<string, Growth>> | null,
  renamed: ReadonlyMap<string, string>,
  name: string,
): string {
  return own(before, name) === undefined ? (renamed.get(name) ?? name) : name;
}

/** A symbol may be named like a property that every object has. */
function own(record: Readonly<Record<string, Growth>> | null, symbol: string): Growth | undefined {
  return record !== null && Object.hasOwn(record, symbol) ? record[symbol] : undefined;
}

/** Metrics that grow otherwise in a symbol that both sides know. */
export function growthChanges(base: Side | null, head: Side | null): readonly GrowthChange[] {
  return countedMetrics.flatMap((metric) => {
    const [before, after] = [growthOf(base, metric), growthOf(head, metric)];
    if (!before || !after) return [];
    return Object.entries(after).flatMap(([symbol, growth]): GrowthChange[] => {
      const was = own(before, symbol);
      return was === undefined || was === growth ? [] : [{ metric, symbol, base: was, head: growth }];
    });
  });
}
