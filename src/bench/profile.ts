import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startArm, type Arm } from './arm.ts';
import type { Launch } from './launch.ts';
import { median } from './decide/signed-rank.ts';
import type { ArmModel, BenchSettings } from './measurement.ts';

/** Time of one node as the runtime ran it (several of the file's may be fused in it), in one inference. */
export interface NodeTime {
  /** As the runtime names it: the file's own name, or one made from it. */
  readonly name: string;
  readonly op: string;
  /** Execution provider that ran it: `CPUExecutionProvider`, … */
  readonly provider: string;
  /** Microseconds of an inference, over all of its executions in it. */
  readonly micros: number;
}

export interface Profile {
  /** Longest first. */
  readonly nodes: readonly NodeTime[];
  /** Microseconds of a whole inference; what the nodes leave of it the runtime spent between them. */
  readonly micros: number;
  readonly runs: number;
}

export interface ProfileQuestion {
  readonly arm: Arm;
  readonly model: ArmModel;
  readonly settings: BenchSettings;
  readonly launch: Launch;
  /** By performance.now(). */
  readonly deadline: number;
  /** Of files that the runtime writes. */
  readonly folder: string;
  readonly milliseconds?: number;
}

const MOST_RUNS = 100;

/**
 * Runs a model in a process of its own with the runtime's profiler on. Profiling takes time itself: shares are right,
 * totals are longer than measured without it.
 * @throws ArmFailure
 */
export async function profileModel(question: ProfileQuestion): Promise<Profile> {
  const { arm, model, settings, launch, deadline, folder, milliseconds = 500 } = question;
  const { runtime, provider, threads } = settings;
  const { file, inputsFile, inputs } = model;
  const written = join(folder, `profile-${randomUUID()}`);
  mkdirSync(written);
  const prefix = join(written, 'trace');
  const worker = startArm(arm, launch);
  try {
    await worker.ask(
      { kind: 'load', runtime, model: file, inputsFile, inputs, settings: { provider, threads }, profile: prefix },
      'loaded',
      deadline,
    );
    await worker.ask({ kind: 'warm', milliseconds, most: MOST_RUNS }, 'slot', deadline);
    await worker.ask({ kind: 'end-profile' }, 'profile-ended', deadline);
  } finally {
    await worker.end();
  }
  const [trace] = readdirSync(written);
  return readProfile(trace === undefined ? '[]' : readFileSync(join(written, trace), 'utf8'));
}

interface TraceEvent {
  readonly cat?: string;
  readonly name?: string;
  readonly ts?: number;
  readonly dur?: number;
  readonly args?: { readonly op_name?: string; readonly provider?: string };
}

/**
 * Reads the runtime's trace: the median over its runs, so that a run that was disturbed doesn't count. Its first run, in
 * which memory is laid out, is left out if there are others.
 */
export function readProfile(text: string): Profile {
  const events = JSON.parse(text) as readonly TraceEvent[];
  const all = events
    .filter(({ cat, name }) => cat === 'Session' && name === 'model_run')
    .toSorted((a, b) => (a.ts ?? 0) - (b.ts ?? 0));
  const runs = all.length > 1 ? all.slice(1) : all;
  const times = new Map<string, { readonly node: Omit<NodeTime, 'micros'>; readonly micros: number[] }>();
  for (const { cat, name = '', ts = 0, dur = 0, args } of events) {
    if (cat !== 'Node' || !name.endsWith(KERNEL)) continue;
    const run = runs.findLastIndex((one) => ts >= (one.ts ?? 0));
    if (run === -1) continue;
    const node = {
      name: name.slice(0, -KERNEL.length),
      op: args?.op_name ?? '',
      provider: args?.provider ?? '',
    };
    const key = `${node.name}\u0000${node.op}`;
    const entry = times.get(key) ?? { node, micros: runs.map(() => 0) };
    entry.micros[run] = (entry.micros[run] ?? 0) + dur;
    times.set(key, entry);
  }
  return {
    nodes: [...times.values()]
      .map(({ node, micros }) => ({ ...node, micros: median(micros) ?? 0 }))
      .toSorted((a, b) => b.micros - a.micros),
    micros: median(runs.map(({ dur }) => dur ?? 0)) ?? 0,
    runs: runs.length,
  };
}

const KERNEL = '_kernel_time';

/** Whether a provider, in the runtime's short name, ran at least one node. */
export function ranOn({ nodes }: Profile, provider: string): boolean {
  const names = provider === 'webgpu' ? ['webgpu', 'js'] : [provider];
  return nodes.some((node) => names.some((name) => node.provider.toLowerCase().startsWith(name)));
}
