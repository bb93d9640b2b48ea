import type { Dim } from '#graph/dim.ts';
import { add, evaluate, isNeverBelow, sub, symbolsOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';

/** Most candidates kept for a symbolic peak; more than these and the formula is given up. */
const maxCandidates = 64;

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

/** A buffer of its own, shared by the views of it. */
interface Buffer {
  readonly bytes: Dim;
  left: number;
}

/** @param reads how often each value will be read (graph outputs count one more, never read) */
export function memoryPlan(reads: ReadonlyMap<string, number>): MemoryPlan {
  const buffers = new Map<string, Buffer>();
  let live: Candidate = nothing;
  let candidates: Candidate[] | null = [nothing];
  // Symbolic sums that were judged: repeated blocks come by the same ones again and again.
  const judged = new Set<string>();
  const judge = (now: Candidate): void => {
    if (candidates === null) return;
    if (typeof now.bytes !== 'number') {
      if (judged.has(now.bytes.key)) return;
      judged.add(now.bytes.key);
    }
    candidates = kept(candidates, now);
  };
  return {
    write(name, bytes) {
      live = plus(live, bytes);
      buffers.set(name, { bytes, left: reads.get(name) ?? 0 });
    },
    alias(name, source) {
      const buffer = buffers.get(source);
      if (buffer === undefined) return;
      buffer.left += reads.get(name) ?? 0;
      buffers.set(name, buffer);
    },
    peak(extra = 0) {
      judge(plus(live, extra));
    },
    read(name) {
      const buffer = buffers.get(name);
      if (buffer === undefined || --buffer.left > 0) return;
      buffer.left = Infinity;
      live = minus(live, buffer.bytes);
    },
    peaks: () => candidates?.map(({ bytes }) => bytes) ?? null,
  };
}

interface Candidate {
  readonly bytes: Dim;
  /** Its value at a few sizes: where these say that one candidate isn't above another everywhere, no proof is tried. Null of a number. */
  readonly samples: readonly number[] | null;
}

/** Of all magnitudes, for samples that part any two symbols. */
const mixed: readonly bigint[] = [1n, 33n, 1025n, 2n, 40_001n];

/** Sizes of the samples: small, middling, and one large symbol at a time are told apart by hashing the name. */
const sampleSizes: readonly ((hash: number) => bigint)[] = [
  () => 0n,
  (hash) => BigInt(1 + (hash % 7)),
  (hash) => (hash % 3 === 0 ? 10_007n : 3n),
  (hash) => (hash % 3 === 1 ? 10_009n : 2n),
  (hash) => (hash % 3 === 2 ? 10_037n : 1n),
  ...[5, 11, 17, 23, 29, 31].map((stride) => (hash: number) => mixed[Math.floor(hash / stride) % mixed.length] ?? 1n),
];

function hashOf(name: string): number {
  let hash = 7;
  for (let i = 0; i < name.length; i++) hash = (hash * 31 + name.charCodeAt(i)) % 1_000_003;
  return hash;
}

const sampled = new Map<string, readonly number[]>();

function samplesOf(bytes: Dim): readonly number[] {
  if (typeof bytes === 'number') return sampleSizes.map(() => bytes);
  const known = sampled.get(bytes.key);
  if (known !== undefined) return known;
  if (sampled.size > 4096) sampled.clear();
  const samples = evaluated(bytes);
  sampled.set(bytes.key, samples);
  return samples;
}

function plus(live: Candidate, bytes: Dim): Candidate {
  if (bytes === 0) return live;
  const sum = add(live.bytes, bytes);
  return { bytes: sum, samples: typeof sum === 'number' ? null : combined(live, bytes, 1) };
}

function minus(live: Candidate, bytes: Dim): Candidate {
  if (bytes === 0) return live;
  const rest = sub(live.bytes, bytes);
  return { bytes: rest, samples: typeof rest === 'number' ? null : combined(live, bytes, -1) };
}

function combined({ bytes, samples }: Candidate, change: Dim, sign: 1 | -1): readonly number[] {
  const changes = samplesOf(change);
  return (samples ?? samplesOf(bytes)).map((value, i) => value + sign * (changes[i] as number));
}

function evaluated(bytes: Dim): readonly number[] {
  const hashes = [...symbolsOf(bytes)].map((name) => [name, hashOf(name)] as const);
  return sampleSizes.map((size) => valueAt(bytes, new Map(hashes.map(([name, hash]) => [name, size(hash)]))));
}

/** NaN where the formula has no value there: it divides by a size of 0. */
function valueAt(bytes: Dim, sizes: ReadonlyMap<string, bigint>): number {
  try {
    return Number(evaluate(bytes, sizes) ?? NaN);
  } catch (error) {
    if (error instanceof Fault && error.code === 'shape') return NaN;
    throw error;
  }
}

const nothing: Candidate = { bytes: 0, samples: null };

/** True where `a` is provably never below `b`. */
function dominates(a: Candidate, b: Candidate): boolean {
  const below = b.samples ?? samplesOf(b.bytes);
  return (
    (a.samples ?? samplesOf(a.bytes)).every((value, i) => !(value < (below[i] as number))) &&
    isNeverBelow(a.bytes, b.bytes)
  );
}

function kept(candidates: Candidate[], now: Candidate): Candidate[] | null {
  const first = candidates[0]?.bytes;
  if (candidates.length === 1 && typeof first === 'number' && typeof now.bytes === 'number') {
    return now.bytes > first ? [now] : candidates;
  }
  if (candidates.some((c) => dominates(c, now))) return candidates;
  const rest = candidates.filter((c) => !dominates(now, c));
  rest.push(now);
  return rest.length > maxCandidates ? null : rest;
}
