import type { Fault } from '#graph/fault.ts';
import { HEAD_BYTES, type Range } from '#read/reading.ts';

/** A place in an artifact and the window of its bytes that are at hand. */
export interface Cursor {
  window: Buffer;
  /** Offset in the artifact of the window's first byte. */
  base: number;
  /** Index into the window of the next byte; beyond the window after a seek. */
  at: number;
  /** Length of the artifact; Infinity until it is known. */
  size: number;
  /** Length of the last range. */
  step: number;
  /** The Fault of a damaged artifact, which says where the cursor is. */
  readonly fail: (code: 'bad-wire' | 'truncated' | 'depth-limit' | 'structure-limit', what: string) => Fault;
}

/** Windows double while structure follows structure, and start small again behind weights that were seeked over. */
const MAX_WINDOW = 1 << 16;

/**
 * @param head the artifact's first bytes
 * @param size its length, null if it isn't known
 */
export function openCursor(head: Uint8Array, size: number | null, fail: Cursor['fail']): Cursor {
  return { window: asBuffer(head), base: 0, at: 0, size: size ?? Infinity, step: HEAD_BYTES, fail };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The range to ask for: right behind the window where its rest is still wanted, at the cursor after a seek. */
export function rangeFor(cursor: Cursor, lacking: number): Range {
  const held = cursor.window.length - cursor.at;
  if (held >= 0) {
    const offset = cursor.base + cursor.window.length;
    cursor.step = Math.min(cursor.step * 2, MAX_WINDOW);
    return { offset, length: Math.min(Math.max(cursor.step, lacking - held), cursor.size - offset) };
  }
  cursor.step = HEAD_BYTES;
  // One byte early where the end isn't known: an artifact that ends exactly here still has that byte, a cut one hasn't.
  const offset = cursor.base + cursor.at - (cursor.size === Infinity ? 1 : 0);
  return { offset, length: Math.min(Math.max(cursor.step, lacking + 1), cursor.size - offset) };
}

/** Takes the bytes of a range; true if they end the artifact, whose size is known from then on. */
export function feed(cursor: Cursor, range: Range, bytes: Uint8Array): boolean {
  const position = cursor.base + cursor.at;
  const held = cursor.window.length - cursor.at;
  cursor.window = held > 0 ? Buffer.concat([cursor.window.subarray(cursor.at), bytes]) : asBuffer(bytes);
  cursor.base = held > 0 ? position : range.offset;
  cursor.at = position - cursor.base;
  if (bytes.length >= range.length) return false;
  cursor.size = cursor.base + cursor.window.length;
  return true;
}

/** The index of the next `length` bytes, which are passed. */
export function take(cursor: Cursor, limit: number, length: number): number {
  const at = cursor.at;
  if (at + length > limit) throw cursor.fail('truncated', 'a value passes the end of its message');
  cursor.at += length;
  return at;
}

/** An unsigned varint; exact up to 2^53, and beyond that still beyond every length that is allowed. */
export function unsigned(cursor: Cursor, limit: number): number {
  if (cursor.at < limit) {
    const byte = cursor.window[cursor.at] as number;
    if (byte < 0x80) {
      cursor.at++;
      return byte;
    }
  }
  let value = 0;
  let scale = 1;
  for (let i = 0; i < 10; i++) {
    if (cursor.at >= limit) throw cursor.fail('truncated', 'a number passes the end of its message');
    const byte = cursor.window[cursor.at++] as number;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 128;
  }
  throw cursor.fail('bad-wire', 'a varint of more than 10 bytes');
}

/** An int64 (two's complement, ten bytes where negative): a number where safe, else a bigint. */
export function signed(cursor: Cursor, limit: number): number | bigint {
  const start = cursor.at;
  const value = unsigned(cursor, limit);
  if (value <= Number.MAX_SAFE_INTEGER) return value;
  let exact = 0n;
  for (let i = cursor.at - 1; i >= start; i--) exact = (exact << 7n) | BigInt((cursor.window[i] as number) & 0x7f);
  exact = BigInt.asIntN(64, exact);
  const rounded = Number(exact);
  return Number.isSafeInteger(rounded) ? rounded : exact;
}
