import { openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { GUARD } from './launch.ts';
import { loadOrt, sessionOptions, type Ort } from './runtime/ort.ts';
import type { TensorAt, WorkerAnswer, WorkerRequest } from './protocol.ts';

/**
 * The process that runs one model of one arm in one round. It answers requests of the bench one after another; whatever the
 * model does to it (crash, endless run, memory) ends this process and nothing else.
 */
interface Running {
  readonly end: () => void;
  readonly run: () => void;
}

let running: Running | undefined;
let runtime: Ort | undefined;

function answer(request: WorkerRequest): WorkerAnswer {
  switch (request.kind) {
    case 'open':
      runtime ??= loadOrt(request.runtime);
      return { kind: 'opened' };
    case 'load':
      return load(request);
    case 'slot':
      return slot(request.units, request.runs);
    case 'warm':
      return warm(request.milliseconds, request.most);
    case 'memory':
      return { kind: 'memory', peakBytes: peakBytes() };
    case 'end-profile':
      session().end();
      return { kind: 'profile-ended' };
  }
}

function session(): Running {
  if (running === undefined) throw new Error('no model is loaded');
  return running;
}

function load(request: Extract<WorkerRequest, { kind: 'load' }>): WorkerAnswer {
  const ort = (runtime ??= loadOrt(request.runtime));
  const cpu = process.cpuUsage();
  const wall = process.hrtime.bigint();
  const native = new ort.native.InferenceSession();
  native.loadModel(request.model, sessionOptions(request.settings, request.profile));
  const wallMs = Number(process.hrtime.bigint() - wall) / 1e6;
  const { user, system } = process.cpuUsage(cpu);
  const feeds = readInputs(ort, request.inputsFile, request.inputs);
  const fetches = Object.fromEntries(native.outputMetadata.map(({ name }) => [name, null]));
  const options = {};
  running = { run: () => void native.run(feeds, fetches, options), end: () => native.endProfiling() };
  return { kind: 'loaded', version: ort.version, wallMs, cpuMs: (user + system) / 1000, providers: ort.providers };
}

function readInputs(ort: Ort, file: string, inputs: readonly TensorAt[]): Record<string, object> {
  const descriptor = inputs.some(({ length }) => length > 0) ? openSync(file, 'r') : -1;
  return Object.fromEntries(
    inputs.map(({ name, type, shape, offset, length, strings }) => {
      if (strings !== undefined) return [name, new ort.Tensor(type, strings, shape)];
      const buffer = new ArrayBuffer(length);
      const bytes = new Uint8Array(buffer);
      for (let at = 0; at < length;) {
        const count = readSync(descriptor, bytes, at, length - at, offset + at);
        if (count === 0) throw new Error(`the inputs file ends before ${name} does`);
        at += count;
      }
      return [name, new ort.Tensor(type, viewOf(type, buffer), shape)];
    }),
  );
}

/** The typed array that the runtime takes for a type. */
function viewOf(type: string, buffer: ArrayBuffer): ArrayBufferView {
  switch (type) {
    case 'float32':
      return new Float32Array(buffer);
    case 'float64':
      return new Float64Array(buffer);
    case 'float16':
    case 'uint16':
      return new Uint16Array(buffer);
    case 'int16':
      return new Int16Array(buffer);
    case 'int32':
      return new Int32Array(buffer);
    case 'uint32':
      return new Uint32Array(buffer);
    case 'int64':
      return new BigInt64Array(buffer);
    case 'uint64':
      return new BigUint64Array(buffer);
    case 'int8':
      return new Int8Array(buffer);
    default:
      return new Uint8Array(buffer);
  }
}

/** Units are at least a millisecond, so that the clocks' own microseconds don't count; nothing is collected inside. */
function slot(units: number, runs: number): WorkerAnswer {
  const { run } = session();
  const wall: number[] = [];
  const cpu: number[] = [];
  for (let unit = 0; unit < units; unit += 1) {
    const cpuFrom = process.cpuUsage();
    const from = process.hrtime.bigint();
    for (let i = 0; i < runs; i += 1) run();
    const to = process.hrtime.bigint();
    const cpuTo = process.cpuUsage();
    wall.push(Number(to - from) / 1e6 / runs);
    cpu.push((cpuTo.user - cpuFrom.user + cpuTo.system - cpuFrom.system) / 1000 / runs);
  }
  // What the runs left is young; a full collection costs a third of a slot and empties the caches for the next.
  (globalThis.gc as ((options: { readonly type: 'minor' }) => void) | undefined)?.({ type: 'minor' });
  return { kind: 'slot', wall, cpu };
}

function warm(milliseconds: number, most: number): WorkerAnswer {
  const wall: number[] = [];
  const cpu: number[] = [];
  const end = process.hrtime.bigint() + BigInt(Math.round(milliseconds * 1e6));
  do {
    const one = slot(1, 1);
    if (one.kind !== 'slot') break;
    wall.push(...one.wall);
    cpu.push(...one.cpu);
  } while (process.hrtime.bigint() < end && wall.length < most);
  return { kind: 'slot', wall, cpu };
}

/** The most memory that this process has held (VmHWM; without /proc, what the system says). */
function peakBytes(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // No Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}

/** Where memory runs out, this process is the one to go. */
function volunteer(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
  } catch {
    // No Linux, or not allowed: the limit set from outside remains.
  }
}

/** Ends this process when the bench is gone, from a thread of its own: a model that runs hears nothing. */
function guard(): void {
  const source = `setInterval(() => { try { process.kill(${process.ppid}, 0); } catch { process.kill(${process.pid}, 'SIGKILL'); } }, 500);`;
  new Worker(source, { eval: true }).unref();
}

if (process.send !== undefined) {
  volunteer();
  if (process.env[GUARD] !== undefined) guard();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (request: WorkerRequest) => {
    let said: WorkerAnswer;
    try {
      said = answer(request);
    } catch (thrown) {
      said = { kind: 'error', message: thrown instanceof Error ? thrown.message : String(thrown) };
    }
    process.send?.(said);
  });
}
