import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '#graph/fault.ts';
import { atEnd } from './ending.ts';

/** A folder for the files of this run: nobody else may look into it, and it is gone when the process ends. */
export interface TempFolder {
  /** Without links in it. */
  readonly path: string;
  remove(): void;
}

/**
 * Makes a folder for temporary files: the only place in `src/` that does. The first one that a process makes in a place sweeps away
 * what killed runs left there.
 * @param purpose one word, for who looks into the place
 * @param place absent: the system's folder for temporary files
 * @throws Fault `unwritable-temp`
 */
export function makeTempFolder(purpose: string, place: string = tmpdir()): TempFolder {
  if (!swept.has(place)) sweep(place);
  swept.add(place);
  let path: string;
  try {
    path = realpathSync(mkdtempSync(join(place, `${PREFIX}${purpose}-${owner()}-`)));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault(
      'unwritable-temp',
      `${place} can't hold temporary files: ${why}`,
      'set TMPDIR to a folder that can be written and has room',
      { cause },
    );
  }
  const clean = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  const release = atEnd(clean);
  return {
    path,
    remove() {
      clean();
      release();
    },
  };
}

const PREFIX = 'flopgate-';
const swept = new Set<string>();

/** Age from which a folder of another machine or container, whose processes can't be looked up here, is left over. */
const STRANGER_MS = 7 * 24 * 3_600_000;
/** Folders that one run sweeps at most. */
const MOST_SWEPT = 50;

/** `PID.START.SYSTEM`: the process, when the system started it, and the system that counts its processes. */
const owner = (): string => `${process.pid}.${startOf(process.pid) ?? '0'}.${systemId()}`;
const named = /^flopgate-[a-z]+-(\d+)\.(\d+)\.([0-9a-f]{8})-[A-Za-z0-9]{6}$/;

/**
 * Removes what runs that were killed left in a place: folders of this user whose owner is dead, never one of a run that goes on. What
 * can't be removed stays.
 */
function sweep(place: string): void {
  let left = MOST_SWEPT;
  for (const name of namesIn(place)) {
    const [, pid = '', start = '', system = ''] = named.exec(name) ?? [];
    if (pid === '' || left === 0) continue;
    const path = join(place, name);
    try {
      const stat = lstatSync(path);
      if (!stat.isDirectory() || (process.getuid !== undefined && stat.uid !== process.getuid())) continue;
      const isOver = system === systemId() ? !lives(Number(pid), start) : Date.now() - stat.mtimeMs > STRANGER_MS;
      if (!isOver) continue;
      rmSync(path, { recursive: true, force: true });
      left -= 1;
    } catch {
      // Another run sweeps, too.
    }
  }
}

function namesIn(place: string): readonly string[] {
  try {
    return readdirSync(place).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** Whether the process that started then still runs; where no start is known, whether one of this number does. */
function lives(pid: number, start: string): boolean {
  const now = startOf(pid);
  if (now !== null && start !== '0') return now === start;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

/** When a process was started, in ticks since the system was; null where that can't be read. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The program's name, in parentheses, may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

let system: string | undefined;

/** Names what numbers processes here: the machine since it was started, and the container in it. */
function systemId(): string {
  if (system !== undefined) return system;
  const facts = [hostname()];
  try {
    facts.push(readFileSync('/proc/sys/kernel/random/boot_id', 'latin1'), readlinkSync('/proc/self/ns/pid'));
  } catch {
    // No Linux.
  }
  system = createHash('sha256').update(facts.join('\0')).digest('hex').slice(0, 8);
  return system;
}
