import type { Arm, ArmProcess } from './arm.ts';
import type { Launch } from './launch.ts';
import type { LoadAnswer } from './protocol.ts';
import type { Random } from './decide/pseudo-random.ts';
import type { ArmFigures, ArmModel, BenchSettings, RoundRecord, Schedule } from './measurement.ts';
import { startArm } from './arm.ts';
import { readCores, usesBetween } from './cores.ts';
import { median } from './decide/signed-rank.ts';

/** The models of a round; base is null if head is measured alone. */
export interface Arms {
  readonly base: ArmModel | null;
  readonly head: ArmModel;
}

/** What stays the same over all rounds of a pair. */
export interface RoundContext {
  readonly arms: Arms;
  readonly settings: BenchSettings;
  readonly launch: Launch;
  readonly random: Random;
  readonly clock: 'cpu' | 'wall';
  /** By performance.now(): a worker that still runs then is killed. */
  readonly deadline: number;
}

const SLOT_MS = 15;
const ROUND_MS = 160;
const UNIT_MS = 1;
const PILOT_MS = 60;
const PILOT_RUNS = 200;

interface Loaded {
  readonly arm: Arm;
  readonly process: ArmProcess;
  readonly load: LoadAnswer;
  readonly wall: number[];
  readonly cpu: number[];
}

/** How much to run in a round so that one execution's time makes sense of it. */
export function scheduleFor(millisecondsPerRun: number, arms: number): Schedule {
  const each = Math.max(millisecondsPerRun, 1e-4);
  const runs = Math.max(1, Math.ceil(UNIT_MS / each));
  const units = Math.max(1, Math.round(SLOT_MS / (each * runs)));
  const blocks = Math.max(1, Math.round(ROUND_MS / (2 * arms * units * runs * each)));
  return { runs, units, blocks };
}

/**
 * The first round: it shows how long an execution takes. Its figures are kept and never used.
 * @throws ArmFailure
 */
export async function pilot(context: RoundContext): Promise<{
  readonly schedule: Schedule;
  readonly record: RoundRecord;
  readonly version: string;
}> {
  let schedule: Schedule = { runs: 1, units: 1, blocks: 1 };
  let version = '';
  const record = await withArms('pilot', context, async (loaded) => {
    for (const one of loaded) {
      // Never two at once.
      // oxlint-disable-next-line no-await-in-loop
      const { wall, cpu } = await one.process.ask(
        { kind: 'warm', milliseconds: PILOT_MS, most: PILOT_RUNS },
        'slot',
        context.deadline,
      );
      one.wall.push(...wall);
      one.cpu.push(...cpu);
      version = one.load.version;
    }
    const times = loaded.map((one) => median(settled(context.clock === 'cpu' ? one.cpu : one.wall)) ?? 1);
    schedule = scheduleFor(times.reduce((sum, one) => sum + one, 0) / times.length, loaded.length);
    return loaded.map(({ arm }) => letter(arm)).join('');
  });
  return { schedule, record, version };
}

/** Without the first half, in which a process warms up. */
const settled = (times: readonly number[]): readonly number[] => times.slice(times.length >> 1);

const letter = (arm: Arm): string => (arm === 'base' ? 'A' : 'B');

/**
 * A round: fresh processes, one warm slot each, then palindromic blocks in random orientation.
 * @throws ArmFailure
 */
export async function measureRound(
  kind: 'round' | 'confirmation',
  context: RoundContext,
  { runs, units, blocks }: Schedule,
): Promise<RoundRecord> {
  const { random, deadline } = context;
  const slot = { kind: 'slot', units, runs } as const;
  return withArms(kind, context, async (loaded) => {
    // oxlint-disable-next-line no-await-in-loop
    for (const one of loaded) await one.process.ask(slot, 'slot', deadline);
    const orders: string[] = [];
    for (let block = 0; block < blocks; block += 1) {
      const turned = random.uniform() < 0.5 ? loaded : loaded.toReversed();
      const sequence = [...turned, ...turned.toReversed()];
      for (const one of sequence) {
        // oxlint-disable-next-line no-await-in-loop
        const { wall, cpu } = await one.process.ask(slot, 'slot', deadline);
        one.wall.push(...wall);
        one.cpu.push(...cpu);
      }
      orders.push(sequence.map(({ arm }) => letter(arm)).join(''));
    }
    return orders.join(' ');
  });
}

