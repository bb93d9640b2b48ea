/**
 * Fuzzes what Flopgate reads beside models: `node benchmarks/fuzz-inputs.ts KIND|all N` or `… --seconds S`, with `--seed FIRST`, `--failures MOST`
 * (how many are collected before it ends, default 1) and `--jobs N` (kinds side by side, default 2). Each input is made of its seed alone
 * (KIND 1 --seed N replays it) and must be answered in 1 s of CPU and a heap of 300 MB by a result or a Fault, and keep the properties of its
 * kind (benchmarks/inputs/). Prints what came out; of a failure the seed, the input's file under the temporary folder, and why, and exits 1.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { randomFrom } from '../test/support/mutate.ts';
import { type Kind, unpolluted } from './inputs/property.ts';

const MAX_MILLISECONDS = 1000;
const MAX_HEAP = { maxOldGenerationSizeMb: 300, maxYoungGenerationSizeMb: 64 };

/** Loaded by the thread that needs it. */
const kinds: Readonly<Record<string, () => Promise<Kind>>> = {
  policy: async () => (await import('./inputs/policy.ts')).policy,
  report: async () => (await import('./inputs/report.ts')).report,
  record: async () => (await import('./inputs/record.ts')).historyRecord,
  event: async () => (await import('./inputs/event.ts')).event,
  formula: async () => (await import('./inputs/formula.ts')).formula,
  glob: async () => (await import('./inputs/glob.ts')).glob,
};

interface Job {
  readonly kind: string;
  readonly first: number;
  /** Inputs at most. */
  readonly inputs: number;
  /** When to stop, as Date.now counts. */
  readonly until: number;
  /** The seed under way, for the thread that watches; 0 while its input is made. */
  readonly at: Int32Array;
}

/** What the worker tells: an input that broke a property, or that all is done. */
type Told =
  | { readonly kind: 'failure'; readonly seed: number; readonly why: string }
  | { readonly kind: 'done' | 'so far'; readonly tally: Tally };

interface Tally {
  readonly verdicts: ReadonlyMap<string, number>;
  readonly slowest: { readonly seed: number; readonly milliseconds: number };
}

interface Options {
  readonly inputs: number;
  readonly seconds: number;
  readonly first: number;
  readonly failures: number;
  readonly jobs: number;
}

if (!isMainThread) await work(workerData as Job);
else {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      seed: { type: 'string', default: '1' },
      failures: { type: 'string', default: '1' },
      jobs: { type: 'string', default: '2' },
    },
  });
  const [name = '', count] = positionals;
  const options: Options = {
    inputs: count === undefined ? (values.seconds === undefined ? 10_000 : Infinity) : Number(count),
    seconds: Number(values.seconds ?? Infinity),
    first: Number(values.seed),
    failures: Number(values.failures),
    jobs: Number(values.jobs),
  };
  if (name === 'all') process.exitCode = await beside(options);
  else if (!Object.hasOwn(kinds, name) || Number.isNaN(options.inputs)) {
    process.stderr.write(`usage: fuzz-inputs.ts ${Object.keys(kinds).join('|')}|all N|--seconds S\n`);
    process.exitCode = 2;
  } else process.exitCode = await watch(name, options);
}

/** CPU time of the process: a busy machine makes no input slow. */
function milliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function inputOf({ input }: Kind, seed: number): string {
  return input(randomFrom(seed));
}

async function work({ kind: name, first, inputs, until, at }: Job): Promise<void> {
  const kind = await (kinds[name] as () => Promise<Kind>)();
  const verdicts = new Map<string, number>();
  let slowest = { seed: 0, milliseconds: 0 };
  for (let seed = first; seed < first + inputs && Date.now() < until; seed++) {
    Atomics.store(at, 0, 0);
    const text = inputOf(kind, seed);
    Atomics.store(at, 0, seed);
    const start = milliseconds();
    const verdict = answer(kind, text, seed);
    const took = milliseconds() - start;
    // Code is compiled in the first ones.
    if (took > slowest.milliseconds && seed > first + 200) slowest = { seed, milliseconds: took };
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    if (took > MAX_MILLISECONDS) tell({ kind: 'failure', seed, why: `took ${took.toFixed(0)} ms of CPU` });
    if (seed % 500 === 0) tell({ kind: 'so far', tally: { verdicts, slowest } });
  }
  Atomics.store(at, 0, 0);
  tell({ kind: 'done', tally: { verdicts, slowest } });
}

