import { Fault } from '#graph/fault.ts';
import type { Source } from '#graph/source.ts';
import { inMemory } from './in-memory.ts';

/** Bytes [offset, offset + length) of an artifact. */
export interface Range {
  readonly offset: number;
  readonly length: number;
  /** Of this member instead of the root, by its path from the root's folder; at any place, in any order. */
  readonly member?: string;
}

/**
 * A reader under way: it yields the range that it lacks, is resumed with the bytes (fewer than asked for only at the end of
 * the file) and returns its result. It never knows whether the bytes came at once or later, so one and the same
 * reader serves files and streams. A member that can't be opened or read is thrown into it as a Fault, so that it may do without.
 */
export type Reading<R> = Generator<Range, R, Uint8Array>;

/** First bytes of every artifact, enough to recognise its format and, for most files, to start on its structure. */
export const HEAD_BYTES = 4096;

/**
 * Runs a reading against a source. Where the source answers at once the result is there at once, without a turn of the
 * event loop; from the first promise on, or the first member, it is a promise. The source stays open, members are closed.
 */
export function drive<R>(source: Source, reading: Reading<R>): R | Promise<R> {
  let turn = reading.next();
  while (turn.done !== true) {
    if (turn.value.member !== undefined) return driveLater(source, reading, turn.value);
    const bytes = source.read(turn.value.offset, turn.value.length);
    if (bytes instanceof Promise) return driveLater(source, reading, turn.value, bytes);
    turn = reading.next(bytes);
  }
  return turn.value;
}

/** What is there, at once. @throws Fault `internal` where it isn't */
export function atOnce<R>(source: Source, result: R | Promise<R>): R {
  if (result instanceof Promise) {
    result.catch(() => undefined);
    throw new Fault(
      'internal',
      `${source.name} can't be read synchronously`,
      'read it with readModel and await the result',
    );
  }
  return result;
}

async function driveLater<R>(
  source: Source,
  reading: Reading<R>,
  range: Range,
  first?: Promise<Uint8Array>,
): Promise<R> {
  const members = new Map<string, Source>();
  const answer = async ({ offset, length, member }: Range): Promise<Uint8Array> =>
    (member === undefined ? source : await memberOf(source, member, members)).read(offset, length);
  try {
    let turn = await resume(reading, range, first ?? answer(range));
    while (turn.done !== true) {
      // Each range depends on the bytes before it.
      // oxlint-disable-next-line no-await-in-loop
      turn = await resume(reading, turn.value, answer(turn.value));
    }
    return turn.value;
  } finally {
    for (const opened of members.values()) void opened.close();
  }
}

async function resume<R>(
  reading: Reading<R>,
  { member }: Range,
  bytes: Promise<Uint8Array>,
): Promise<IteratorResult<Range, R>> {
  let got: Uint8Array;
  try {
    got = await bytes;
  } catch (thrown) {
    // Without its root there is no model, whatever a reader thinks of it.
    if (member === undefined) throw thrown;
    return reading.throw(thrown);
  }
  return reading.next(got);
}

async function memberOf(root: Source, path: string, opened: Map<string, Source>): Promise<Source> {
  const before = opened.get(path);
  if (before !== undefined) return before;
  if (root.beside === undefined)
    throw new Fault(
      'missing-file',
      `${root.name} has no ${path} beside it`,
      'give the model with its files, in its folder',
    );
  const member = await root.beside.open(path);
  const source = member.forward ? inMemory(member, new Uint8Array(0)) : member;
  opened.set(path, source);
  return source;
}
