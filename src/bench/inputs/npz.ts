import type { Fault } from '#graph/fault.ts';
import { inflateRawSync } from 'node:zlib';

const END = 0x06_05_4b_50;
const CENTRAL = 0x02_01_4b_50;
const LOCAL = 0x04_03_4b_50;
const MAX_ENTRIES = 1000;

/**
 * The files of a zip archive, as numpy writes them (stored, or deflated by savez_compressed). The archive is hostile: no
 * offset is believed, and no more than `most` bytes are inflated.
 * @param bad makes the fault that is thrown
 */
export function unpackAll(
  zip: Buffer,
  most: number,
  bad: (what: string) => Fault,
): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const end = endOf(zip);
  if (end === -1) throw bad('it is no zip archive');
  const count = zip.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw bad(`it holds ${count} files, more than ${MAX_ENTRIES}`);
  let left = most;
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRAL) throw bad('its directory is damaged');
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, note] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const bytes = unpack(zip, zip.readUInt32LE(at + 42), method, packed, left, bad);
    left -= bytes.length;
    at += 46 + nameLength + extra + note;
    return { name, bytes };
  });
}

function endOf(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - 0xff_ff); at -= 1)
    if (zip.readUInt32LE(at) === END) return at;
  return -1;
}

function unpack(
  zip: Buffer,
  local: number,
  method: number,
  length: number,
  most: number,
  bad: (what: string) => Fault,
): Buffer {
  if (local + 30 > zip.length || zip.readUInt32LE(local) !== LOCAL) throw bad('one of its files is damaged');
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (from + length > zip.length) throw bad('one of its files ends too early');
  const packed = zip.subarray(from, from + length);
  if (method === 0 && length <= most) return packed;
  if (method !== 8) throw bad(`a file in it is packed by method ${method}, or too large`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch {
    throw bad('one of its files is damaged or too large');
  }
}
