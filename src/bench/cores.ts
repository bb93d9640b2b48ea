import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Ticks that a core has spent since the machine started, by the kernel's account (/proc/stat). */
export interface CoreTimes {
  readonly core: number;
  readonly total: number;
  readonly idle: number;
  /** Taken by other guests of the same hardware. */
  readonly steal: number;
}

/** Share of an interval that a core spent idle, and that other guests took. */
export interface CoreUse {
  readonly core: number;
  readonly idle: number;
  readonly steal: number;
}

/** Times of every core; empty if there is no /proc. */
export function readCores(): readonly CoreTimes[] {
  let text: string;
  try {
    text = readFileSync('/proc/stat', 'utf8');
  } catch {
    return [];
  }
  return [...text.matchAll(/^cpu(\d+) (.*)$/gm)].map(([, core, rest]) => {
    const ticks = (rest ?? '').trim().split(/\s+/).map(Number);
    const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = ticks;
    return {
      core: Number(core),
      total: user + nice + system + idle + iowait + irq + softirq + steal,
      idle: idle + iowait,
      steal,
    };
  });
}

export function usesBetween(before: readonly CoreTimes[], after: readonly CoreTimes[]): readonly CoreUse[] {
  return after.flatMap((now) => {
    const then = before.find(({ core }) => core === now.core);
    const total = then === undefined ? 0 : now.total - then.total;
    if (then === undefined || total <= 0) return [];
    return [{ core: now.core, idle: (now.idle - then.idle) / total, steal: (now.steal - then.steal) / total }];
  });
}

/** The cores that this process may run on, as the kernel lists them (`0-3,8`). */
export function allowedCores(): readonly number[] {
  try {
    const [, list = ''] = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return parseCoreList(list);
  } catch {
    return Array.from({ length: availableParallelism() }, (_, i) => i);
  }
}

/** `0-2,5` → 0, 1, 2, 5. */
export function parseCoreList(list: string): readonly number[] {
  return list.split(',').flatMap((part) => {
    const [, first, last = first] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part.trim()) ?? [];
    if (first === undefined) return [];
    const from = Number(first);
    return Array.from({ length: Math.max(0, Number(last) - from + 1) }, (_, i) => from + i);
  });
}

/** Allowed cores by how fit they are to measure on, best first: what's idle, less twice what is stolen. */
export function rankCores(uses: readonly CoreUse[], allowed: readonly number[]): readonly CoreUse[] {
  return uses
    .filter(({ core }) => allowed.includes(core))
    .toSorted((a, b) => b.idle - 2 * b.steal - (a.idle - 2 * a.steal) || b.core - a.core);
}

/** Watches the cores for a while and ranks them; empty if the system doesn't say. */
export async function idlestCores(milliseconds = 250): Promise<readonly CoreUse[]> {
  const before = readCores();
  if (before.length === 0) return [];
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return rankCores(usesBetween(before, readCores()), allowedCores());
}