function answer(kind: Kind, text: string, seed: number): string {
  try {
    // What the check draws doesn't hang on how much the input drew.
    const verdict = kind.check(text, randomFrom(seed ^ 0x5bd1e995));
    unpolluted();
    return verdict;
  } catch (thrown) {
    tell({ kind: 'failure', seed, why: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
    return 'broken';
  }
}

function tell(told: Told): void {
  // A worker's port has no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(told);
}

/** Runs one kind, in a new worker after each input that hangs; resolves to the exit code. */
async function watch(name: string, { inputs, seconds, first, failures: most }: Options): Promise<number> {
  const until = Date.now() + seconds * 1000;
  const kind = await (kinds[name] as () => Promise<Kind>)();
  const total = new Map<string, number>();
  let slowest = { seed: 0, milliseconds: 0 };
  let failures = 0;
  const fail = (seed: number, why: string): void => {
    failures += 1;
    process.stderr.write(`${name}: seed ${seed}, kept as ${keep(name, inputOf(kind, seed))}: ${why}\n`);
  };
  const add = ({ verdicts, slowest: own }: Tally): void => {
    for (const [verdict, count] of verdicts) total.set(verdict, (total.get(verdict) ?? 0) + count);
    if (own.milliseconds > slowest.milliseconds) slowest = own;
  };
  let next: number | null = first;
  do {
    const job: Omit<Job, 'at'> = { kind: name, first: next, inputs: first + inputs - next, until };
    next = await oneWorker(job, fail, add, () => failures >= most);
  } while (next !== null);
  const seen = [...total.values()].reduce((sum, count) => sum + count, 0);
  const lines = [...total]
    .toSorted((a, b) => b[1] - a[1])
    .map(([verdict, count]) => `${String(count).padStart(10)}  ${verdict}\n`);
  const cpu = (milliseconds() / 1000).toFixed(0);
  const slow = `slowest ${slowest.milliseconds.toFixed(0)} ms (seed ${slowest.seed})`;
  process.stdout.write(
    `${name}: ${seen} inputs from seed ${first} in ${cpu} s of CPU, ${slow}, ${failures} failures\n${lines.join('')}`,
  );
  return failures > 0 ? 1 : 0;
}

/** Resolves to the seed to go on from after an input that hung or took the worker with it; null at the end. */
async function oneWorker(
  job: Omit<Job, 'at'>,
  fail: (seed: number, why: string) => void,
  add: (tally: Tally) => void,
  enough: () => boolean,
): Promise<number | null> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), { workerData: { ...job, at }, resourceLimits: MAX_HEAP });
  let last = { seed: 0, since: milliseconds() };
  let tally: Tally = { verdicts: new Map(), slowest: { seed: 0, milliseconds: 0 } };
  return new Promise((resolve) => {
    const end = (next: number | null): void => {
      clearInterval(timer);
      add(tally);
      worker.once('exit', () => resolve(enough() ? null : next));
      void worker.terminate();
    };
    const timer = setInterval(() => {
      const seed = Atomics.load(at, 0);
      if (seed !== last.seed) last = { seed, since: milliseconds() };
      else if (seed !== 0 && milliseconds() - last.since > MAX_MILLISECONDS) {
        fail(seed, `no answer in ${MAX_MILLISECONDS} ms of CPU`);
        end(seed + 1);
      }
    }, 100);
    worker.on('error', (error) => {
      const seed = Atomics.load(at, 0);
      fail(seed, error.stack ?? error.message);
      end(seed === 0 ? null : seed + 1);
    });
    worker.on('message', (told: Told) => {
      if (told.kind === 'failure') {
        fail(told.seed, told.why);
        if (enough()) end(null);
        return;
      }
      tally = told.tally;
      if (told.kind === 'done') end(null);
    });
  });
}

function keep(name: string, text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'flopgate-fuzz-')), `${name}.txt`);
  writeFileSync(file, text);
  return file;
}

/** All kinds, as many at a time as there are jobs, each in a process of its own so that CPU times don't mix. */
async function beside({ inputs, seconds, first, failures, jobs }: Options): Promise<number> {
  const waiting = Object.keys(kinds);
  const codes: number[] = [];
  const limits = [
    ...(Number.isFinite(inputs) ? [String(inputs)] : []),
    ...(Number.isFinite(seconds) ? ['--seconds', String(seconds)] : []),
  ];
  const runner = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const args = [
        ...process.execArgv,
        import.meta.filename,
        name,
        ...limits,
        '--seed',
        String(first),
        '--failures',
        String(failures),
      ];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
      codes.push(await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1))));
    }
  };
  await Promise.all(Array.from({ length: jobs }, runner));
  return Math.max(...codes);
}
