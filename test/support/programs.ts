import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
  RUNNER_TEMP: undefined,
  // Kept code would lie in the folder for temporary files.
  NODE_DISABLE_COMPILE_CACHE: '1',
  ...env,
});

/** The command line for a shell, as it is built now. */
const flopgate = (): string => `'${process.execPath}' '${join(builtDist(), 'cli.js')}'`;

const limitMs = 20_000;
/** What stands at the end of stderr of what hung. */
const killed = `killed after ${limitMs / 1000} s`;

/** Runs a line of bash with `$flopgate` for the command line; it hangs for 20 seconds at most. */
export function shell(line: string, { cwd = process.cwd(), env = {} }: Surroundings = {}): Ended {
  const { status, signal, stdout, stderr } = spawnSync(
    'bash',
    ['-o', 'pipefail', '-c', line.replaceAll('$flopgate', flopgate())],
    {
      encoding: 'utf8',
      cwd,
      env: environment(env),
      timeout: limitMs,
      killSignal: 'SIGKILL',
    },
  );
  return signal === null ? { code: status, stdout, stderr } : { code: null, stdout, stderr: `${stderr}${killed}` };
}

/**
 * The failure that a program ended with, as it has to: exit code 2, one line of what and where, the last, and one of what to do; progress may
 * stand before them. Anything else comes back as "no fault: …".
 */
export function faultIn(ended: Ended): string {
  if (ended.code === null && ended.stderr.endsWith(killed)) return killed;
  const lines = ended.stderr.trimEnd().split('\n');
  const faults = lines.filter((line) => /^flopgate: [a-z-]+: /.test(line));
  const [what, hint = ''] = lines.slice(-2);
  const isFault = ended.code === 2 && faults.length === 1 && what === faults[0] && /^hint: ./.test(hint);
  return isFault ? `${what}\n${hint}` : `no fault: ${JSON.stringify(ended)}`;
}

/** Starts the command line itself, so that a signal reaches it and nobody else. */
export function start(
  args: readonly string[],
  { cwd = process.cwd(), env = {} }: Surroundings = {},
  door: 'cli' | 'action' | 'source' = 'cli',
): ChildProcess {
  const program = door === 'source' ? resolve('src/cli.ts') : join(builtDist(), `${door}.js`);
  return spawn(process.execPath, [program, ...args], {
    cwd,
    env: environment(env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** How a process ended: by a signal, or with a code. */
export async function endOf(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.signalCode ?? child.exitCode;
  return new Promise((done) => child.on('exit', (code, signal) => done(signal ?? code)));
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
  new Promise((done) => setTimeout(done, milliseconds));

/** Command lines of the processes that have a word in their environment, command line or folder: what a run started, whoever its parent is by now. */
export function livingWith(word: string): readonly string[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    try {
      if (/^State:\s*[ZX]/m.test(readFileSync(`/proc/${name}/status`, 'latin1'))) return [];
      const [line, environ] = [
        readFileSync(`/proc/${name}/cmdline`, 'latin1'),
        readFileSync(`/proc/${name}/environ`, 'latin1'),
      ];
      // npm writes its title over its environment.
      const folder = readlinkSync(`/proc/${name}/cwd`);
      return [line, environ, folder].some((text) => text.includes(word)) ? [line.replaceAll('\0', ' ')] : [];
    } catch {
      return [];
    }
  });
}
