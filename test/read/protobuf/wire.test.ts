import { expect, test } from 'vitest';
import { drive } from '#read/reading.ts';
import { doubles, float, int, ints, message, name, text, type Message } from '#read/protobuf/fields.ts';
import { walk } from '#read/protobuf/wire.ts';
import { fileLike, streamOf } from '../../support/byte-sources.ts';
import * as pb from '../../support/protobuf.ts';

interface Item {
  readonly log: unknown[];
  child?: Item;
}

/** Every kind of rule, and a message that holds itself. */
const item: Message<Item> = {
  name: 'Item',
  misfit: (to) => void to.log.push('misfit'),
  fields: {
    1: int((to, v) => void to.log.push(v)),
    2: ints((to, v) => void to.log.push(v)),
    3: float((to, v) => void to.log.push(v)),
    4: doubles((to, v) => void to.log.push(v)),
    5: name((to, v) => void to.log.push(v)),
    6: {
      kind: 'bytes',
      wants: (_, n) => n <= 8,
      put: (to, bytes, n) => void to.log.push(bytes === null ? n : [...bytes]),
    },
    7: message(
      () => item,
      (to) => (to.child ??= { log: [] }),
    ),
    8: message(
      () => item,
      (): Item => ({ log: [] }),
      (to, child) => void to.log.push(child.log),
    ),
    9: text((to, v) => void to.log.push(v.length)),
    10: ints(
      (to, v) => void to.log.push(v),
      (_, bytes) => bytes < 4,
    ),
    11: doubles((to, v) => void to.log.push(v)),
  },
};

function parse(bytes: Uint8Array): unknown[] {
  const to: Item = { log: [] };
  const head = bytes.subarray(0, 4096);
  void drive(fileLike(bytes), walk(item, to, head, bytes.length));
  return to.child === undefined ? to.log : [...to.log, { child: to.child.log }];
}

const big = 2n ** 62n + 1n;
const nested = (depth: number): pb.Bytes => {
  let bytes: pb.Bytes = [];
  for (let i = 0; i < depth; i++) bytes = pb.delimited(7, bytes);
  return bytes;
};
const group = (field: number, ...content: readonly pb.Bytes[]): pb.Bytes => [
  pb.tag(field, 3),
  ...content.flat(),
  pb.tag(field, 4),
];

test.each<[string, pb.Bytes, unknown[]]>([
  ['nothing', [], []],
  ['integers', pb.join(pb.int(1, 0), pb.int(1, 300), pb.int(1, -1), pb.int(1, 2 ** 53 - 1)), [0, 300, -1, 2 ** 53 - 1]],
  ['integers beyond 2^53', pb.join(pb.int(1, big), pb.int(1, -big)), [big, -big]],
  ['a varint of ten bytes', [Uint8Array.of(8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1)], [-1]],
  ['a varint longer than it need be', [Uint8Array.of(8, 0x85, 0x80, 0x00)], [5]],
  ['unpacked integers', pb.ints(2, [1, 2, 3]), [1, 2, 3]],
  ['packed integers', pb.packedInts(2, [1, -2, 300]), [1, -2, 300]],
  ['packed and unpacked mixed', pb.join(pb.ints(2, [1]), pb.packedInts(2, [2, 3]), pb.ints(2, [4])), [1, 2, 3, 4]],
  ['an empty packed run', pb.packedInts(2, []), []],
  ['a packed run that is not wanted', pb.packedInts(10, [1, 2, 3, 4]), []],
  ['a packed run of a singular field', pb.packedInts(1, [1, 2]), ['misfit']],
  ['a float and a double', pb.join(pb.float(3, 0.5), pb.double(11, -2.25)), [0.5, -2.25]],
  ['packed doubles', pb.delimited(4, [Buffer.from(Float64Array.of(1.5, 2).buffer)]), [1.5, 2]],
  ['text', pb.text(5, 'größe'), ['größe']],
  ['text that is not UTF-8', pb.text(5, Uint8Array.of(0x61, 0xff, 0x62)), ['a\uFFFDffb']],
  ['the replacement character itself', pb.text(5, 'a\uFFFDx'), ['a\uFFFDx']],
  ['one that could be a broken byte', pb.text(5, 'a\uFFFDff'), ['a\uFFFD\uFFFDff']],
  [
    'broken sequences of two, three and four bytes',
    pb.text(5, Uint8Array.of(0xc3, 0x28, 0xe2, 0x28, 0xa1, 0xf0, 0x9f, 0x98, 0x41, 0xc3, 0xa9, 0xe2, 0x82)),
    ['\uFFFDc3(\uFFFDe2(\uFFFDa1\uFFFDf0\uFFFD9f\uFFFD98A\u00E9\uFFFDe2\uFFFD82'],
  ],
  [
    'a character of four bytes beside a broken one',
    pb.text(5, Buffer.concat([Buffer.from('\u{1F600}'), Uint8Array.of(0x80)])),
    ['\u{1F600}\uFFFD80'],
  ],
  ['a text that is cut', pb.text(9, 'x'.repeat(20_000)), [16_384]],
  ['bytes that are wanted', pb.delimited(6, [Uint8Array.of(1, 2)]), [[1, 2]]],
  ['bytes that are not', pb.delimited(6, [{ hole: 100_000 }]), [100_000]],
  [
    'a message twice, merged',
    pb.join(pb.delimited(7, pb.int(1, 1)), pb.delimited(7, pb.int(1, 2))),
    [{ child: [1, 2] }],
  ],
  ['repeated messages', pb.join(pb.delimited(8, pb.int(1, 1)), pb.delimited(8, pb.int(1, 2))), [[1], [2]]],
  [
    'unknown fields of every wire type',
    pb.join(pb.int(99, 1), pb.double(98, 1), pb.text(97, 'x'), pb.float(96, 1), pb.int(1, 7)),
    [7],
  ],
  [
    'a known field of another wire type',
    pb.join(pb.text(1, 'x'), pb.int(5, 1), pb.float(1, 1)),
    ['misfit', 'misfit', 'misfit'],
  ],
  ['a group', pb.join(group(1, pb.int(1, 9), group(2, pb.text(5, 'in')), pb.double(4, 1)), pb.int(1, 7)), [7]],
  ['groups inside messages', pb.delimited(8, group(50)), [[]]],
  ['100 messages deep', nested(100), [{ child: [] }]],
])('%s', (_, bytes, expected) => {
  expect(parse(pb.toBytes(bytes))).toEqual(expected);
});

