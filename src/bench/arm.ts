import type { Launch } from './launch.ts';
import { atEnd } from '#system/ending.ts';
import { launch, pin } from './launch.ts';
import type { WorkerAnswer, WorkerRequest } from './protocol.ts';

/** Which model of a pair a worker runs. */
export type Arm = 'base' | 'head';

/** What became of a worker that didn't answer: said of its model, never of the gate. */
export class ArmFailure extends Error {
  readonly arm: Arm;
  readonly why: 'crashed' | 'timeout' | 'refused';

  constructor(arm: Arm, why: 'crashed' | 'timeout' | 'refused', message: string) {
    super(message);
    this.name = 'ArmFailure';
    this.arm = arm;
    this.why = why;
  }
}

type Kind = WorkerAnswer['kind'];
type Of<K extends Kind> = Extract<WorkerAnswer, { readonly kind: K }>;

/** A worker process of one arm. */
export interface ArmProcess {
  readonly pid: number | undefined;
  /**
   * Asks and waits.
   * @param deadline by performance.now(); then the worker is killed
   * @throws ArmFailure
   */
  ask<K extends Kind>(request: WorkerRequest, kind: K, deadline: number): Promise<Of<K>>;
  /**
   * Keeps it, and whatever threads it starts, to these cores from now on; none: wherever the system puts it.
   * @throws ArmFailure
   */
  pin(cores: readonly number[]): Promise<void>;
  /** Ends it at once; resolves when it is gone. */
  end(): Promise<void>;
}

const MAX_STDERR = 16_384;
/** Characters of a failure's output that are shown. */
const MAX_REASON = 300;

/** Starts a worker for one arm. No worker outlives the bench: neither its end nor a signal that it gets. */
export function startArm(arm: Arm, options: Launch): ArmProcess {
  const child = launch(options);
  const release = atEnd(() => child.kill('SIGKILL'));
  const said = lastWords(child);
  const crashed = (why: string): ArmFailure => new ArmFailure(arm, 'crashed', why);
  let settle: ((outcome: WorkerAnswer | ArmFailure) => void) | undefined;
  let gone: ArmFailure | undefined;
  const closed = new Promise<void>((resolve) => {
    const leave = (failure: ArmFailure): void => {
      release();
      gone ??= failure;
      settle?.(gone);
      resolve();
    };
    child.on('error', ({ message }) => leave(crashed(`the worker can't be started: ${message}`)));
    child.on('close', (code, signal) => leave(crashed(endText(code, signal, said()))));
  });
  child.on('message', (message) => settle?.(message as WorkerAnswer));

  async function ask(request: WorkerRequest, deadline: number): Promise<WorkerAnswer> {
    if (gone !== undefined) throw gone;
    const outcome = await new Promise<WorkerAnswer | ArmFailure>((resolve) => {
      const timer = atDeadline(deadline, () => {
        child.kill('SIGKILL');
        resolve(new ArmFailure(arm, 'timeout', `it was still ${doing[request.kind]} when its time was up`));
      });
      settle = (one): void => {
        clearTimeout(timer);
        resolve(one);
      };
      // `close` reports a worker that is gone.
      child.send(request, () => undefined);
    });
    settle = undefined;
    return answered(arm, outcome);
  }

  return {
    pid: child.pid,
    ask: async <K extends Kind>(request: WorkerRequest, _: K, by: number) => (await ask(request, by)) as Of<K>,
    async pin(cores) {
      const failure = await pin(child.pid, cores);
      if (failure !== null) throw gone ?? crashed(`the worker can't be pinned: ${failure}`);
    },
    async end() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

const atDeadline = (deadline: number, work: () => void): NodeJS.Timeout =>
  setTimeout(work, Math.max(0, deadline - performance.now()));

/** The end of what the worker writes to stderr, as far as it came. */
function lastWords({ stderr }: ReturnType<typeof launch>): () => string {
  let said = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-MAX_STDERR);
  });
  return () => said;
}

/** @throws ArmFailure as the outcome, or if the worker answered with an error */
function answered(arm: Arm, outcome: WorkerAnswer | ArmFailure): WorkerAnswer {
  if (outcome instanceof ArmFailure) throw outcome;
  if (outcome.kind === 'error') throw new ArmFailure(arm, 'refused', firstLine(outcome.message));
  return outcome;
}

const doing: Readonly<Record<WorkerRequest['kind'], string>> = {
  open: 'loading the runtime',
  load: 'loading',
  slot: 'running',
  warm: 'running',
  memory: 'running',
  'end-profile': 'writing its profile',
};

function endText(code: number | null, signal: NodeJS.Signals | null, said: string): string {
  const last = said.trim().split('\n').at(-1)?.trim() ?? '';
  const told = last === '' ? '' : `: ${last.slice(0, MAX_REASON)}`;
  if (/out of memory|bad_alloc|allocation failed/i.test(said)) return `it ran out of memory${told}`;
  if (signal === 'SIGKILL') return 'it was killed, as the system does where memory runs out';
  return signal === null
    ? `its process ended with exit code ${code ?? 'unknown'}${told}`
    : `it crashed the runtime (${signal})${told}`;
}

function firstLine(message: string): string {
  const line = (message.split('\n', 1)[0] ?? message).slice(0, MAX_REASON);
  return /bad_alloc|failed to allocate|out of memory/i.test(message) ? `it ran out of memory: ${line}` : line;
}
