import { Fault } from '#graph/fault.ts';
import type { Source } from '#graph/source.ts';

/** Bytes [offset, offset + length) of an artifact. */
export interface Range {
  readonly offset: number;
  readonly length: number;
}

/**
 * A reader under way: it yields the range that it lacks, is resumed with the bytes (fewer than asked for only at the end of
 * the artifact) and returns its result. It never knows whether the bytes came at once or later, so one and the same
 * reader serves files and streams.
 */
export type Reading<R> = Generator<Range, R, Uint8Array>;

/** First bytes of every artifact, enough to recognise its format and, for most files, to start on its structure. */
export const HEAD_BYTES = 4096;

/**
 * Runs a reading against a source. Where the source answers at once the result is there at once, without a turn of the
 * event loop; from the first promise on, it is a promise.
 */
export function drive<R>(source: Source, reading: Reading<R>): R | Promise<R> {
  let turn = reading.next();
  while (turn.done !== true) {
    const bytes = source.read(turn.value.offset, turn.value.length);
    if (bytes instanceof Promise) return driveLater(source, reading, bytes);
    turn = reading.next(bytes);
  }
  return turn.value;
}

/** `drive` for a source that is known to answer at once (a file, bytes in memory). */
export function driveSync<R>(source: Source, reading: Reading<R>): R {
  const result = drive(source, reading);
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

async function driveLater<R>(source: Source, reading: Reading<R>, first: Promise<Uint8Array>): Promise<R> {
  let turn = reading.next(await first);
  while (turn.done !== true) {
    // Each range depends on the bytes before it.
    // oxlint-disable-next-line no-await-in-loop
    turn = reading.next(await source.read(turn.value.offset, turn.value.length));
  }
  return turn.value;
}
