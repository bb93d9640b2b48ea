import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Dim } from '#graph/dim.ts';
import type { ModelReport } from '#count/model-report.ts';
import type { TensorValue, Value } from '#graph/value.ts';
import type { Asked, Ran, Tensor } from './runtime-cli.ts';
import { countModel } from '#count/count.ts';
import { constantOf, evaluate, symbolsOf } from '#graph/dim.ts';
import { asFault } from '#graph/fault.ts';
import { readModelSync } from '#read/read.ts';
import { mutate, randomFrom } from './mutate.ts';
import { randomModel } from './random-model.ts';
import { memorySource } from './truth.ts';

/**
 * `agree`: sizes, and contents where we know them, are the runtime's. `differ`: they aren't. `refused`: the runtime doesn't run
 * what we count; `open`: we say that we don't know, or refuse; `large`: not tried; `crashed`: it ended the runtime's process.
 */
type Verdict = 'agree' | 'differ' | 'refused' | 'open' | 'large' | 'crashed';

export interface Compared {
  readonly seed: number;
  readonly verdict: Verdict;
  readonly detail: string;
}

/** The model of a seed; of every third one more than its meaning is unusual. */
export function modelOf(seed: number): Uint8Array {
  const random = randomFrom(seed);
  const made = randomModel(random);
  return seed % 3 === 0 ? mutate(made, random) : made;
}

/** A runtime in a process of its own, started again where a model ended it. */
export interface Runtime {
  run(model: Uint8Array, feeds: readonly Tensor[]): Promise<Ran | null>;
  close(): void;
}

const maxMilliseconds = 4000;

/** @throws where the runtime's binary doesn't load here */
export async function startRuntime(): Promise<Runtime> {
  let child = await started();
  let id = 0;
  return {
    async run(model, feeds) {
      const asked: Asked = { id: ++id, model, feeds };
      const ran = await answer(child, asked);
      if (ran === null) child = await started();
      return ran;
    },
    close: () => void child.kill('SIGKILL'),
  };
}

async function started(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('runtime-cli.ts', import.meta.url)), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
  });
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error('onnxruntime-node does not load here')));
  });
  return child;
}

/** Null where the process ended, or gave no answer in time and was ended. */
function answer(child: ChildProcess, asked: Asked): Promise<Ran | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => void child.kill('SIGKILL'), maxMilliseconds);
    const done = (ran: Ran | null): void => {
      clearTimeout(timer);
      child.removeAllListeners('message');
      child.removeAllListeners('exit');
      resolve(ran);
    };
    child.once('message', (ran: Ran) => done(ran));
    child.once('exit', () => done(null));
    child.send(asked);
  });
}

/** Counts the model of a seed, runs it, and compares. */
export async function compare(runtime: Runtime, seed: number): Promise<Compared> {
  const bytes = modelOf(seed);
  const counted = countOf(bytes);
  if (typeof counted === 'string') return { seed, verdict: 'open', detail: counted };
  if (!counted.exact) return { seed, verdict: 'open', detail: 'lower bound' };
  const { totals } = counted;
  const peak = totals.peakActivationBytes;
  if (peak === null || totals.flopsTotal === null) return { seed, verdict: 'open', detail: 'open sizes' };
  if (
    peak > 2n ** 26n ||
    totals.flopsTotal > 2n ** 30n ||
    totals.weightBytes === null ||
    totals.weightBytes > 2n ** 26n
  )
    return { seed, verdict: 'large', detail: '' };
  if (reducesNothing(counted)) return { seed, verdict: 'open', detail: 'a reduction of no elements' };
  const ran = await runtime.run(
    bytes,
    counted.inputs.flatMap(({ name, value }) => feedOf(name, value)),
  );
  if (ran === null) return { seed, verdict: 'crashed', detail: '' };
  if ('refused' in ran) return { seed, verdict: 'refused', detail: ran.refused };
  const wrong = counted.outputs.flatMap(({ name, value }) => {
    const truth = ran.outputs.find((output) => output.name === name);
    return truth === undefined ? [] : differences(name, value, truth);
  });
  return { seed, verdict: wrong.length === 0 ? 'agree' : 'differ', detail: wrong.join('; ') };
}