test.each<[string, string, pb.Bytes]>([
  ['field number 0', 'bad-wire', [Uint8Array.of(0, 1)]],
  ['a field number beyond 2^29', 'bad-wire', [pb.tag(2 ** 29, 0), Uint8Array.of(1)]],
  ['wire type 6', 'bad-wire', [pb.tag(1, 6)]],
  ['wire type 7', 'bad-wire', [pb.tag(1, 7)]],
  ['a varint of eleven bytes', 'bad-wire', [Uint8Array.of(8, ...Array<number>(10).fill(0xff), 1)]],
  ['a cut varint', 'truncated', [Uint8Array.of(8, 0x80)]],
  ['a cut tag', 'truncated', [Uint8Array.of(0x80)]],
  ['a tag without value', 'truncated', [pb.tag(1, 0)]],
  ['a cut float', 'truncated', [pb.tag(3, 5), Uint8Array.of(1, 2)]],
  ['a cut double', 'truncated', [pb.tag(11, 1), Uint8Array.of(1, 2)]],
  ['a text that passes the end', 'truncated', [pb.tag(5, 2), pb.varint(5), Uint8Array.of(0x61)]],
  ['skipped bytes that pass the end', 'truncated', [pb.tag(6, 2), pb.varint(2n ** 62n), Uint8Array.of(0x61)]],
  ['a negative length', 'truncated', [pb.tag(6, 2), pb.varint(-1)]],
  [
    'a field that passes the end of its message',
    'truncated',
    pb.join(pb.delimited(7, [pb.tag(5, 2), pb.varint(3), Uint8Array.of(0x61)]), pb.text(5, 'abcdef')),
  ],
  [
    'a number that passes the end of its packed run',
    'truncated',
    pb.join(pb.delimited(2, [Uint8Array.of(0x80)]), pb.int(1, 1)),
  ],
  [
    'a float that passes the end of its packed run',
    'truncated',
    pb.join(pb.delimited(4, [Uint8Array.of(1, 2, 3)]), pb.double(11, 1)),
  ],
  ['the end of a group that was not opened', 'bad-wire', [pb.tag(9, 4)]],
  ['the end of another group', 'bad-wire', [pb.tag(9, 3), pb.tag(8, 4)]],
  ['a group that is not closed', 'bad-wire', [pb.tag(9, 3), ...pb.int(1, 1)]],
  ['a group that its message does not close', 'bad-wire', pb.join(pb.delimited(7, [pb.tag(9, 3)]), [pb.tag(9, 4)])],
  ['100,000 groups', 'depth-limit', [Buffer.concat(Array.from({ length: 100_000 }, () => pb.tag(99, 3)))]],
  ['400 messages deep', 'depth-limit', nested(400)],
  ['a name of 100,000 bytes', 'structure-limit', pb.text(5, 'x'.repeat(100_000))],
])('%s is a Fault %s', (_, code, bytes) => {
  expect(() => parse(pb.toBytes(bytes))).toThrow(
    expect.objectContaining({ name: 'Fault', code, hint: expect.stringMatching(/./) }),
  );
});

/** Streams don't know their length: where a field passes it, only the missing byte tells. */
test.each<[string, pb.Bytes]>([
  ['ends in a skipped field', pb.join(pb.int(1, 1), [pb.tag(6, 2), pb.varint(50_000), { hole: 49_999 }])],
  ['ends in a text', pb.join([pb.tag(5, 2), pb.varint(9), Uint8Array.of(0x61)])],
  ['ends in a message', pb.join([pb.tag(7, 2), pb.varint(9)], pb.int(1, 1))],
])('a stream that %s is truncated', async (_, bytes) => {
  const whole = pb.toBytes(bytes);
  const read = async (): Promise<void> => {
    await drive(streamOf(whole.subarray(16), [1000]), walkFrom16(whole));
  };
  await expect(read()).rejects.toMatchObject({ code: 'truncated' });
});

function* walkFrom16(whole: Uint8Array): ReturnType<typeof walk> {
  const reading = walk(item, { log: [] }, whole.subarray(0, 16), null);
  let turn = reading.next();
  while (turn.done !== true) {
    const bytes = yield { offset: Math.max(0, turn.value.offset - 16), length: turn.value.length };
    turn = reading.next(bytes);
  }
}

test('a stream that ends with its last field is whole, whatever was seeked over', async () => {
  const to: Item = { log: [] };
  const whole = pb.toBytes(pb.join(pb.int(1, 1), pb.delimited(6, [{ hole: 50_000 }])));
  await drive(streamOf(whole, [777]), walk(item, to, whole.subarray(0, 0), null));
  expect(to.log).toEqual([1, 50_000]);
});
