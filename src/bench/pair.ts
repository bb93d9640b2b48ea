import type { CoreUse } from './cores.ts';
import type { Estimate, Look } from './decide/decide.ts';
import type { Arms, RoundContext } from './round.ts';
import type {
  ArmFigures,
  ArmProblem,
  ArmSummary,
  BenchResult,
  BenchSettings,
  BenchVerdict,
  RoundRecord,
  Schedule,
} from './measurement.ts';
import { ArmFailure } from './arm.ts';
import { allowedCores, idlestCores } from './cores.ts';
import { confirms, estimate, longestConfirmation, lookAt, planLooks } from './decide/decide.ts';
import { availableMemory } from './launch.ts';
import { seeded } from './decide/pseudo-random.ts';
import { measureRound, pilot } from './round.ts';
import { profileModel, ranOn } from './profile.ts';
import { median } from './decide/signed-rank.ts';
import { unfitness } from './decide/validity.ts';

/** An increase over base: 0.05 is +5 %; or milliseconds. */
export type Allowance = { readonly ratio: number } | { readonly milliseconds: number };

export interface PairRequest {
  readonly arms: Arms;
  readonly settings: BenchSettings;
  /** Increase allowed; null: there is nothing to decide, the first look ends it. */
  readonly allowance: Allowance | null;
  /** Increase (and decrease) worth a remark; null: none. */
  readonly warn: Allowance | null;
  /** Pairs that are decided about together. */
  readonly models: number;
  /** By performance.now(): nothing runs beyond it. */
  readonly deadline: number;
  /** For all that the runtime writes; the caller removes it. */
  readonly folder: string;
  /** What of the environment is otherwise than at the start, in words. */
  readonly changed?: () => readonly string[];
  readonly progress?: (rounds: number, of: number) => void;
  /** Bytes that a worker may take; absent: its share of what the machine has left. */
  readonly memoryLimit?: number;
  /** Rounds for which a model alone, or a fitness check, is measured; default 6 alone, as decided in pairs. */
  readonly rounds?: number;
}

/** Share of what memory is left that the workers of a round may take. */
const MEMORY_SHARE = 0.9;

interface State {
  schedule: Schedule | null;
  /** As ratios, once the pilot has shown what base takes. */
  allowance: number | null;
  warn: number | null;
  version: string | null;
  rounds: RoundRecord[];
}

interface Outcome {
  readonly verdict: BenchVerdict;
  readonly reason: string | null;
  readonly problem?: ArmProblem;
  readonly level: number;
}

/**
 * Measures a model, or a pair until the first look that decides. Whatever the models do, and however long they take, it
 * answers by the deadline.
 */
export async function benchPair(request: PairRequest): Promise<BenchResult> {
  const from = performance.now();
  const { arms, settings, deadline } = request;
  const clock = settings.provider === 'cpu' && settings.threads === 1 ? 'cpu' : 'wall';
  const cores = await coresFor(settings.threads);
  const share = MEMORY_SHARE / (arms.base === null ? 1 : 2);
  const context: RoundContext = {
    arms,
    settings,
    launch: {
      cores,
      memoryLimit: request.memoryLimit ?? Math.floor(availableMemory() * share),
      folder: request.folder,
    },
    random: seeded(settings.seed),
    clock,
    deadline,
  };
  const state: State = { schedule: null, allowance: null, warn: null, version: null, rounds: [] };
  const outcome = await run(request, context, state).catch((thrown: unknown) => failed(thrown, state));
  return resultOf(request, context, state, outcome, (performance.now() - from) / 1000);
}

async function coresFor(threads: number): Promise<readonly number[]> {
  if (threads >= allowedCores().length && threads > 1) return [];
  const ranked: readonly CoreUse[] = await idlestCores();
  return ranked.slice(0, threads).map(({ core }) => core);
}

async function run(request: PairRequest, context: RoundContext, state: State): Promise<Outcome> {
  if (context.settings.provider !== 'cpu') await readBackProviders(request, context);
  const first = await pilot(context);
  state.schedule = first.schedule;
  state.version = first.version;
  state.rounds.push(first.record);
  state.allowance = ratioOf(request.allowance, first.record);
  state.warn = ratioOf(request.warn, first.record);
  if (request.arms.base === null || request.rounds !== undefined) return fixed(request, context, state);
  return sequential(request, context, state);
}

function ratioOf(allowance: Allowance | null, { base }: RoundRecord): number | null {
  if (allowance === null || base === null) return null;
  return 'ratio' in allowance ? allowance.ratio : allowance.milliseconds / base.wallMs;
}

