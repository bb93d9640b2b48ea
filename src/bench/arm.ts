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

/** A worker process of one arm. */
export interface ArmProcess {
  readonly pid: number | undefined;
  /**
   * Asks and waits.
   * @param deadline by performance.now(); then the worker is killed
   * @throws ArmFailure
   */
  ask<K extends WorkerAnswer['kind']>(
    request: WorkerRequest,
    kind: K,
    deadline: number,
  ): Promise<Extract<WorkerAnswer, { kind: K }>>;
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

export function startArm(arm: Arm, options: Launch): ArmProcess {
  const child = launch(options);
  // No worker outlives the bench: neither its end nor a signal that it gets.
  const release = atEnd(() => child.kill('SIGKILL'));
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-MAX_STDERR);
  });
  let settle: ((outcome: WorkerAnswer | ArmFailure) => void) | undefined;
  let gone: ArmFailure | undefined;
  const closed = new Promise<void>((resolve) => {
    const leave = (failure: ArmFailure): void => {
      release();
      gone ??= failure;
      settle?.(gone);
      resolve();
    };
    child.on('error', (error) =>
      leave(new ArmFailure(arm, 'crashed', `the worker can't be started: ${error.message}`)),
    );
    child.on('close', (code, signal) => leave(new ArmFailure(arm, 'crashed', endText(code, signal, said))));
  });
  child.on('message', (message) => settle?.(message as WorkerAnswer));

  async function ask(request: WorkerRequest, deadline: number): Promise<WorkerAnswer> {
    if (gone !== undefined) throw gone;
    const outcome = await new Promise<WorkerAnswer | ArmFailure>((resolve) => {
      const timer = setTimeout(
        () => {
          child.kill('SIGKILL');
          resolve(new ArmFailure(arm, 'timeout', `it was still ${doing[request.kind]} when its time was up`));
        },
        Math.max(0, deadline - performance.now()),
      );
      settle = (one): void => {
        clearTimeout(timer);
        resolve(one);
      };
      // `close` reports a worker that is gone.
      child.send(request, () => undefined);
    });
    settle = undefined;
    if (outcome instanceof ArmFailure) throw outcome;
    return outcome;
  }

  return {
    pid: child.pid,
    async ask(request, kind, deadline) {
      const answer = await ask(request, deadline);
      if (answer.kind === 'error') throw new ArmFailure(arm, 'refused', firstLine(answer.message));
      return answer as Extract<WorkerAnswer, { kind: typeof kind }>;
    },
    async pin(cores) {
      const failure = await pin(child.pid, cores);
      if (failure !== null) throw gone ?? new ArmFailure(arm, 'crashed', `the worker can't be pinned: ${failure}`);
    },
    async end() {
      child.kill('SIGKILL');
      await closed;
    },
  };
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
