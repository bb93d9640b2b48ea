/**
 * Prints what the decision does on made series of rounds: the first table of docs/latency.md.
 *
 *   node benchmarks/latency-simulation.ts [TRIALS]
 */
import { trials, type Noise } from '../test/support/decision-trials.ts';

const count = Number(process.argv[2] ?? 10_000);
const allowance = 0.05;
const sd = 0.01;
const noises: readonly (readonly [name: string, noise: Noise])[] = [
  ['normal', { kind: 'normal' }],
  ['15 % of rounds 8 times as far off', { kind: 'outliers', share: 0.15, times: 8 }],
  ['autocorrelation 0.2', { kind: 'dependent', correlation: 0.2 }],
  ['autocorrelation 0.4', { kind: 'dependent', correlation: 0.4 }],
  ['calm and rough spells of 5 rounds', { kind: 'moods', rounds: 5 }],
];
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

console.log(`${count} trials a cell, +5 % allowed, sd of a round 1 %\n`);
console.log(
  '| rounds scatter | models | any false failure at 0 % | at +5 % (the allowance) | found at +10 % | within at 0 % | rounds at 0 % |',
);
console.log('|---|---|---|---|---|---|---|');
for (const [name, noise] of noises) {
  for (const models of [1, 5, 20]) {
    const at = (change: number) => trials({ models, change, allowance, sd, noise }, count, 1);
    const [none, edge, slower] = [at(0), at(allowance), at(0.1)];
    console.log(
      `| ${name} | ${models} | ${percent(none.anyOver)} | ${percent(edge.anyOver)} | ${percent(slower.over)} | ${percent(none.within)} | ${none.rounds.toFixed(1)} |`,
    );
  }
}