/**
 * Where a provider can't run a model the runtime goes on with the CPU in silence: such figures would be compared with
 * others' by mistake.
 * @throws ArmFailure
 */
async function readBackProviders(
  { arms, settings, deadline, folder }: PairRequest,
  { launch }: RoundContext,
): Promise<void> {
  for (const arm of ['base', 'head'] as const) {
    const model = arms[arm];
    if (model === null) continue;
    // oxlint-disable-next-line no-await-in-loop
    const profile = await profileModel({ arm, model, settings, launch, deadline, folder, milliseconds: 50 });
    if (ranOn(profile, settings.provider)) continue;
    const ran = [...new Set(profile.nodes.map(({ provider }) => provider))].join(', ') || 'nothing';
    throw new ArmFailure(arm, 'refused', `${settings.provider} was asked for, but ${ran} ran it: not compared`);
  }
}

/** A set number of rounds, without looks between. */
async function fixed(request: PairRequest, context: RoundContext, state: State): Promise<Outcome> {
  const wanted = request.rounds ?? 6;
  const isWhole = await advance('round', wanted, wanted, request, context, state);
  // A time without a single round behind it is none.
  if (count(state.rounds, 'round') < LEAST_ROUNDS) return { verdict: 'undecided', reason: 'out of time', level: 0.025 };
  const verdict = request.arms.base === null ? 'alone' : 'within';
  return { verdict, reason: isWhole ? null : 'out of time', level: 0.025 };
}

/** Least rounds for the median of a model alone. */
const LEAST_ROUNDS = 3;

async function sequential(request: PairRequest, context: RoundContext, state: State): Promise<Outcome> {
  const allowance = state.allowance ?? Infinity;
  const looks = planLooks(request.models);
  let level = looks[0]?.level ?? 0.016;
  for (const look of looks) {
    // Rounds follow one another.
    // oxlint-disable-next-line no-await-in-loop
    if (!(await advance('round', look.rounds, lastOf(looks), request, context, state)))
      return { verdict: 'undecided', reason: 'out of time', level };
    ({ level } = look);
    const said = lookAt(look, ratiosOf(state.rounds, 'round', context.clock), allowance);
    // oxlint-disable-next-line no-await-in-loop
    if (said === 'over') return { ...(await confirmed(request, context, state)), level };
    if (said === 'within') return { verdict: 'within', reason: null, level };
  }
  return { verdict: 'undecided', reason: 'the change is too near to what is allowed, or the runner too noisy', level };
}

const lastOf = (looks: readonly Look[]): number => looks.at(-1)?.rounds ?? 0;

/** Fresh rounds, and whether all that was measured can be believed. */
async function confirmed(
  request: PairRequest,
  context: RoundContext,
  state: State,
): Promise<{ readonly verdict: BenchVerdict; readonly reason: string | null }> {
  for (let fresh = 1; fresh <= longestConfirmation; fresh += 1) {
    // oxlint-disable-next-line no-await-in-loop
    if (!(await advance('confirmation', fresh, longestConfirmation, request, context, state)))
      return { verdict: 'undecided', reason: 'out of time before fresh rounds could confirm an increase' };
    const said = confirms(ratiosOf(state.rounds, 'confirmation', context.clock), state.allowance ?? Infinity);
    if (said === false) return { verdict: 'undecided', reason: 'fresh rounds did not confirm the increase' };
    if (said === true) break;
  }
  const unfit = unfitnessOf(request, context, state);
  if (unfit.length > 0) return { verdict: 'undecided', reason: `runner unfit: ${unfit.join(', ')}` };
  return { verdict: 'over', reason: null };
}

/**
 * Measures until there are so many rounds of this kind.
 * @returns false if the time wouldn't do for another
 */
async function advance(
  kind: 'round' | 'confirmation',
  wanted: number,
  last: number,
  { deadline, progress }: PairRequest,
  context: RoundContext,
  { rounds, schedule }: State,
): Promise<boolean> {
  if (schedule === null) return false;
  for (let done = count(rounds, kind); done < wanted; done += 1) {
    progress?.(done, last);
    const measured = rounds.filter((one) => one.kind !== 'pilot').map(({ seconds }) => seconds);
    const expected = 1000 * Math.max(0, ...measured);
    if (performance.now() + expected > deadline) return false;
    try {
      // oxlint-disable-next-line no-await-in-loop
      rounds.push(await measureRound(kind, context, schedule));
    } catch (thrown) {
      // It has run before: what ended is the time, not the model.
      if (thrown instanceof ArmFailure && thrown.why === 'timeout') return false;
      throw thrown;
    }
  }
  return true;
}

