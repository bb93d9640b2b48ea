/**
 * Lasting changes of latency that are told in years without any: how often, by kind of year.
 * node benchmarks/latency-years.ts [YEARS] [FIRST_SEED]
 */
import { nullYears, toldInAYear, type Year } from '../test/support/latency-years.ts';

const [years = 60, first = 1001] = process.argv.slice(2).map(Number);
const kinds: readonly (readonly [string, Omit<Year, 'points'>])[] = [
  ...nullYears,
  ['each run inherits 30 % of the one before', { run: 0.05, pair: 0.01, inherited: 0.3 }],
];
for (const [name, year] of kinds) {
  const told = Array.from({ length: years }, (_, i) => toldInAYear(first + i, { points: 365, ...year }));
  const sum = told.reduce((all, one) => all + one, 0);
  console.log(`${name}: ${sum} false points in ${years} years, at most ${Math.max(...told)} in one`);
}
