import type { Environment } from '#bench/environment.ts';
import { readEnvironment } from '#bench/environment.ts';
import { benchPair, type PairRequest } from '#bench/pair.ts';
import { PROBE_INPUT, probeModel, probeShape } from '#bench/probe-model.ts';
import { findRuntime, type RuntimeQuestion } from '#bench/runtime/runtime.ts';
import { openWorkspace, writeFileInto, writeInputs } from '#bench/workspace.ts';
import { percentText } from '#text/number-text.ts';

/** What a model measured against itself says about a runner. */
export interface Fitness {
  readonly level: 'good' | 'warn' | 'bad';
  /** One sentence. */
  readonly text: string;
  readonly hint: string | null;
  /** Least increase that would have been seen: 0.02 is +2 %; null if it couldn't be measured. */
  readonly detectable: number | null;
  /** head / base of equals, and its interval: how far off the measuring is. */
  readonly ratio: number | null;
  readonly interval: readonly [number, number] | null;
  readonly rounds: number;
  readonly seconds: number;
  readonly unfit: readonly string[];
  readonly environment: Environment;
}

export interface FitnessOrder {
  readonly runtime: RuntimeQuestion;
  readonly timeMs: number;
  readonly progress?: PairRequest['progress'];
}

/** Up to which smallest visible increase a runner can hold a budget of 5 %, and of 10 %. */
const FINE = 0.025;
const COARSE = 0.05;
const ROUNDS = 24;

/**
 * Measures a small network against itself: whatever differs is the runner's doing.
 * @throws Fault if there is no runtime
 */
export async function tryFitness({ runtime: question, timeMs, progress }: FitnessOrder): Promise<Fitness> {
  const runtime = await findRuntime(question);
  const workspace = openWorkspace();
  try {
    const file = writeFileInto(workspace, 'probe.onnx', probeModel());
    const input = { name: PROBE_INPUT, dtype: 'f32', shape: probeShape, fill: { kind: 'normal' } } as const;
    const arm = { file, ...writeInputs(workspace, 'probe', [input], new Map(), 1) };
    const result = await benchPair({
      arms: { base: arm, head: arm },
      settings: { provider: 'cpu', threads: 1, seed: 1, runtime: runtime.root },
      allowance: { ratio: 0 },
      warn: null,
      models: 1,
      deadline: performance.now() + timeMs,
      folder: workspace.folder,
      rounds: ROUNDS,
      ...(progress === undefined ? {} : { progress }),
    });
    const { estimate, rounds, seconds, unfit, problem } = result;
    const detectable = problem === null ? (estimate?.detectable ?? null) : null;
    return {
      ...judged(detectable, unfit, problem?.message ?? null),
      detectable,
      ratio: estimate?.ratio ?? null,
      interval: estimate?.interval ?? null,
      rounds: rounds.filter(({ kind }) => kind !== 'pilot').length,
      seconds,
      unfit,
      environment: readEnvironment({ provider: 'cpu', threads: 1, runtimeVersion: runtime.version }),
    };
  } finally {
    workspace[Symbol.dispose]();
  }
}

function judged(
  detectable: number | null,
  unfit: readonly string[],
  problem: string | null,
): Pick<Fitness, 'level' | 'text' | 'hint'> {
  if (detectable === null)
    return {
      level: 'bad',
      text: `nothing could be measured here${problem === null ? ' in the time given' : `: ${problem}`}`,
      hint: 'try again when the machine is idle, with more --time',
    };
  const seen = `a model measured against itself: an increase of ${percentText(detectable)} over what is allowed would have been seen`;
  if (unfit.length > 0)
    return {
      level: 'bad',
      text: `${seen}, but the runner is unfit: ${unfit.join(', ')}`,
      hint: 'use a quieter runner',
    };
  if (detectable <= FINE) return { level: 'good', text: seen, hint: null };
  if (detectable <= COARSE)
    return { level: 'warn', text: seen, hint: 'allow latency +10% here, or use a quieter runner for less' };
  return {
    level: 'bad',
    text: seen,
    hint: `this runner is too noisy for a latency budget below ${percentText(2 * detectable)}: use a quieter one, or bench: on with on_inconclusive: warn`,
  };
}
