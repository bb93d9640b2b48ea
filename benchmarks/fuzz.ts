/**
 * Fuzzes reading and counting: `node benchmarks/fuzz.ts [inputs] [first seed] [--seconds N]`. Structure-aware mutations of real and made
 * models must be answered with a result or a Fault, each within 2 s of CPU and in a heap of 200 MB. What is counted is grown too
 * (a node more, a size doubled, a function that hides an operator …): the count of that may not be lower unless a finding, a bound or
 * a Fault says why. Prints how far it is every 50,000 inputs and what came out; at the first other thing it keeps the input as
 * fuzz-SEED.onnx, with the grown one beside it, and fails.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { ModelReport } from '#count/model-report.ts';
import { countModel } from '#count/count.ts';
import { asFault } from '#graph/fault.ts';
import { readModelSync } from '#read/read.ts';
import { grow, lowered } from '../test/support/grow.ts';
import { mutate, randomFrom } from '../test/support/mutate.ts';
import { randomModel } from '../test/support/random-model.ts';
import { allFields } from '../test/support/seed-models.ts';
import { memorySource } from '../test/support/truth.ts';

const MAX_MILLISECONDS = 2000;
const MAX_HEAP = { maxOldGenerationSizeMb: 200, maxYoungGenerationSizeMb: 64 };
/** Small ones, so that many are tried; a large one now and then. */
const models = ['hb_function_nested', 'hb_if_const_cond', 'hb_loop_const_trip', 'hb_scan9', 'hb_sequence'];
const MADE = 200;
const EVERY = 40;

interface Job {
  readonly inputs: number;
  readonly first: number;
  readonly seconds: number;
  /** The seed under way, for the thread that watches; 0 while its input is made. */
  readonly at: Int32Array;
}

interface Done {
  readonly inputs: number;
  readonly verdicts: ReadonlyMap<string, number>;
  readonly slowest: { readonly seed: number; readonly milliseconds: number };
}

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../test/fixtures/onnx/${name}.onnx`, import.meta.url));
const large = fixture('tv_resnet18_ts17');
const seeds = [
  ...Array.from({ length: MADE / 10 }, allFields),
  ...models.flatMap((name) => Array.from({ length: MADE / 10 }, () => fixture(name))),
  ...Array.from({ length: MADE }, (_, seed) => randomModel(randomFrom(seed))),
];

/** The input of a seed: every other one changed but little, so that much of it is counted. */
function input(seed: number): Uint8Array {
  const from = seed % EVERY === 0 ? large : (seeds[seed % seeds.length] as Uint8Array);
  const random = randomFrom(seed);
  return seed % 4 === 1 ? from : mutate(from, random);
}

if (isMainThread) main();
else work(workerData as Job);

function main(): void {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { seconds: { type: 'string' } } });
  const seconds = Number(values.seconds ?? Infinity);
  const inputs = Number(positionals[0] ?? (values.seconds === undefined ? 100_000 : Infinity));
  watch(inputs, Number(positionals[1] ?? 1), seconds);
}

/** CPU time of the process: a busy machine makes no input slow. */
function milliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Counts every input and tells the parent what came out. */
function work({ inputs, first, seconds, at }: Job): void {
  const began = performance.now();
  const verdicts = new Map<string, number>();
  const add = (said: string): void => void verdicts.set(said, (verdicts.get(said) ?? 0) + 1);
  let slowest = { seed: 0, milliseconds: 0 };
  let seed = first;
  for (; seed < first + inputs && performance.now() - began < seconds * 1000; seed++) {
    Atomics.store(at, 0, 0);
    const bytes = input(seed);
    Atomics.store(at, 0, seed);
    const start = milliseconds();
    const said = answer(bytes);
    const took = milliseconds() - start;
    if (took > slowest.milliseconds) slowest = { seed, milliseconds: took };
    add(wordOf(said));
    if (typeof said !== 'string') add(grownVerdict(bytes, said, seed));
    if ((seed - first + 1) % 50_000 === 0) report(seed - first + 1, performance.now() - began);
  }
  const done: Done = { inputs: seed - first, verdicts, slowest };
  // A worker's port has no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(done);
}

function report(inputs: number, took: number): void {
  process.stdout.write(`${inputs} inputs, ${((took / inputs) * 1000).toFixed(0)} ms per 1,000\n`);
}

/** What counting makes of it, or the code of the Fault. */
function answer(bytes: Uint8Array): ModelReport | string {
  try {
    return countModel(readModelSync(memorySource(bytes, 'fuzz.onnx'), 'fuzz.onnx'));
  } catch (thrown) {
    const fault = asFault(thrown);
    if (fault.code === 'internal') throw thrown;
    return fault.code;
  }
}

function wordOf(said: ModelReport | string): string {
  if (typeof said === 'string') return `refused: ${said}`;
  return said.exact ? 'counted' : 'counted as a lower bound';
}

/** Grows a counted input. @throws where the count went down and nothing says why */
function grownVerdict(bytes: Uint8Array, before: ModelReport, seed: number): string {
  const grown = grow(bytes, randomFrom(seed ^ 0x5bd1e995));
  if (grown === null) return 'not grown';
  const after = answer(grown.bytes);
  if (typeof after === 'string') return `grown: ${grown.kind}: refused`;
  const less = lowered(before, after);
  if (less === null) return `grown: ${grown.kind}: ${after.exact ? 'no less' : 'a lower bound'}`;
  const file = `fuzz-${seed}-grown.onnx`;
  writeFileSync(file, grown.bytes);
  throw new Error(`grown by ${grown.kind} (${file}), it is counted as less without a finding: ${less}`);
}

/** Runs the worker; ends it where an input hangs. */
function watch(inputs: number, first: number, seconds: number): void {
  const at = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { inputs, first, seconds, at },
    resourceLimits: MAX_HEAP,
  });
  let last = { seed: 0, since: milliseconds() };
  const timer = setInterval(() => {
    const seed = Atomics.load(at, 0);
    if (seed !== last.seed) last = { seed, since: milliseconds() };
    else if (seed !== 0 && milliseconds() - last.since > MAX_MILLISECONDS)
      fail(seed, `no answer in ${MAX_MILLISECONDS} ms of CPU`);
  }, 250);
  worker.on('error', (error) => fail(Atomics.load(at, 0), error.stack ?? error.message));
  worker.on('message', ({ inputs: done, verdicts, slowest }: Done) => {
    clearInterval(timer);
    const lines = [...verdicts].toSorted((a, b) => b[1] - a[1]);
    for (const [said, count] of lines) process.stdout.write(`${String(count).padStart(8)}  ${said}\n`);
    const cpu = milliseconds();
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(
      `${done} inputs in ${(cpu / 1000).toFixed(0)} s of CPU (${((cpu / done) * 1000).toFixed(0)} ms per 1,000), slowest ${slowest.milliseconds.toFixed(0)} ms (seed ${slowest.seed}), peak ${peak} MB\n`,
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
