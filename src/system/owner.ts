import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What a name says of its owner: nothing, or a process of another machine or container, which can't be looked up here. */
export type OwnerState = 'alive' | 'dead' | 'stranger' | null;

/** This process, for names of what it may leave behind: its number, when it was started, and the system that numbers it. */
export function ownerTag(): string {
  return `${process.pid}.${startOf(process.pid) ?? '0'}.${systemId()}`;
}

/** What became of the process that a tag names. */
export function ownerState(tag: string): OwnerState {
  const [, pid, start = '', system] = /^(\d{1,10})\.(\d{1,20})\.([0-9a-f]{8})$/.exec(tag) ?? [];
  if (pid === undefined) return null;
  if (system !== systemId()) return 'stranger';
  return lives(Number(pid), start) ? 'alive' : 'dead';
}

/** Whether the process that started then still runs; if no start is known, whether one of this number does. */
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

/** When a process was started, in ticks since the system was; null if that can't be read. */
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
