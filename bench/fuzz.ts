/**
 * Fuzzes reading and counting: `node bench/fuzz.ts [inputs] [first seed]`. Structure-aware mutations of real and made models must be
 * answered with a result or a Fault, each within 2 s of CPU and in a heap of 200 MB. Prints what came out; at the first other thing it keeps the
 * input as fuzz-SEED.onnx and fails.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { countModel } from '#count/count.ts';
import { asFault } from '#graph/fault.ts';
import { readModelSync } from '#read/read.ts';
import { mutate, randomFrom } from '../test/support/mutate.ts';
import { allFields } from '../test/support/seed-models.ts';
import { memorySource } from '../test/support/truth.ts';

const MAX_MILLISECONDS = 2000;
const MAX_HEAP = { maxOldGenerationSizeMb: 200, maxYoungGenerationSizeMb: 64 };
const models = [
  'hb_function_nested',
  'hb_if_const_cond',
  'hb_loop_const_trip',
  'hb_scan9',
  'hb_sequence',
  'tv_resnet18_ts17',
];

interface Job {
  readonly inputs: number;
  readonly first: number;
  /** The seed under way, for the thread that watches; 0 while its input is made. */
  readonly at: Int32Array;
}

interface Done {
  readonly verdicts: ReadonlyMap<string, number>;
  readonly slowest: { readonly seed: number; readonly milliseconds: number };
}

const seeds = [
  allFields(),
  ...models.map((name) => readFileSync(new URL(`../test/fixtures/onnx/${name}.onnx`, import.meta.url))),
];
const input = (seed: number): Uint8Array => mutate(seeds[seed % seeds.length] as Uint8Array, randomFrom(seed));

if (isMainThread) watch(Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 1));
else work(workerData as Job);

/** CPU time of the process: a busy machine makes no input slow. */
function milliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Counts every input and tells the parent what came out. */
function work({ inputs, first, at }: Job): void {
  const verdicts = new Map<string, number>();
  let slowest = { seed: 0, milliseconds: 0 };
  for (let seed = first; seed < first + inputs; seed++) {
    Atomics.store(at, 0, 0);
    const bytes = input(seed);
    Atomics.store(at, 0, seed);
    const start = milliseconds();
    const said = verdict(bytes);
    const took = milliseconds() - start;
    if (took > slowest.milliseconds) slowest = { seed, milliseconds: took };
    verdicts.set(said, (verdicts.get(said) ?? 0) + 1);
  }
  const done: Done = { verdicts, slowest };
  // A worker's port has no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(done);
}

function verdict(bytes: Uint8Array): string {
  try {
    const report = countModel(readModelSync(memorySource(bytes, 'fuzz.onnx'), 'fuzz.onnx'));
    return report.exact ? 'counted' : 'counted as a lower bound';
  } catch (thrown) {
    const fault = asFault(thrown);
    if (fault.code === 'internal') throw thrown;
    return `refused: ${fault.code}`;
  }
}

/** Runs the worker; ends it where an input hangs. */
function watch(inputs: number, first: number): void {
  const at = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), { workerData: { inputs, first, at }, resourceLimits: MAX_HEAP });
  let last = { seed: 0, since: milliseconds() };
  const timer = setInterval(() => {
    const seed = Atomics.load(at, 0);
    if (seed !== last.seed) last = { seed, since: milliseconds() };
    else if (seed !== 0 && milliseconds() - last.since > MAX_MILLISECONDS)
      fail(seed, `no answer in ${MAX_MILLISECONDS} ms of CPU`);
  }, 250);
  worker.on('error', (error) => fail(Atomics.load(at, 0), error.stack ?? error.message));
  worker.on('message', ({ verdicts, slowest }: Done) => {
    clearInterval(timer);
    const lines = [...verdicts].toSorted((a, b) => b[1] - a[1]);
    for (const [said, count] of lines) process.stdout.write(`${String(count).padStart(8)}  ${said}\n`);
    const seconds = (process.cpuUsage().user / 1e6).toFixed(0);
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(
      `${inputs} inputs in ${seconds} s of CPU, slowest ${slowest.milliseconds.toFixed(0)} ms (seed ${slowest.seed}), peak ${peak} MB\n`,
    );
  });
}

function fail(seed: number, why: string): void {
  const file = `fuzz-${seed}.onnx`;
  writeFileSync(file, input(seed));
  process.stderr.write(`seed ${seed}, kept as ${file}: ${why}\n`);
  // oxlint-disable-next-line unicorn/no-process-exit
  process.exit(1);
}
