import { inflateRawSync } from 'node:zlib';
import type { Fault } from '#graph/fault.ts';
import { entriesOf, type ZipEntry } from './directory.ts';
import type { Fail, Ranges } from './ranges.ts';
import { findDirectory } from './end.ts';

/** Inflated to packed size beyond which an entry is taken for a bomb, once it is large; weights compress by far less. */
const MAX_RATIO = 200;
const FREE_BYTES = 64 << 20;
const LOCAL = 0x04_03_4b_50;
const LOCAL_BYTES = 30;

/**
 * The entries of a zip archive, in the order of its directory: nothing is unpacked, and nothing that it claims is believed.
 *
 * @param size of the archive in bytes
 * @param fail makes the fault that is thrown, of what is wrong with the archive
 */
export function* readZip(size: number, fail: Fail): Ranges<readonly ZipEntry[]> {
  return yield* entriesOf(yield* findDirectory(size, fail), fail);
}

/**
 * The content of an entry, whole.
 *
 * @param most bytes that it may hold
 */
export function* unzip(entry: ZipEntry, most: number, fail: Fail): Ranges<Buffer> {
  const { name, method, size, packed } = entry;
  if (size > most) throw fail(`its file ${name} claims ${size} bytes, more than ${most}`);
  if (size > Math.max(packed * MAX_RATIO, FREE_BYTES))
    throw fail(`its file ${name} inflates more than ${MAX_RATIO}-fold`);
  const offset = yield* placeOf(entry, fail);
  const bytes = asBuffer(packed === 0 ? new Uint8Array(0) : yield { offset, length: packed });
  if (bytes.length < packed) throw fail(`its file ${name} ends too early`);
  if (method === 0) return bytes;
  return inflate(bytes, size, (cause) => fail(`its file ${name} is damaged or not as long as it claims`, cause));
}

/** Where an entry's packed bytes begin: its own header is between them and the place that the directory gives. */
function* placeOf({ name, method, isEncrypted, packed, size, offset }: ZipEntry, fail: Fail): Ranges<number> {
  if (isEncrypted) throw fail(`its file ${name} is encrypted`);
  if (method !== 0 && method !== 8) throw fail(`its file ${name} is packed by method ${method}, not 0 or 8`);
  if (method === 0 && packed !== size) throw fail(`its file ${name} is stored, and not as long as it claims`);
  const header = asBuffer(yield { offset, length: LOCAL_BYTES });
  if (header.length < LOCAL_BYTES || header.readUInt32LE(0) !== LOCAL) throw fail(`its file ${name} lies outside`);
  return offset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Runs a reading over an archive that is in memory, whole. */
export function fromMemory<R>(archive: Uint8Array, ranges: Ranges<R>): R {
  let turn = ranges.next();
  while (turn.done !== true) {
    const { offset, length } = turn.value;
    turn = ranges.next(archive.subarray(offset, offset + length));
  }
  return turn.value;
}

function inflate(bytes: Buffer, size: number, fail: (cause?: unknown) => Fault): Buffer {
  let inflated: Buffer;
  try {
    inflated = inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw fail(cause);
  }
  if (inflated.length !== size) throw fail();
  return inflated;
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
