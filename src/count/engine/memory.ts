import type { Dim } from '#graph/dim.ts';
import { add, evaluate, isNeverBelow, mul, symbolsOf } from '#graph/dim.ts';
import { within } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';

/** Most candidates kept for a symbolic peak; more than these and the formula is given up. */
const maxCandidates = 64;
/** Steps that its formulas may take, and comparisons of one size between moments; beyond them likewise. */
const maxSteps = 30_000_000;
const maxCompared = 20_000_000;

/**
 * Planned peak of activation memory by liveness in execution order: a buffer lives from the node that writes it to the last
 * node that reads it; views share their source's buffer; nothing is computed in place; weights and constants are not in it.
 * Values are identified by number.
 */
export interface MemoryPlan {
  /** A value that holds a buffer of its own, beside all that are alive. */
  write(value: number, size: Dim): void;
  /** `value` is `source` seen otherwise. */
  alias(value: number, source: number): void;
  /** All of a node's buffers are alive now, with `extra` on top for what its body needs. */
  peak(extra?: Dim): void;
  /** A body's own peak isn't known: nor is this one. */
  outgrown(): void;
  /** The node at this step has read `value`; frees its buffer if that was the last read. */
  read(value: number): void;
  /** Candidates of the maximum so far: one if all sizes are numbers. Null after too many incomparable ones. */
  peaks(): readonly Dim[] | null;
}

/** @param uses by value, how often it will be read (graph outputs count one more, never read) */
export function memoryPlan(uses: ArrayLike<number>): MemoryPlan {
  /** By value: 1 + the value that holds its buffer, 0 if there is none. */
  const holders = new Int32Array(uses.length);
  const sizes: Dim[] = [];
  /** By value that holds a buffer: reads to come, Infinity once it is freed. */
  const left = new Float64Array(uses.length);
  const alive = livingBytes();
  return {
    write(value, bytes) {
      alive.add(bytes);
      holders[value] = value + 1;
      sizes[value] = bytes;
      left[value] = uses[value] ?? 0;
    },
    alias(value, source) {
      const holder = holders[source] ?? 0;
      if (holder === 0) return;
      left[holder - 1] = (left[holder - 1] ?? 0) + (uses[value] ?? 0);
      holders[value] = holder;
    },
    peak: (extra) => alive.mark(extra),
    outgrown: () => alive.outgrown(),
    read(value) {
      const holder = (holders[value] ?? 0) - 1;
      if (holder < 0) return;
      const rest = (left[holder] as number) - 1;
      left[holder] = rest;
      if (rest > 0) return;
      left[holder] = Infinity;
      alive.remove(sizes[holder] as Dim);
    },
    peaks: () => alive.peaks(),
  };
}

/** Sizes below that are added up as numbers, exactly: a count books no more than 2^22 buffers. */
const smallSize = 2 ** 31;

/** What is alive at once: bytes in small buffers, and by size how many other buffers. */
interface Moment {
  readonly fixed: number;
  readonly counts: readonly number[];
}

interface Kind {
  readonly bytes: Dim;
  /** Provably never negative: a formula may be, at sizes for which the model doesn't run. */
  readonly isSize: boolean;
}

interface LivingBytes {
  add(bytes: Dim): void;
  remove(bytes: Dim): void;
  /** All that is alive counts, with `extra` on top. */
  mark(extra?: Dim): void;
  outgrown(): void;
  peaks(): readonly Dim[] | null;
}

/** Most moments kept apart before they are judged as formulas. */
const maxMoments = 256;

/** Sums what is alive, in numbers: of all moments only those that none covers, buffer by buffer, become formulas. */
function livingBytes(): LivingBytes {
  let fixed = 0;
  const { kinds, counts, positionOf } = newKinds();
  const largest = newLargest(kinds);
  /** The most fixed bytes since the counts changed; -1 if none were marked. */
  let highest = -1;
  const moments = newMoments(kinds, largest);
  const settle = (): void => {
    if (highest >= 0) moments.note({ fixed: highest, counts });
    highest = -1;
  };
  /** What grows covers what it was before; only what shrinks leaves a moment behind. */
  const change = (bytes: Dim, by: 1 | -1): void => {
    if (typeof bytes === 'number' && bytes < smallSize) {
      fixed += by * bytes;
      return;
    }
    const kind = positionOf(bytes);
    if (by === -1 || highest > fixed || kinds[kind]?.isSize !== true) settle();
    counts[kind] = (counts[kind] as number) + by;
    if (by === 1) highest = fixed;
  };
  return {
    add: (bytes) => change(bytes, 1),
    remove: (bytes) => change(bytes, -1),
    mark(extra = 0) {
      if (extra === 0) highest = Math.max(highest, fixed);
      else largest.judge({ fixed, counts }, extra);
    },
    outgrown: () => moments.outgrow(),
    peaks() {
      settle();
      moments.judgeAll();
      return largest.peaks();
    },
  };
}

