import type { Dim } from '#graph/dim.ts';
import { add, isAtLeast, sub } from '#graph/dim.ts';

/** Most candidates kept for a symbolic peak; more than these and the formula is given up. */
const maxCandidates = 32;

/**
 * Planned peak of activation memory by liveness in execution order: a buffer lives from the node that writes it to the last
 * node that reads it; views share their source's buffer; nothing is computed in place; weights and constants are not in it.
 */
export interface MemoryPlan {
  /** A value that holds a buffer of its own. */
  write(name: string, size: Dim): void;
  /** `name` is `source` seen otherwise. */
  alias(name: string, source: string): void;
  /** All of a node's buffers are alive now, with `extra` on top for what its body needs. */
  peak(extra?: Dim): void;
  /** The node at this step has read `name`; frees its buffer where that was the last read. */
  read(name: string): void;
  /** Candidates of the maximum so far: one where all sizes are numbers. Null after too many incomparable ones. */
  peaks(): readonly Dim[] | null;
}

/** @param reads how often each value will be read (graph outputs count one more, never read) */
export function memoryPlan(reads: ReadonlyMap<string, number>): MemoryPlan {
  const root = new Map<string, string>();
  const left = new Map<string, number>();
  const size = new Map<string, Dim>();
  let live: Dim = 0;
  let candidates: Dim[] | null = [0];
  const rootOf = (name: string): string => root.get(name) ?? name;
  const free = (name: string): void => {
    live = sub(live, size.get(name) ?? 0);
    size.delete(name);
  };
  return {
    write(name, bytes) {
      live = add(live, bytes);
      size.set(name, bytes);
      left.set(name, reads.get(name) ?? 0);
    },
    alias(name, source) {
      const base = rootOf(source);
      root.set(name, base);
      left.set(base, (left.get(base) ?? 0) + (reads.get(name) ?? 0));
    },
    peak(extra = 0) {
      candidates = candidates === null ? null : kept(candidates, add(live, extra));
    },
    read(name) {
      const base = rootOf(name);
      const rest = (left.get(base) ?? 0) - 1;
      left.set(base, rest);
      if (rest <= 0 && size.has(base)) free(base);
    },
    peaks: () => candidates,
  };
}

function kept(candidates: Dim[], now: Dim): Dim[] | null {
  const first = candidates[0];
  if (candidates.length === 1 && typeof first === 'number' && typeof now === 'number') {
    if (now > first) candidates[0] = now;
    return candidates;
  }
  if (candidates.some((c) => isAtLeast(c, now) === true)) return candidates;
  const rest = candidates.filter((c) => isAtLeast(now, c) !== true);
  rest.push(now);
  return rest.length > maxCandidates ? null : rest;
}