const count = (rounds: readonly RoundRecord[], kind: RoundRecord['kind']): number =>
  rounds.filter((one) => one.kind === kind).length;

function failed(thrown: unknown, { rounds }: State): Outcome {
  if (!(thrown instanceof ArmFailure)) throw thrown;
  const { arm, why, message } = thrown;
  const reason = `${arm}: ${message}${rounds.length > 1 ? ` (in round ${rounds.length})` : ''}`;
  return { verdict: 'failed', reason, problem: { arm, why, message }, level: 0.025 };
}

const timeOf = (figures: ArmFigures, clock: 'cpu' | 'wall'): number =>
  clock === 'cpu' ? figures.cpuMs : figures.wallMs;

/** log(head / base) of the rounds of a kind; of all but the pilot if no kind is named. */
function ratiosOf(
  rounds: readonly RoundRecord[],
  kind: RoundRecord['kind'] | null,
  clock: 'cpu' | 'wall',
): readonly number[] {
  return pairsOf(rounds, kind).map(([base, head]) => Math.log(timeOf(head, clock) / timeOf(base, clock)));
}

function pairsOf(rounds: readonly RoundRecord[], kind: RoundRecord['kind'] | null): [ArmFigures, ArmFigures][] {
  return rounds
    .filter((one) => (kind === null ? one.kind !== 'pilot' : one.kind === kind))
    .flatMap(({ base, head }): [ArmFigures, ArmFigures][] => (base === null ? [] : [[base, head]]));
}

function unfitnessOf({ changed }: PairRequest, { clock }: RoundContext, { rounds }: State): readonly string[] {
  return unfitness({
    ratios: ratiosOf(rounds, null, clock),
    otherRatios: ratiosOf(rounds, null, clock === 'cpu' ? 'wall' : 'cpu'),
    uses: rounds.filter(({ kind }) => kind !== 'pilot').map(({ cores }) => cores),
    drifts: pairsOf(rounds, null).map(([base, head]) => head.drift - base.drift),
    clock,
    changed: changed?.() ?? [],
  });
}

function resultOf(
  request: PairRequest,
  context: RoundContext,
  state: State,
  { verdict, reason, problem, level }: Outcome,
  seconds: number,
): BenchResult {
  const { clock, settings, launch } = context;
  const { rounds, schedule, version } = state;
  const told = estimate(ratiosOf(rounds, null, clock), level, state.allowance);
  const loads = pairsOf(rounds, null).map(([base, head]) => Math.log(head.loadCpuMs / base.loadCpuMs));
  return {
    verdict: refined(verdict, told, state),
    reason,
    problem: problem ?? null,
    estimate: told,
    load: estimate(loads.filter(Number.isFinite), level, null),
    base: summary(rounds.flatMap(({ kind, base }) => (kind === 'pilot' ? [] : (base ?? [])))),
    head: summary(rounds.flatMap(({ kind, head }) => (kind === 'pilot' ? [] : head))),
    unfit: unfitnessOf(request, context, state),
    clock,
    provider: settings.provider,
    threads: settings.threads,
    cores: launch.cores,
    seed: settings.seed,
    allowance: state.allowance,
    schedule,
    runtimeVersion: version,
    rounds,
    seconds,
  };
}

/** Within what fails, but worth a remark. */
function refined(verdict: BenchVerdict, told: Estimate | null, { warn, allowance }: State): BenchVerdict {
  if (verdict !== 'within' || told === null) return verdict;
  const remark = warn ?? allowance;
  if (remark === null) return verdict;
  if (warn !== null && told.interval[0] > 1 + warn) return 'warn';
  return told.interval[1] < 1 - remark ? 'improved' : verdict;
}

function summary(figures: readonly ArmFigures[]): ArmSummary | null {
  if (figures.length === 0) return null;
  const of = (pick: (one: ArmFigures) => number): number => median(figures.map(pick)) ?? 0;
  return {
    wallMs: of((one) => one.wallMs),
    cpuMs: of((one) => one.cpuMs),
    loadWallMs: of((one) => one.loadWallMs),
    loadCpuMs: of((one) => one.loadCpuMs),
    peakBytes: of((one) => one.peakBytes),
  };
}
