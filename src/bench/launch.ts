import { randomUUID } from 'node:crypto';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { totalmem, freemem } from 'node:os';
import { join } from 'node:path';
import { Fault } from '#graph/fault.ts';

/** How a worker process is started. */
export interface Launch {
  /** Cores that it's pinned to from its start; empty: it runs where the system puts it. */
  readonly cores: readonly number[];
  /** Most memory that it may take for itself, in bytes; null: no limit. */
  readonly memoryLimit: number | null;
  /** Folder of the run: home and temporary folder of the worker lie in it, and go with it. */
  readonly folder: string;
}

/** Programs that a worker is started through, where the machine has them: each replaces itself by the next. */
interface Wrappers {
  /** Kills the worker when the bench dies, however it dies. */
  readonly setpriv: boolean;
  readonly prlimit: boolean;
  readonly taskset: boolean;
}

let found: Wrappers | undefined;

const works = (program: string, ...args: readonly string[]): boolean =>
  process.platform === 'linux' && spawnSync(program, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;

/** Tries the wrappers once a process. */
export function wrappers(): Wrappers {
  found ??= {
    setpriv: works('setpriv', '--pdeathsig', 'KILL', 'true'),
    prlimit: works('prlimit', '--core=0', '--data=1073741824', 'true'),
    taskset: works('taskset', '-c', '0-65535', 'true'),
  };
  return found;
}

/**
 * Variables that a worker gets: what a program needs to run and to find a GPU. A model comes from a pull request, so tokens
 * and the like stay out; so do the runtime's own (ORT_*): ORT_LOAD_CONFIG_FROM_MODEL takes a session's options from the model.
 */
const passed =
  /^(?:PATH|SYSTEMROOT|WINDIR|LANG|LC_\w+|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|(?:CUDA|NVIDIA|TENSORRT|HSA|ROCM)_?\w*)$/i;

/** Folders that programs usually write to: variable → its place below the worker's home. */
const homes: Readonly<Record<string, string>> = {
  HOME: '.',
  USERPROFILE: '.',
  XDG_CACHE_HOME: 'cache',
  XDG_CONFIG_HOME: 'config',
  XDG_DATA_HOME: 'data',
  XDG_STATE_HOME: 'state',
  XDG_RUNTIME_DIR: 'run',
  APPDATA: 'roaming',
  LOCALAPPDATA: 'local',
  TMPDIR: 'tmp',
  TMP: 'tmp',
  TEMP: 'tmp',
  SQLITE_TMPDIR: 'tmp',
};

/** Set if nothing outside ends a worker with the bench, so that the worker must end itself. */
export const GUARD = 'FLOPGATE_WORKER_GUARD';

/**
 * What every process that may load the runtime gets: from 1.29 on its builds for Linux send telemetry to their maker, except where
 * this or CI is set.
 */
const SILENCE = { ORT_DISABLE_TELEMETRY: '1' } as const;

/** Home folders that belong to one worker alone, made in the run's folder, with which they are removed. */
function privateHomes(folder: string): Record<string, string> {
  const home = join(folder, `home-${randomUUID()}`);
  const own = Object.entries(homes).map(([name, below]) => [name, join(home, below)] as const);
  for (const [, path] of own) mkdirSync(path, { recursive: true, mode: 0o700 });
  return Object.fromEntries(own);
}

function environment(folder: string): Record<string, string> {
  const own = Object.entries(process.env).filter(([name, text]) => passed.test(name) && text !== undefined);
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    ...privateHomes(folder),
    ...SILENCE,
    GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
    ...(wrappers().setpriv ? {} : { [GUARD]: '1' }),
  };
}

/** Starts a worker; its channel is the fourth descriptor. */
export function launch({ cores, memoryLimit, folder }: Launch): ChildProcess {
  const has = wrappers();
  const words = [
    ...(has.setpriv ? ['setpriv', '--pdeathsig', 'KILL'] : []),
    ...(has.prlimit ? ['prlimit', '--core=0', ...(memoryLimit === null ? [] : [`--data=${memoryLimit}`])] : []),
    ...(has.taskset && cores.length > 0 ? ['taskset', '-c', cores.join(',')] : []),
    process.execPath,
    '--expose-gc',
    '--no-warnings',
    workerPath(),
  ];
  const [program = process.execPath, ...args] = words;
  return spawn(program, args, {
    env: environment(folder),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    windowsHide: true,
  });
}

/**
 * Keeps a process with all of its threads to cores, where the machine can.
 * @returns what went wrong, or null
 */
export async function pin(pid: number | undefined, cores: readonly number[]): Promise<string | null> {
  if (!wrappers().taskset || cores.length === 0) return null;
  const child = spawn('taskset', ['-a', '-c', '-p', cores.join(','), String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve) => {
    child.on('error', ({ message }) => resolve(message));
    child.on('close', (code) => resolve(code === 0 ? null : said.trim() || `taskset ended with ${code}`));
  });
}

/** The worker's own entry: beside this file in the sources, beside the bundle in dist/. */
function workerPath(): string {
  const folder = import.meta.dirname;
  const path = [join(folder, 'worker.ts'), join(folder, 'worker.js'), join(folder, '..', 'worker.js')].find(existsSync);
  if (path !== undefined) return path;
  throw new Fault('internal', `worker.js is missing beside ${folder}`, 'dist/ is incomplete: get it whole');
}

/** Memory that could be given to workers now: the least of what the machine and its control group have left. */
export function availableMemory(): number {
  const machine = numberIn('/proc/meminfo', /^MemAvailable:\s*(\d+)/m) * 1024;
  const group = numberIn('/sys/fs/cgroup/memory.max', /^(\d+)/) - numberIn('/sys/fs/cgroup/memory.current', /^(\d+)/);
  const least = Math.min(machine, Number.isNaN(group) ? Infinity : group);
  return Number.isFinite(least) ? least : process.platform === 'linux' ? freemem() : totalmem() / 2;
}

function numberIn(path: string, pattern: RegExp): number {
  try {
    const [, digits] = pattern.exec(readFileSync(path, 'utf8')) ?? [];
    return digits === undefined ? Infinity : Number(digits);
  } catch {
    return Infinity;
  }
}
