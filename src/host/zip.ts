import { inflateRawSync } from 'node:zlib';
import { Fault } from '#graph/fault.ts';

const END = 0x06_05_4b_50;
const CENTRAL = 0x02_01_4b_50;
const LOCAL = 0x04_03_4b_50;
const END_BYTES = 22;
const MAX_NOTE = 0xff_ff;
const MAX_ENTRIES = 100;

/**
 * The one file of a zip archive whose name ends in `suffix`. The archive is hostile: offsets and lengths are checked, and no more than
 * `most` bytes are inflated, whatever it claims.
 * @throws Fault `bad-archive`
 */
export function unzipOne(archive: Uint8Array, suffix: string, most: number): Buffer {
  const zip = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const entries = entriesOf(zip).filter(({ name }) => name.endsWith(suffix));
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw bad(`it holds ${entries.length} files *${suffix}, not one`);
  if (entry.size > most) throw bad(`its file claims ${entry.size} bytes, more than ${most}`);
  const packed = packedBytes(zip, entry);
  if (entry.method === 0 && packed.length <= most) return packed;
  if (entry.method !== 8) throw bad(`its file is packed by method ${entry.method}, not 0 or 8`);
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (cause) {
    throw bad('its file is damaged or longer than it claims', cause);
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

function entriesOf(zip: Buffer): readonly Entry[] {
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw bad(`it holds ${count} files`);
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== CENTRAL) throw bad('its directory is damaged');
    const nameBytes = zip.readUInt16LE(at + 28);
    const next = at + 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    if (next > end) throw bad('its directory is damaged');
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameBytes),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    });
    at = next;
  }
  return entries;
}

/** The directory's end stands last, before a note. */
function findEnd(zip: Buffer): number {
  for (let at = zip.length - END_BYTES; at >= Math.max(0, zip.length - END_BYTES - MAX_NOTE); at -= 1)
    if (zip.readUInt32LE(at) === END) return at;
  throw bad('it is no zip archive');
}

function packedBytes(zip: Buffer, { offset, packed }: Entry): Buffer {
  if (offset + 30 > zip.length || zip.readUInt32LE(offset) !== LOCAL) throw bad('its file lies outside');
  const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  if (start + packed > zip.length) throw bad('its file lies outside');
  return zip.subarray(start, start + packed);
}

function bad(what: string, cause?: unknown): Fault {
  return new Fault('bad-archive', `the artifact can't be read: ${what}`, 'upload the report file alone', { cause });
}
