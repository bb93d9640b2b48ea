import type { Directory } from './end.ts';
import type { Fail, Ranges } from './ranges.ts';

/** A file of an archive, as its directory says it. */
export interface ZipEntry {
  /** A relative path that stays in the archive. */
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Bytes as packed, and as unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Of its own header. */
  readonly offset: number;
}

const CENTRAL = 0x02_01_4b_50;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_NAME_BYTES = 4096;
/** Stands for a value that is in the 64-bit extra field. */
const IN_EXTRA = 0xff_ff_ff_ff;

/** All entries: none twice, none over another one, none outside the archive. */
export function* entriesOf(where: Directory, fail: Fail): Ranges<readonly ZipEntry[]> {
  const { offset, bytes, entries: count } = where;
  const directory = bytes === 0 ? Buffer.alloc(0) : Buffer.from(yield { offset, length: bytes });
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const { entry, next } = entryAt(directory, at, fail);
    if (names.has(entry.name)) throw fail(`two of its files are named ${entry.name}`);
    names.add(entry.name);
    entries.push(entry);
    at = next;
  }
  checkPlaces(entries, offset, fail);
  return entries;
}

function entryAt(directory: Buffer, at: number, fail: Fail): { readonly entry: ZipEntry; readonly next: number } {
  if (at + CENTRAL_BYTES > directory.length || directory.readUInt32LE(at) !== CENTRAL)
    throw fail('its directory is damaged');
  const nameEnd = at + CENTRAL_BYTES + directory.readUInt16LE(at + 28);
  const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
  const next = extraEnd + directory.readUInt16LE(at + 32);
  if (next > directory.length) throw fail('its directory is damaged');
  const name = directory.toString('utf8', at + CENTRAL_BYTES, nameEnd);
  if (nameEnd - at - CENTRAL_BYTES > MAX_NAME_BYTES || !staysInside(name))
    throw fail('one of its files has a name that leads out of it, or is too long');
  const long = longValues(directory.subarray(nameEnd, extraEnd));
  // In this order they stand in the extra field, those only that the entry itself leaves out.
  const [size, packed, offset] = [24, 20, 42].map((field) => {
    const short = directory.readUInt32LE(at + field);
    if (short !== IN_EXTRA) return short;
    const value = long.shift();
    if (value === undefined || value > BigInt(Number.MAX_SAFE_INTEGER)) throw fail(`its file ${name} has no length`);
    return Number(value);
  }) as [number, number, number];
  const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
  return { entry: { name, method: directory.readUInt16LE(at + 10), isEncrypted, packed, size, offset }, next };
}

/** Values of the 64-bit extra field (id 1), in order. */
function longValues(extra: Buffer): bigint[] {
  for (let at = 0; at + 4 <= extra.length;) {
    const [id, length] = [extra.readUInt16LE(at), extra.readUInt16LE(at + 2)];
    const values = extra.subarray(at + 4, at + 4 + length);
    if (id === 1) return Array.from({ length: values.length >> 3 }, (_, i) => values.readBigUInt64LE(8 * i));
    at += 4 + length;
  }
  return [];
}

/** Relative, without `..`, the same on every platform. */
function staysInside(name: string): boolean {
  if (name === '' || name.startsWith('/') || /^[a-z]:/i.test(name) || /[\\\0]/.test(name)) return false;
  return !name.split('/').includes('..');
}

function checkPlaces(entries: readonly ZipEntry[], end: number, fail: Fail): void {
  const places = entries.toSorted((a, b) => a.offset - b.offset);
  for (const [i, { name, offset, packed }] of places.entries()) {
    if (offset + LOCAL_BYTES + packed > end) throw fail(`its file ${name} lies outside`);
    const next = places[i + 1];
    if (next !== undefined && offset + LOCAL_BYTES + packed > next.offset)
      throw fail(`its files ${name} and ${next.name} lie over each other`);
  }
}
