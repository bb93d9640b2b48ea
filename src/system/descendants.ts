import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Between asking processes to end and ending them: git removes its lock files in this time. */
const GRACE_MS = 500;
const STEP_MS = 10;

/** A process, as far as it decides who descends from whom. */
interface Entry {
  readonly pid: number;
  readonly parent: number;
}

/**
 * Ends all processes that descend from this one: SIGTERM first, then SIGKILL. Synchronous, for a process that is about to end itself.
 * On Windows, which names no parents, it does nothing.
 */
export function killDescendants(pause: (milliseconds: number) => void): void {
  const asked = descendants();
  if (asked.length === 0) return;
  for (const pid of asked) send(pid, 'SIGTERM');
  let left = stillThere(asked);
  for (let waited = 0; left.length > 0 && waited < GRACE_MS; waited += STEP_MS) {
    pause(STEP_MS);
    left = stillThere(asked);
  }
  for (const pid of left) send(pid, 'SIGKILL');
}

/** Those that were asked, whatever parent they have by now, and those that they have started since. */
function stillThere(asked: readonly number[]): readonly number[] {
  const entries = processes();
  const found = below(entries, [process.pid, ...asked]);
  const alive = new Set(entries.map(({ pid }) => pid));
  return [...new Set([...asked.filter((pid) => alive.has(pid)), ...found])];
}

const descendants = (): readonly number[] => below(processes(), [process.pid]);

function below(entries: readonly Entry[], roots: readonly number[]): readonly number[] {
  const known = new Set(roots);
  const found: number[] = [];
  for (let before = -1; before < found.length;) {
    before = found.length;
    for (const { pid, parent } of entries) {
      if (known.has(pid) || !known.has(parent)) continue;
      known.add(pid);
      found.push(pid);
    }
  }
  return found;
}

/** All processes that live; one that has ended and waits for its parent to notice doesn't. */
function processes(): readonly Entry[] {
  if (process.platform === 'win32') return [];
  return process.platform === 'linux' ? ofProc() : ofPs();
}

function ofProc(): readonly Entry[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? entryOf(name) : []));
  } catch {
    return [];
  }
}

function entryOf(name: string): readonly Entry[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
    // The program's name, in parentheses, may hold anything.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? [] : [{ pid: Number(name), parent: Number(parent) }];
  } catch {
    return [];
  }
}

function ofPs(): readonly Entry[] {
  const { pid: own, stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'latin1', timeout: 5000 });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [pid = '', parent = '', state = ''] = line.trim().split(/\s+/);
    return pid === '' || state.startsWith('Z') || Number(pid) === own
      ? []
      : [{ pid: Number(pid), parent: Number(parent) }];
  });
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}
