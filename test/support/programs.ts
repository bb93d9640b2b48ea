import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtDist } from './built.ts';
import { gitEnv } from './repository.ts';

/** A program's end, as a shell sees it: 128 and its signal where it died of one. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const environment = (env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...gitEnv,
  NO_COLOR: '1',
  FORCE_COLOR: '',
  RUNNER_TEMP: '',
  ...env,
});

/** The command line for a shell, as it is built now. */
const flopgate = (): string => `'${process.execPath}' '${join(builtDist(), 'cli.js')}'`;

/** Runs a line of bash with `$flopgate` for the command line; it hangs for 20 seconds at most. */
export function shell(line: string, { cwd = process.cwd(), env = {} }: Surroundings = {}): Ended {
  const { status, signal, stdout, stderr } = spawnSync(
    'bash',
    ['-o', 'pipefail', '-c', line.replaceAll('$flopgate', flopgate())],
    {
      encoding: 'utf8',
      cwd,
      env: environment(env),
      timeout: 20_000,
      killSignal: 'SIGKILL',
    },
  );
  return { code: signal === null ? status : null, stdout, stderr };
}

/** Starts the command line itself, so that a signal reaches it and nobody else. */
export function start(args: readonly string[], { cwd = process.cwd(), env = {} }: Surroundings = {}): ChildProcess {
  return spawn(process.execPath, [join(builtDist(), 'cli.js'), ...args], {
    cwd,
    env: environment(env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** How a process ended: by a signal, or with a code. */
export async function endOf(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.signalCode ?? child.exitCode;
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));
}

/** Waits for something; gives up after 20 seconds, with what was seen last. */
export async function until<T>(look: () => T, isEnough: (value: T) => boolean): Promise<T> {
  const end = performance.now() + 20_000;
  for (;;) {
    const seen = look();
    if (isEnough(seen) || performance.now() > end) return seen;
    // oxlint-disable-next-line no-await-in-loop
    await pause(5);
  }
}

export const pause = async (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Command lines of the processes that live and have a variable in their environment: what a run started, whoever its parent is by now. */
export function livingWith(variable: string): readonly string[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    try {
      if (!readFileSync(`/proc/${name}/environ`, 'latin1').split('\0').includes(variable)) return [];
      return [readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ')];
    } catch {
      return [];
    }
  });
}