/** Sizes of buffers in the order in which they are met, and how many of each are alive. */
function newKinds() {
  const kinds: Kind[] = [];
  const counts: number[] = [];
  const positions = new Map<string, number>();
  const positionOf = (bytes: Dim): number => {
    const key = typeof bytes === 'number' ? String(bytes) : bytes.key;
    const known = positions.get(key);
    if (known !== undefined) return known;
    positions.set(key, kinds.length);
    counts.push(0);
    return kinds.push({ bytes, isSize: isNeverBelow(bytes, 0) }) - 1;
  };
  return { kinds, counts, positionOf };
}

/** Moments of which none covers another, buffer by buffer; judged as formulas when there are many. */
function newMoments(kinds: readonly Kind[], largest: ReturnType<typeof newLargest>) {
  let moments: Moment[] = [];
  /** The moment of these that covered the last one, or is it. */
  let covering: Moment | undefined;
  let compared = 0;
  const covers = (a: Moment, b: Moment): boolean => {
    compared += kinds.length;
    return isCovered(kinds, a, b);
  };
  const judgeAll = (): void => {
    for (const moment of moments) largest.judge(moment, 0);
    moments = [];
    covering = undefined;
  };
  const outgrow = (): void => {
    largest.outgrow();
    judgeAll();
  };
  /** @param live its counts are copied if the moment is kept */
  const note = (live: Moment): void => {
    if (largest.isOutgrown()) return;
    if (compared > maxCompared) {
      outgrow();
      return;
    }
    // In a deep model one moment covers most that follow.
    if (covering !== undefined && covers(covering, live)) return;
    covering = moments.find((moment) => covers(moment, live));
    if (covering !== undefined) return;
    const now: Moment = { fixed: live.fixed, counts: live.counts.slice() };
    moments = moments.filter((moment) => !covers(now, moment));
    moments.push(now);
    covering = now;
    if (moments.length > maxMoments) judgeAll();
  };
  return { note, judgeAll, outgrow };
}

/** The largest of the moments judged so far, as formulas of which none is proved to cover another. */
function newLargest(kinds: readonly Kind[]) {
  let candidates: Candidate[] | null = [nothing];
  const formulas = { left: maxSteps };
  return {
    /** @param extra bytes alive beside the moment's */
    judge({ fixed, counts }: Moment, extra: Dim): void {
      const before = candidates;
      if (before === null) return;
      const after = within(formulas, () => {
        let sum = plus(plus(nothing, fixed), extra);
        counts.forEach((count, kind) => (sum = plus(sum, mul((kinds[kind] as Kind).bytes, count))));
        return kept(before, sum);
      });
      candidates = after ?? null;
    },
    /** Too much to work out: there is no answer from here on. */
    outgrow(): void {
      candidates = null;
    },
    isOutgrown: (): boolean => candidates === null,
    peaks: (): readonly Dim[] | null => candidates?.map(({ bytes }) => bytes) ?? null,
  };
}

/** True if at least as many buffers of each size, and fixed bytes, are alive in `a` as in `b`. */
function isCovered(kinds: readonly Kind[], a: Moment, b: Moment): boolean {
  if (a.fixed < b.fixed) return false;
  for (let kind = 0; kind < kinds.length; kind++) {
    const more = (a.counts[kind] ?? 0) - (b.counts[kind] ?? 0);
    if (more < 0 || (more > 0 && kinds[kind]?.isSize !== true)) return false;
  }
  return true;
}

interface Candidate {
  readonly bytes: Dim;
  /** Its value at a few sizes: where these say that one candidate isn't above another everywhere, no proof is tried. Null of a number. */
  readonly samples: readonly number[] | null;
}

/** Of all magnitudes, for samples that part any two symbols. */
const mixed: readonly bigint[] = [1n, 33n, 1025n, 2n, 40_001n];

/** Sizes of the samples: small, middling, and one large symbol at a time are distinguished by hashing the name. */
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
  return { bytes: sum, samples: typeof sum === 'number' ? null : combined(live, bytes) };
}

function combined({ bytes, samples }: Candidate, more: Dim): readonly number[] {
  const added = samplesOf(more);
  const before = samples ?? samplesOf(bytes);
  return before.map((value, i) => value + (added[i] as number));
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

/** True if `a` is provably never below `b`. */
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
