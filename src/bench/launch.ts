import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { totalmem, freemem } from 'node:os';
import { join } from 'node:path';
import { Fault } from '#graph/fault.ts';

/** How a worker process is started. */
export interface Launch {
  /** Cores that it's pinned to from its start; empty: it runs where the system puts it. */
  readonly cores: readonly number[];
  /** Most memory that it may take for itself, in bytes; null: no limit. */
  readonly memoryLimit: number | null;
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
 * and the like stay out.
 */
const passed =
  /^(?:PATH|HOME|USERPROFILE|SYSTEMROOT|WINDIR|TEMP|TMP|TMPDIR|LANG|LC_\w+|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|(?:CUDA|NVIDIA|TENSORRT|ORT|HSA|ROCM)_?\w*)$/i;

/** Set where nothing outside ends a worker with the bench, so that it must see to that itself. */
export const GUARD = 'FLOPGATE_WORKER_GUARD';

function environment(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name, text]) => passed.test(name) && text !== undefined);
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
    ...(wrappers().setpriv ? {} : { [GUARD]: '1' }),
  };
}

/** Starts a worker; its channel is the fourth descriptor. */
export function launch({ cores, memoryLimit }: Launch): ChildProcess {
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
  return spawn(program, args, { env: environment(), stdio: ['ignore', 'ignore', 'pipe', 'ipc'], windowsHide: true });
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
