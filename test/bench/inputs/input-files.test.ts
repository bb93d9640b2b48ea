import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { readInputFiles } from '#bench/inputs/input-files.ts';
import { Fault } from '#graph/fault.ts';
import { tensor } from '../../support/onnx-writer.ts';
import { toBytes } from '../../support/protobuf.ts';
import { npy } from '../../support/npy.ts';
import { removeScratch, scratchFolder } from '../../support/repository.ts';

afterAll(removeScratch);

/** A zip archive, stored as savez does or deflated as savez_compressed. */
function zip(files: Readonly<Record<string, Buffer>>, deflate: boolean): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const packed = deflate ? deflateRawSync(bytes) : bytes;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(deflate ? 8 : 0, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(bytes.length, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(files).length, 10);
  const list = Buffer.concat(directory);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

function written(name: string, bytes: Uint8Array): string {
  const path = join(scratchFolder(), name);
  writeFileSync(path, bytes);
  return path;
}

const floats = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);

describe('arrays of numpy', () => {
  test.each([false, true])('an archive of several, deflated: %s', (deflate) => {
    const ids = new Uint8Array(BigInt64Array.of(7n, 8n).buffer);
    const path = written(
      'data.npz',
      zip({ 'x.npy': npy('<f4', [2, 3], floats), 'ids.npy': npy('<i8', [2], ids) }, deflate),
    );
    const read = readInputFiles([path]);
    expect([...read.keys()]).toEqual(['x', 'ids']);
    expect(read.get('x')).toMatchObject({ type: 'float32', shape: [2, 3] });
    expect(new Uint8Array(read.get('x')?.bytes ?? [])).toEqual(floats);
    expect(read.get('ids')).toMatchObject({ type: 'int64', shape: [2] });
  });

  test('one, named on the command line', () => {
    const path = written('a.npy', npy('<f4', [6], floats));
    expect(readInputFiles([`images:0=${path}`]).get('images:0')).toMatchObject({ shape: [6] });
  });

  test.each([
    ['big-endian', npy('>f4', [6], floats)],
    ['Fortran order', npy('<f4', [2, 3], floats, 'True')],
    ['too short', npy('<f4', [7], floats)],
    ['no numpy', Buffer.from('nothing of the kind')],
    ['objects', npy('|O', [6], floats)],
  ])('%s is a fault', (_, bytes) => {
    expect(() => readInputFiles([written('a.npy', bytes)])).toThrow(
      expect.objectContaining({ code: 'bad-input-file' }) as Error,
    );
  });

  test('an archive that lies about its files is a fault', () => {
    const bytes = zip({ 'x.npy': npy('<f4', [6], floats) }, false);
    const outcomes = new Set<string>();
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      outcomes.add(outcomeOf(written('x.npz', damaged)));
    }
    expect([...outcomes].toSorted()).toEqual(['bad-input-file', 'read']);
  });
});

/** `read`, or the code of the fault. */
function outcomeOf(path: string): string {
  try {
    readInputFiles([path]);
    return 'read';
  } catch (thrown) {
    return thrown instanceof Fault ? thrown.code : String(thrown);
  }
}

describe('tensors of ONNX', () => {
  test.each(['raw', 'typed', 'unpacked'] as const)('contents %s', (as) => {
    const path = written('input_0.pb', toBytes(tensor('x', 'f32', [2, 3], [1, 2, 3, 4, 5, 6], { as }).bytes));
    const read = readInputFiles([path]).get('x');
    expect(read).toMatchObject({ type: 'float32', shape: [2, 3] });
    expect(new Uint8Array(read?.bytes ?? [])).toEqual(floats);
  });

  test('negative whole numbers as varints', () => {
    const path = written('i.pb', toBytes(tensor('i', 'i64', [2], [-1n, 5n], { as: 'typed' }).bytes));
    const bytes = Uint8Array.from(readInputFiles([path]).get('i')?.bytes ?? []);
    expect(new BigInt64Array(bytes.buffer)).toEqual(BigInt64Array.of(-1n, 5n));
  });

  test.each([
    ['no tensor', Buffer.from('no tensor at all')],
    ['shape and contents differ', Buffer.from(toBytes(tensor('x', 'f32', [3], [1, 2]).bytes))],
    ['a type without a door', Buffer.from(toBytes(tensor('x', 'bf16', [1], [1]).bytes))],
  ])('%s is a fault', (_, bytes) => {
    expect(() => readInputFiles([written('x.pb', bytes)])).toThrow(
      expect.objectContaining({ code: 'bad-input-file' }) as Error,
    );
  });
});

test.each([
  ['there is no such file', 'nowhere.npz', 'missing-file'],
  ['the kind is not known', 'package.json', 'bad-input-file'],
])('%s', (_, path, code) => {
  expect(() => readInputFiles([path])).toThrow(expect.objectContaining({ code }) as Error);
});
