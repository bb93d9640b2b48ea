/**
 * Prints the tables of docs/latency.md from the raw data of a campaign.
 *
 *   node benchmarks/latency-table.ts [benchmarks/data/latency.jsonl]
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { median } from '#bench/decide/signed-rank.ts';
import { cellsOf, type RunLine } from './latency-cells.ts';
import { tableOf, type CellTable } from './latency-rules.ts';

const path = process.argv[2] ?? join(import.meta.dirname, 'data/latency.jsonl');
const bytes = readFileSync(path);
const text = path.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString();
const lines = text
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as RunLine);

const tables = cellsOf(['quiet', 'neighbour', 'crowded'])
  .map((cell) =>
    tableOf(
      cell,
      lines.filter((line) => line.cell === cell.id),
    ),
  )
  .filter(({ runs }) => runs > 0);

console.log(`${lines.length} runs, ${new Set(lines.map(({ environment }) => environment)).size} environment(s)\n`);
console.log(
  '| pair, true change | allowance | machine | threads | runs | over / within / undecided / failed | seconds p50, p95 | median ratio | sd of ratio | sd of a round (fastest tenth, faster half) |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|');
for (const one of tables) console.log(rowOf(one));
console.log('\nThe same data judged by other rules: pull requests that each would have failed.\n');
console.log(
  '| pair, true change | allowance | machine | Flopgate | unpaired means | stored baseline, same threshold | stored baseline, 200 % |',
);
console.log('|---|---|---|---|---|---|---|');
for (const one of tables) console.log(rivalsOf(one));
const alike = tables.filter(({ cell }) => cell.change === 0);
const sum = (list: readonly CellTable[], of: (one: CellTable) => number): number =>
  list.reduce((total, one) => total + of(one), 0);
console.log(
  `\nA/A: ${sum(alike, ({ runs }) => runs)} runs, ${sum(alike, ({ over }) => over)} false failures, ${sum(alike, ({ within }) => within)} within.`,
);
for (const change of [5, 10]) {
  const slower = tables.filter(({ cell }) => cell.change === change);
  console.log(`+${change} %: ${sum(slower, ({ runs }) => runs)} runs, ${sum(slower, ({ over }) => over)} found.`);
}

for (const load of [null, 'quiet', 'neighbour', 'crowded'] as const) {
  const seconds = tables
    .filter(({ cell }) => load === null || cell.load === load)
    .flatMap(({ cell }) => lines.filter((line) => line.cell === cell.id).map((line) => line.seconds));
  const middle = median(seconds);
  if (middle !== null) console.log(`Median time to a verdict, ${load ?? 'all runs'}: ${middle.toFixed(1)} s.`);
}

function rowOf({
  cell,
  runs,
  over,
  within,
  undecided,
  failed,
  p50,
  p95,
  medianRatio,
  sd,
  roundSd,
  roundSdHalf,
}: CellTable): string {
  const decided = `${over} / ${within} / ${undecided} / ${failed}`;
  return `| ${cell.net}, +${cell.change} % | ${cell.allowance} % | ${cell.load} | ${cell.threads} | ${runs} | ${decided} | ${p50.toFixed(1)}, ${p95.toFixed(1)} | ${medianRatio.toFixed(4)} | ${(100 * sd).toFixed(2)} % | ${(100 * roundSd).toFixed(2)}, ${(100 * roundSdHalf).toFixed(2)} % |`;
}

function rivalsOf({ cell, runs, over, unpaired, stored, storedDefault }: CellTable): string {
  const share = (count: number): string => `${count} of ${runs}`;
  const threads = cell.threads === 1 ? '' : `, ${cell.threads} threads`;
  return `| ${cell.net}, +${cell.change} %${threads} | ${cell.allowance} % | ${cell.load} | ${share(over)} | ${share(unpaired)} | ${share(stored)} | ${share(storedDefault)} |`;
}