/** Starts and loads the arms in random order, lets them be run, reads their memory, ends them whatever happens. */
async function withArms(
  kind: RoundRecord['kind'],
  context: RoundContext,
  run: (loaded: readonly Loaded[]) => Promise<string>,
): Promise<RoundRecord> {
  const { arms, random, launch, clock, deadline } = context;
  const from = performance.now();
  const before = readCores();
  const present: readonly Arm[] =
    arms.base === null ? ['head'] : random.uniform() < 0.5 ? ['base', 'head'] : ['head', 'base'];
  const started: Omit<Loaded, 'load'>[] = [];
  const loaded: Loaded[] = [];
  try {
    for (const arm of present) started.push({ arm, process: startOpen(arm, context), wall: [], cpu: [] });
    await Promise.all(started.map(async ({ process }) => openAndPin(process, context)));
    for (const one of started) {
      // Loading is timed: one after the other.
      // oxlint-disable-next-line no-await-in-loop
      loaded.push({ ...one, load: await loadInto(one, context) });
    }
    const order = await run(loaded);
    const figures = new Map<Arm, ArmFigures>();
    for (const one of loaded) {
      // oxlint-disable-next-line no-await-in-loop
      const { peakBytes } = await one.process.ask({ kind: 'memory' }, 'memory', deadline);
      figures.set(one.arm, armFigures(one, peakBytes, clock));
    }
    return {
      kind,
      base: figures.get('base') ?? null,
      head: figures.get('head') as ArmFigures,
      order,
      cores: usesBetween(before, readCores()).filter(({ core }) => launch.cores.includes(core)),
      seconds: (performance.now() - from) / 1000,
    };
  } finally {
    await Promise.all(started.map(async ({ process }) => process.end()));
  }
}

/** Not pinned yet: where another core is idle the arms get their runtimes ready at once. */
const startOpen = (arm: Arm, { launch }: RoundContext): ArmProcess => startArm(arm, { ...launch, cores: [] });

async function openAndPin(process: ArmProcess, { settings, launch, deadline }: RoundContext): Promise<void> {
  await process.ask({ kind: 'open', runtime: settings.runtime }, 'opened', deadline);
  await process.pin(launch.cores);
}

async function loadInto({ arm, process }: Omit<Loaded, 'load'>, context: RoundContext): Promise<LoadAnswer> {
  const { arms, settings, deadline } = context;
  const model = (arm === 'base' ? arms.base : arms.head) as ArmModel;
  const { runtime, provider, threads } = settings;
  const { file, inputsFile, inputs } = model;
  const request = { kind: 'load', runtime, model: file, inputsFile, inputs, settings: { provider, threads } } as const;
  return process.ask(request, 'loaded', deadline);
}

function armFigures({ wall, cpu, load }: Loaded, peakBytes: number, clock: 'cpu' | 'wall'): ArmFigures {
  return {
    wallMs: fastestTenth(wall),
    cpuMs: fastestTenth(cpu),
    wallUnits: wall.map(rounded),
    cpuUnits: cpu.map(rounded),
    loadWallMs: load.wallMs,
    loadCpuMs: load.cpuMs,
    peakBytes,
    drift: driftOf(clock === 'cpu' ? cpu : wall),
  };
}

/** To a nanosecond. */
const rounded = (milliseconds: number): number => Math.round(milliseconds * 1e6) / 1e6;

/**
 * Mean of the fastest tenth of the units: what disturbs a unit (a clock that slows down, a neighbour in the cache) only ever makes it
 * slower, and by how much varies more than the model's own time does.
 */
export const fastestTenth = (times: readonly number[]): number => meanOfFastest(times, 10);

/** Mean of the fastest part of the times: of all divided by `parts`, rounded up. */
export function meanOfFastest(times: readonly number[], parts: number): number {
  const fastest = times.toSorted((a, b) => a - b).slice(0, Math.ceil(times.length / parts));
  return fastest.reduce((sum, one) => sum + one, 0) / fastest.length;
}

function driftOf(times: readonly number[]): number {
  const third = Math.floor(times.length / 3);
  if (third === 0) return 0;
  const [first, last] = [median(times.slice(0, third)), median(times.slice(-third))];
  return first === null || last === null || first <= 0 || last <= 0 ? 0 : Math.log(last / first);
}