/** onnxruntime 1.30 keeps an empty tensor's axes in a reduction that should drop them. */
function reducesNothing({ layers }: ModelReport): boolean {
  return layers.some(({ op, inputValues: [value] }) => {
    const isEmpty = value?.kind === 'tensor' && value.shape?.includes(0) === true;
    return op.startsWith('Reduce') && isEmpty;
  });
}

function countOf(bytes: Uint8Array): ModelReport | string {
  try {
    const model = readModelSync(memorySource(bytes, 'differential.onnx'), 'differential.onnx');
    const first = countModel(model);
    // Symbols that counting mints stand for what only running tells, and stay open.
    const asked = model.graph.inputs.flatMap(({ type }) => (type.kind === 'tensor' ? (type.shape ?? []) : []));
    const dims = new Map([...new Set(asked.flatMap((dim) => [...symbolsOf(dim)]))].map((name) => [name, 2n]));
    return dims.size === 0 ? first : countModel(model, { dims });
  } catch (thrown) {
    const fault = asFault(thrown);
    if (fault.code === 'internal') throw thrown;
    return fault.code;
  }
}

const feedTypes: Readonly<Record<string, string>> = {
  f32: 'float32',
  f64: 'float64',
  i64: 'int64',
  i32: 'int32',
  i16: 'int16',
  i8: 'int8',
  u64: 'uint64',
  u32: 'uint32',
  u16: 'uint16',
  u8: 'uint8',
  bool: 'bool',
};

function feedOf(name: string, value: Value | undefined): readonly Tensor[] {
  if (value?.kind !== 'tensor' || value.shape === null) return [];
  const type = feedTypes[value.dtype];
  const dims = value.shape.map(sizeOf);
  const count = dims.reduce((a, b) => a * b, 1);
  if (type === undefined || !(count <= 2 ** 22)) return [];
  return [{ name, type, dims, data: Array.from({ length: count }, (_, i) => (type === 'bool' ? i % 2 : i % 7)) }];
}

/** Symbols of the model's inputs are 2. */
const sizeOf = (dim: Dim): number =>
  Number(evaluate(dim, new Map([...symbolsOf(dim)].map((name) => [name, 2n]))) ?? NaN);

function differences(name: string, got: Value | undefined, truth: Tensor): readonly string[] {
  if (got?.kind !== 'tensor' || truth.type === 'none') return [];
  const dtype = feedTypes[got.dtype];
  if (dtype !== undefined && dtype !== truth.type) return [`${name} is ${truth.type}, inferred ${got.dtype}`];
  if (got.shape === null) return [];
  const isSame =
    got.shape.length === truth.dims.length &&
    got.shape.every((dim, axis) => {
      const known = constantOf(dim);
      return known === undefined || known === BigInt(truth.dims[axis] as number);
    });
  if (!isSame)
    return [`${name} is [${truth.dims.join()}], inferred [${got.shape.map((dim) => constantOf(dim) ?? '?').join()}]`];
  return contentsDiffer(name, got, truth);
}

function contentsDiffer(name: string, { data }: TensorValue, truth: Tensor): readonly string[] {
  if (data === undefined || data.length !== truth.data.length) return [];
  const at = data.findIndex((one, i) => {
    const known = typeof one === 'number' ? one : undefined;
    const want = truth.data[i] as number;
    return (
      known !== undefined && !Object.is(known, want) && Math.abs(known - want) > 1e-5 * Math.max(1, Math.abs(want))
    );
  });
  return at < 0 ? [] : [`${name}[${at}] is ${truth.data[at]}, inferred ${data[at] as number}`];
}
