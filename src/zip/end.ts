import type { Fail, Ranges } from './ranges.ts';

/** The archive's directory as its end says it, in bytes. */
export interface Directory {
  readonly offset: number;
  readonly bytes: number;
  readonly entries: number;
}

const END = 0x06_05_4b_50;
const END_BYTES = 22;
const MAX_NOTE = 0xff_ff;
const LOCATOR = 0x07_06_4b_50;
const LOCATOR_BYTES = 20;
const END64 = 0x06_06_4b_50;
const END64_BYTES = 56;

/** Entries up to which an archive is read; DeepSeek V3 in one file has 91,000 tensors. */
const MAX_ENTRIES = 100_000;
const MAX_DIRECTORY_BYTES = 64 << 20;

/** What the archive says at its end, before a note; by its 64-bit records where it has them. */
export function* findDirectory(size: number, fail: Fail): Ranges<Directory> {
  const length = Math.min(size, END_BYTES + MAX_NOTE + LOCATOR_BYTES);
  if (length < END_BYTES) throw fail('it is no zip archive');
  const tail = Buffer.from(yield { offset: size - length, length });
  const at = endIn(tail);
  if (at === -1) throw fail('it is no zip archive');
  if (tail.readUInt16LE(at + 4) !== tail.readUInt16LE(at + 6)) throw fail('it is one of several volumes');
  const end = size - length + at;
  const short = {
    offset: tail.readUInt32LE(at + 16),
    bytes: tail.readUInt32LE(at + 12),
    entries: tail.readUInt16LE(at + 10),
  };
  const isLong = at >= LOCATOR_BYTES && tail.readUInt32LE(at - LOCATOR_BYTES) === LOCATOR;
  const found = isLong ? yield* long(tail.readBigUInt64LE(at - LOCATOR_BYTES + 8), end, fail) : short;
  if (found.entries > MAX_ENTRIES) throw fail(`it holds ${found.entries} files, more than ${MAX_ENTRIES}`);
  if (found.bytes > MAX_DIRECTORY_BYTES) throw fail(`its directory takes ${found.bytes} bytes`);
  if (found.offset + found.bytes > end) throw fail('its directory lies outside');
  return found;
}

function endIn(tail: Buffer): number {
  for (let at = tail.length - END_BYTES; at >= Math.max(0, tail.length - END_BYTES - MAX_NOTE); at -= 1)
    if (tail.readUInt32LE(at) === END) return at;
  return -1;
}

function* long(offset: bigint, end: number, fail: Fail): Ranges<Directory> {
  if (offset + BigInt(END64_BYTES) > BigInt(end)) throw fail('its 64-bit end lies outside');
  const record = Buffer.from(yield { offset: Number(offset), length: END64_BYTES });
  if (record.length < END64_BYTES || record.readUInt32LE(0) !== END64) throw fail('its 64-bit end is damaged');
  const [entries, bytes, start] = [32, 40, 48].map((at) => Number(record.readBigUInt64LE(at)));
  return { offset: start ?? 0, bytes: bytes ?? 0, entries: entries ?? 0 };
}
