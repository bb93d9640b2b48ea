import { spawnSync } from 'node:child_process';
import { assert, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asFault, Fault } from '#graph/fault.ts';
import { fromMemory, readZip, unzip } from '#zip/zip.ts';
import { zipOf } from '../support/zip.ts';

const bad = (what: string): Fault => new Fault('bad-archive', what, 'x');
const read = (zip: Buffer, most = 1e6): Record<string, string> => {
  const entries = fromMemory(zip, readZip(zip.length, bad));
  return Object.fromEntries(entries.map((entry) => [entry.name, fromMemory(zip, unzip(entry, most, bad)).toString()]));
};
const refusal = (what: RegExp): unknown =>
  expect.objectContaining({ code: 'bad-archive', message: expect.stringMatching(what) as string });

const two = [
  { name: 'a/model.json', content: '{"a":1}'.repeat(50) },
  { name: 'a/data', content: 'weights', method: 0 },
];
const good = zipOf(two);
const DIRECTORY = good.readUInt32LE(good.length - 6);

/** The archive with its sizes and its end in the 64-bit records, and 0xffffffff where these stand for them. */
function zip64(zip: Buffer): Buffer {
  const at = zip.readUInt32LE(zip.length - 6);
  const entry = Buffer.from(zip.subarray(at, zip.length - 22));
  const nameEnd = 46 + entry.readUInt16LE(28);
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  [24, 20, 42].forEach((field, i) => {
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(field)), 4 + 8 * i);
    entry.writeUInt32LE(0xffffffff, field);
  });
  entry.writeUInt16LE(extra.length, 30);
  const directory = Buffer.concat([entry.subarray(0, nameEnd), extra]);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(1n, 32);
  record.writeBigUInt64LE(BigInt(directory.length), 40);
  record.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(at + directory.length), 8);
  const end = Buffer.from(zip.subarray(zip.length - 22));
  end.writeUInt32LE(0xffffffff, 12);
  end.writeUInt32LE(0xffffffff, 16);
  return Buffer.concat([zip.subarray(0, at), directory, record, locator, end]);
}

const edit = (zip: Buffer, change: (copy: Buffer) => void): Buffer => {
  const copy = Buffer.from(zip);
  change(copy);
  return copy;
};

test('files stored and deflated, behind a note, and by 64-bit records', () => {
  const contents = { 'a/model.json': '{"a":1}'.repeat(50), 'a/data': 'weights' };
  expect(read(good)).toEqual(contents);
  expect(read(Buffer.concat([good, Buffer.alloc(0xffff, 'n')]))).toEqual(contents);
  expect(read(zip64(zipOf(two.slice(0, 1))))).toEqual({ 'a/model.json': contents['a/model.json'] });
});

test('of an archive only the end, the directory and the wanted file are asked for', () => {
  const big = zipOf([{ name: 'weights', content: Buffer.alloc(1 << 20, 7), method: 0 }, ...two]);
  let asked = 0;
  const reading = readZip(big.length, bad);
  let turn = reading.next();
  while (turn.done !== true) {
    asked += turn.value.length;
    turn = reading.next(big.subarray(turn.value.offset, turn.value.offset + turn.value.length));
  }
  expect(turn.value.map(({ name }) => name)).toEqual(['weights', 'a/model.json', 'a/data']);
  expect(asked).toBeLessThan(70_000);
});

describe('refused', () => {
  test.each<[string, Buffer, RegExp]>([
    ['no archive', Buffer.from('<html>'.repeat(10)), /no zip archive/],
    ['nothing', Buffer.alloc(0), /no zip archive/],
    ['an end too far from the end', Buffer.concat([good, Buffer.alloc(70_000)]), /no zip archive/],
    ['a name that climbs', zipOf([{ name: 'a/../../b', content: 'x' }]), /leads out of it/],
    ['an absolute name', zipOf([{ name: '/etc/passwd', content: 'x' }]), /leads out of it/],
    ['a name for Windows', zipOf([{ name: 'C:\\x', content: 'x' }]), /leads out of it/],
    ['a long name', zipOf([{ name: 'n'.repeat(5000), content: 'x' }]), /too long/],
    ['one name twice', zipOf([...two, ...two]), /two of its files are named/],
    [
      'too many files',
      edit(zip64(zipOf(two.slice(0, 1))), (z) => void z.writeBigUInt64LE(100_001n, z.length - 66)),
      /100001 files/,
    ],
    [
      'a 64-bit end outside',
      edit(zip64(zipOf(two.slice(0, 1))), (z) => void z.writeBigUInt64LE(1n << 60n, z.length - 34)),
      /lies outside/,
    ],
    [
      'files over each other',
      edit(good, (z) => void z.writeUInt32LE(0, good.length - 22 - 'a/data'.length - 4)),
      /over each other/,
    ],
    ['an encrypted file', edit(good, (z) => void z.writeUInt16LE(1, DIRECTORY + 8)), /encrypted/],
    ['a method that isn’t ours', zipOf([{ name: 'a', content: 'x', method: 99 }]), /method 99/],
    ['a file that claims too much', zipOf([{ name: 'a', content: 'x', claims: 1e9 }]), /claims 1000000000 bytes/],
    [
      'a bomb that claims little',
      zipOf([{ name: 'a', content: 'x'.repeat(50_000), claims: 10 }]),
      /not as long as it claims/,
    ],
    [
      'a file that claims more than it holds',
      zipOf([{ name: 'a', content: 'x', claims: 10 }]),
      /not as long as it claims/,
    ],
    ['a stored file that claims little', zipOf([{ name: 'a', content: 'xxx', method: 0, claims: 1 }]), /not as long/],
    ['a file that ends outside', zipOf([{ name: 'a', content: 'x', lies: 5000 }]), /outside/],
  ])('%s', (_, zip, what) => {
    expect(() => read(zip)).toThrow(refusal(what));
  });

  test('a bomb of more than 200 times', () => {
    const bomb = zipOf([{ name: 'a', content: Buffer.alloc(65 << 20) }]);
    expect(() => read(bomb, 1 << 30)).toThrow(refusal(/200-fold/));
  });
});

test('damage anywhere is a fault or leaves the files as they were, never anything else', () => {
  assert(
    property(nat(good.length - 1), nat(255), (at, byte) => {
      let outcome: string;
      try {
        outcome = Object.values(read(edit(good, (zip) => void (zip[at] = byte))))
          .map(({ length }) => length)
          .join(' ');
      } catch (thrown) {
        outcome = asFault(thrown).code;
      }
      expect(outcome).toMatch(/^(?:350 7|bad-archive)$/);
    }),
    { numRuns: 2000 },
  );
});

const python = spawnSync('python3', ['-c', 'import zipfile']).status === 0;

test.skipIf(!python)('an archive of Python’s zipfile, 64-bit and streamed (needs python3)', () => {
  const script = `import io,sys,zipfile
class Pipe(io.RawIOBase):
    def __init__(s): s.b=bytearray()
    def writable(s): return True
    def write(s,x): s.b+=bytes(x); return len(x)
p=Pipe()
z=zipfile.ZipFile(p,'w',zipfile.ZIP_DEFLATED)
f=z.open('a/model.json','w',force_zip64=True); f.write(b'{}'*99); f.close()
z.writestr('a/data',b'weights'); z.close()
sys.stdout.buffer.write(bytes(p.b))`;
  const { stdout } = spawnSync('python3', ['-c', script]);
  expect(read(stdout)).toEqual({ 'a/model.json': '{}'.repeat(99), 'a/data': 'weights' });
});
