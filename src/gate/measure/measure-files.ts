import type { Profile } from '#bench/profile.ts';
import type { CountOptions } from '#count/bind.ts';
import type { Source } from '#graph/source.ts';
import type { Model } from '#graph/graph.ts';
import type { BenchDocument, BenchSide } from '#report/bench-entry.ts';
import { differencesOf, readEnvironment, volatileFacts } from '#bench/environment.ts';
import { readInputFiles } from '#bench/inputs/input-files.ts';
import { availableMemory } from '#bench/launch.ts';
import { benchPair, type Allowance, type PairRequest } from '#bench/pair.ts';
import { profileModel } from '#bench/profile.ts';
import { findRuntime, type RuntimeQuestion } from '#bench/runtime/runtime.ts';
import { digestOf, openWorkspace } from '#bench/workspace.ts';
import { countModel } from '#count/count.ts';
import { parseIncrease } from '#policy/quantity.ts';
import { Fault } from '#graph/fault.ts';
import { readModel } from '#read/read.ts';
import { copyOut, prepareArm, type PreparedArm, type StoredFile } from './arms.ts';
import { layerTimes } from './layer-times.ts';

/** A model to measure, as the command line names it. */
export interface BenchFile {
  readonly name: string;
  open(): Source | Promise<Source>;
  /** Where the runtime can open it as it is, its external data beside it; null: it is copied out first. */
  readonly file: string | null;
  /** As the repository names it, or as the user does. */
  readonly path: string;
  /** Files with its weights, copied out with it. */
  readonly beside: readonly StoredFile[];
}

export interface BenchOrder {
  readonly base: BenchFile | null;
  readonly head: BenchFile;
  readonly options: CountOptions;
  /** `.npz`, `NAME=.npy`, `NAME=.pb`. */
  readonly inputFiles: readonly string[];
  readonly provider: string;
  readonly threads: number;
  readonly timeMs: number;
  /** `+5%`, `+2ms`; null: none. */
  readonly fail: string | null;
  readonly warn: string | null;
  readonly seed: number;
  readonly profile: boolean;
  readonly runtime: RuntimeQuestion;
  readonly version: string;
  readonly now: Date;
  /** Rounds to measure without deciding; absent: until it is decided. */
  readonly rounds?: number;
  readonly progress?: PairRequest['progress'];
}

/**
 * Measures one model, or two against each other, for `bench`.
 * @throws Fault if a model can't be read or fed, or there is no runtime
 */
export async function benchFiles(order: BenchOrder): Promise<BenchDocument> {
  const { options, provider, threads, seed } = order;
  const [allowance, warn] = [limitOf('fail', order.fail), limitOf('warn', order.warn)];
  const given = readInputFiles(order.inputFiles);
  const workspace = openWorkspace();
  try {
    const read = async (name: 'base' | 'head', file: BenchFile): Promise<ReadArm> => {
      const model = await readOne(file);
      const path = file.file ?? (await copyOut(workspace, name, storedOf(file), file.beside));
      return { model, path, arm: prepareArm({ workspace, name, model, file: path, options, given, seed }) };
    };
    const head = await read('head', order.head);
    const base = order.base === null ? null : await read('base', order.base);
    const runtime = await findRuntime(order.runtime);
    const settings = { provider, threads, runtime: runtime.root, seed };
    const environment = readEnvironment({ provider, threads, runtimeVersion: runtime.version });
    const before = volatileFacts();
    const result = await benchPair({
      arms: { base: base?.arm.model ?? null, head: head.arm.model },
      settings,
      allowance,
      warn,
      models: 1,
      deadline: performance.now() + order.timeMs,
      folder: workspace.folder,
      changed: () => differencesOf(before, volatileFacts()),
      ...(order.rounds === undefined ? {} : { rounds: order.rounds }),
      ...(order.progress === undefined ? {} : { progress: order.progress }),
    });
    const profileOf = async (name: 'base' | 'head', { arm }: ReadArm): Promise<Profile | null> => {
      if (!order.profile || result.problem !== null) return null;
      const { folder } = workspace;
      const launch = { cores: result.cores, memoryLimit: Math.floor(availableMemory() * 0.9), folder };
      const deadline = performance.now() + order.timeMs;
      return profileModel({ arm: name, model: arm.model, settings, launch, deadline, folder });
    };
    return {
      schema: 'flopgate/bench/1',
      version: order.version,
      createdAt: order.now.toISOString(),
      environment,
      base: base === null ? null : sideOf(order, base, await profileOf('base', base)),
      head: sideOf(order, head, await profileOf('head', head)),
      limits: { fail: order.fail, warn: order.warn },
      result,
    };
  } finally {
    workspace[Symbol.dispose]();
  }
}

/** Without weights beside it a model may be named by any path, also one that leads elsewhere. */
const storedOf = (file: BenchFile): StoredFile => ({
  path: file.beside.length > 0 ? file.path : 'model.onnx',
  open: () => file.open(),
});

interface ReadArm {
  readonly model: Model;
  readonly path: string;
  readonly arm: PreparedArm;
}

async function readOne(file: BenchFile): Promise<Model> {
  const source = await file.open();
  try {
    return await readModel(source, file.name);
  } finally {
    await source.close();
  }
}

function sideOf(
  { options, inputFiles }: BenchOrder,
  { model, path, arm }: ReadArm,
  profile: Profile | null,
): BenchSide {
  const shapes = new Map(arm.inputs.map(({ name, shape }) => [name, shape.map(BigInt)] as const));
  const report = countModel(model, { ...options, inputs: shapes });
  return {
    path: model.path,
    ...digestOf(path),
    inputs: arm.inputs.map(({ name, dtype, shape, fill }) => {
      const filled = fill.kind === 'integers' ? `integers from ${fill.from} below ${fill.below}` : fill.kind;
      return { name, dtype, shape, filled: inputFiles.length > 0 ? `file, or ${filled}` : filled };
    }),
    macs: report.exact ? report.totals.macs : null,
    profile:
      profile === null ? null : { runs: profile.runs, micros: profile.micros, layers: layerTimes(profile, report) },
  };
}

function limitOf(flag: string, text: string | null): Allowance | null {
  if (text === null) return null;
  const increase = parseIncrease(text, 'time');
  if (increase === undefined)
    throw new Fault('usage', `--${flag} ${text} is no increase`, `write --${flag} +5%, or --${flag} +2ms`);
  if (increase.ratio !== null) return { ratio: Number(increase.ratio.over) / Number(increase.ratio.under) };
  return { milliseconds: Number(increase.amount ?? 0n) / 1000 };
}
