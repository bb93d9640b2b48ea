/**
 * Runs the shipped command again and again on pairs of known difference and appends what it said, a JSON line a run. It
 * goes on where it stopped. Latency is only worth measuring on an otherwise idle machine.
 *
 *   node benchmarks/latency-campaign.ts [--out FILE] [--seconds N] [--load quiet,neighbour,crowded] [--only PATTERN] [--command 'node dist/cli.js']
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchDocument } from '#report/bench-entry.ts';
import type { ArmFigures } from '#bench/measurement.ts';
import { allowedCores } from '#bench/cores.ts';
import { meanOfFastest } from '#bench/round.ts';
import { writeNet } from '../test/support/bench-models.ts';
import { cellsOf, layersOf, nets, type ArmLine, type Cell, type Load, type RunLine } from './latency-cells.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'benchmarks/data/latency.jsonl') },
    seconds: { type: 'string', default: '3600' },
    load: { type: 'string', default: 'quiet,neighbour,crowded' },
    only: { type: 'string', default: '' },
    command: { type: 'string', default: `${process.execPath} dist/cli.js` },
  },
});

const end = performance.now() + Number(values.seconds) * 1000;
const loads = values.load.split(',').filter((one): one is Load => ['quiet', 'neighbour', 'crowded'].includes(one));
const only = new RegExp(values.only);
const cells = cellsOf(loads).filter(({ id }) => only.test(id));
const folder = join(root, '.cache', 'latency');

mkdirSync(dirname(values.out), { recursive: true });
const done = new Map<string, number>();
for (const line of existsSync(values.out) ? readFileSync(values.out, 'utf8').split('\n') : []) {
  if (line === '') continue;
  const { cell } = JSON.parse(line) as RunLine;
  done.set(cell, (done.get(cell) ?? 0) + 1);
}

let burning: ChildProcess[] = [];
process.on('exit', () => setBurning('quiet'));
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));

const share = ({ id, runs }: Cell): number => (done.get(id) ?? 0) / runs;
while (performance.now() < end) {
  // The cell that is furthest behind, so that a campaign cut short is a smaller one and no other.
  const [cell] = cells.toSorted((a, b) => share(a) - share(b));
  if (cell === undefined || share(cell) >= 1) break;
  setBurning(cell.load);
  const line = runOne(cell, done.get(cell.id) ?? 0);
  appendFileSync(values.out, `${JSON.stringify(line)}\n`);
  done.set(cell.id, (done.get(cell.id) ?? 0) + 1);
  console.log(
    `${line.cell} ${done.get(cell.id)}/${cell.runs}: ${line.verdict} ${line.ratio?.toFixed(4)} ${line.seconds.toFixed(1)} s${line.reason === null ? '' : ` (${line.reason})`}`,
  );
}
setBurning('quiet');

/** One process a core that does nothing but burn it: of one core, or of every core, so that the measured one is shared. */
function setBurning(load: Load): void {
  const cores = load === 'quiet' ? [] : load === 'neighbour' ? allowedCores().slice(0, 1) : allowedCores();
  if (burning.length === cores.length) return;
  for (const child of burning) child.kill('SIGKILL');
  burning = cores.map((core) =>
    spawn('taskset', ['-c', String(core), process.execPath, '-e', 'for (;;);'], { stdio: 'ignore' }),
  );
}

function fileOf(net: string, layers: number): string {
  const path = join(folder, `${net}-${layers}.onnx`);
  const make = nets[net];
  return existsSync(path) || make === undefined ? path : writeNet(path, make(layers));
}

function runOne(cell: Cell, run: number): RunLine {
  const [program = process.execPath, ...first] = values.command.split(' ');
  const pair = [fileOf(cell.net, layersOf(0)), fileOf(cell.net, layersOf(cell.change))];
  const limits = ['--fail', `+${cell.allowance}%`, '--time', '60s', '--seed', String(run + 1)];
  const args = [...first, 'bench', ...pair, ...limits, '--threads', String(cell.threads), '--json'];
  const from = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const seconds = (performance.now() - from) / 1000;
  if (stdout === '') throw new Error(`the command said nothing: ${stderr}`);
  const document = JSON.parse(stdout) as BenchDocument;
  const { result, environment } = document;
  if (result === undefined) throw new Error(stdout);
  return {
    cell: cell.id,
    at: new Date().toISOString(),
    seconds: rounded(seconds),
    exitCode: status ?? -1,
    verdict: result.verdict,
    reason: result.reason,
    ratio: result.estimate?.ratio ?? null,
    interval: result.estimate?.interval ?? null,
    detectable: result.estimate?.detectable ?? null,
    unfit: result.unfit,
    environment: environment['fingerprint'] ?? '',
    loadAverage: loadavg()[0] ?? 0,
    rounds: result.rounds.flatMap(({ kind, base, head }) =>
      base === null ? [] : [{ kind, base: armLine(base), head: armLine(head) }],
    ),
  };
}

function armLine({ cpuMs, wallMs, wallUnits, cpuUnits, loadCpuMs }: ArmFigures): ArmLine {
  const mean = wallUnits.reduce((sum, one) => sum + one, 0) / wallUnits.length;
  const squares = wallUnits.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return {
    cpu: rounded(cpuMs),
    wall: rounded(wallMs),
    cpuHalf: rounded(meanOfFastest(cpuUnits, 2)),
    meanWall: rounded(mean),
    sdWall: rounded(Math.sqrt(squares / Math.max(1, wallUnits.length - 1))),
    units: wallUnits.length,
    loadCpu: rounded(loadCpuMs),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
