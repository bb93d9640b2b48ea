import { expect, test } from 'vitest';
import { fromBigInt } from '#graph/dim.ts';
import type { Initializer } from '#graph/graph.ts';
import { readModelSync } from '#read/read.ts';
import { fileLike } from '../../support/byte-sources.ts';
import { countReads } from '../../support/count-reads.ts';
import {
  model,
  node,
  sparse,
  tensor,
  value,
  type ModelSpec,
  type Written,
  type WrittenData,
  type WrittenDType,
} from '../../support/onnx-writer.ts';
import { delimited, int, ints, join, packedInts, text, type Bytes } from '../../support/protobuf.ts';

function read(spec: ModelSpec): { initializers: ReadonlyMap<string, Initializer>; codes: string[]; details: string[] } {
  const bytes = model({ nodes: [node('Identity', ['x'], ['y'])], inputs: [value('x', 'f32', [1])], ...spec });
  const { graph, findings } = readModelSync(fileLike(bytes), 'model.onnx');
  return {
    initializers: graph.initializers,
    codes: findings.map(({ code }) => code),
    details: findings.map(({ detail }) => detail),
  };
}

const only = (written: Written<'tensor'> | Written<'sparse'>): Initializer => {
  const { initializers, codes } = read({ initializers: [written] });
  expect(codes).toEqual([]);
  return [...initializers.values()][0] as Initializer;
};

const custom = (...fields: readonly Bytes[]): Written<'tensor'> => ({ kind: 'tensor', bytes: join(...fields) });

const max63 = 2n ** 63n - 1n;
const contents: [WrittenDType, WrittenData, readonly unknown[]][] = [
  [
    'i64',
    [0, -1, 224, 2 ** 53 - 1, 2n ** 53n + 1n, -(2n ** 53n) - 1n, max63, -(2n ** 63n)],
    [
      0,
      -1,
      224,
      2 ** 53 - 1,
      fromBigInt(2n ** 53n + 1n),
      fromBigInt(-(2n ** 53n) - 1n),
      fromBigInt(max63),
      fromBigInt(-(2n ** 63n)),
    ],
  ],
  ['u64', [0, 5, 2n ** 64n - 1n], [0, 5, fromBigInt(2n ** 64n - 1n)]],
  ['i32', [0, -1, 2 ** 31 - 1, -(2 ** 31)], [0, -1, 2 ** 31 - 1, -(2 ** 31)]],
  ['u32', [0, 2 ** 32 - 1], [0, 2 ** 32 - 1]],
  ['i16', [-32768, 32767], [-32768, 32767]],
  ['u16', [0, 65535], [0, 65535]],
  ['i8', [-128, 127], [-128, 127]],
  ['u8', [0, 255], [0, 255]],
  ['bool', [0, 1], [0, 1]],
  ['f64', [0.1, -2e300], [0.1, -2e300]],
  ['f32', [0.1, -1.5], [Math.fround(0.1), -1.5]],
  [
    'f16',
    [1, -2, 65504, 2 ** -24, 0.0999755859375, Infinity, -0],
    [1, -2, 65504, 2 ** -24, 0.0999755859375, Infinity, -0],
  ],
  ['bf16', [1, -3, 0.15625], [1, -3, 0.15625]],
  ['i4', [-8, 7, -1], [-8, 7, -1]],
  ['u4', [15, 0, 9], [15, 0, 9]],
  ['i2', [-2, 1, 0, -1, 1], [-2, 1, 0, -1, 1]],
  ['u2', [3, 0, 1, 2, 3], [3, 0, 1, 2, 3]],
];

test.each(
  contents.flatMap(([dtype, data, expected]) =>
    (['raw', 'typed', 'unpacked'] as const).map((as) => [dtype, as, data, expected] as const),
  ),
)('%s contents as %s', (dtype, as, data, expected) => {
  const got = only(tensor('c', dtype, [data.length], data, { as }));
  expect(got.data).toEqual(expected);
  expect(got).toMatchObject({ name: 'c', dtype, dims: [data.length], external: false });
});

test('strings', () => {
  expect(only(tensor('c', 'string', [2], ['a', 'größe']))).toEqual({
    name: 'c',
    dtype: 'string',
    dims: [2],
    bytes: null,
    external: false,
    data: ['a', 'größe'],
  });
});

test.each<[WrittenDType, number[], bigint]>([
  ['f32', [64, 3, 7, 7], 37632n],
  ['f16', [3], 6n],
  ['i4', [3], 2n],
  ['u2', [5], 2n],
  ['f6e2m3', [4], 3n],
  ['f4e2m1', [5], 3n],
  ['f8e4m3fn', [5], 5n],
  ['bool', [], 1n],
  ['c64', [2], 16n],
  ['c128', [1], 16n],
  ['f32', [5, 0], 0n],
])('%s %j is stored in %d bytes', (dtype, dims, bytes) => {
  const got = only(tensor('w', dtype, dims));
  expect(got.bytes).toBe(bytes);
  expect(got.dims).toEqual(dims);
});

test('a scalar has no dims and one element', () => {
  expect(only(tensor('s', 'i64', [], [7]))).toMatchObject({ dims: [], data: [7], bytes: 8n });
});

test.each<[string, WrittenDType, number, boolean]>([
  ['indices up to 4096 are kept', 'i64', 4096, true],
  ['more are not', 'i64', 4097, false],
  ['other values up to 256 are kept', 'f32', 256, true],
  ['more are not', 'f32', 257, false],
  ['8-bit weights are no indices', 'u8', 257, false],
])('%s: %s × %d', (_, dtype, count, kept) => {
  for (const as of ['raw', 'typed', 'unpacked'] as const) {
    expect(only(tensor('c', dtype, [count], Array(count).fill(1), { as })).data !== undefined).toBe(kept);
  }
});

test('sizes beyond 2^53 are exact', () => {
  const { initializers } = read({
    initializers: [tensor('w', 'f32', [2 ** 40, 2 ** 40], undefined, { external: { location: 'w.bin' } })],
  });
  expect(initializers.get('w')?.bytes).toBe(2n ** 82n);
});

test('dims are read packed, unpacked and mixed', () => {
  const got = only(
    custom(ints(1, [2]), int(2, 7), packedInts(1, [1, 3]), text(8, 'm'), packedInts(7, [1, 2, 3, 4, 5, 6])),
  );
  expect(got).toMatchObject({ dims: [2, 1, 3], data: [1, 2, 3, 4, 5, 6] });
});

test('contents that come before dims and type are kept all the same', () => {
  const raw = Buffer.from(BigInt64Array.of(5n, 6n).buffer);
  expect(only(custom(delimited(9, [raw]), text(8, 'm'), int(2, 7), ints(1, [2])))).toMatchObject({ data: [5, 6] });
});

test.each<[string, Written<'tensor'>, string]>([
  [
    'too few raw bytes',
    custom(ints(1, [2]), int(2, 1), delimited(9, [{ hole: 4 }])),
    '4 bytes are stored where its dims ask for 8',
  ],
  ['too many raw bytes', custom(ints(1, [2]), int(2, 1), delimited(9, [{ hole: 12 }])), '12 bytes'],
  [
    'big raw bytes of the wrong length',
    custom(ints(1, [500]), int(2, 1), delimited(9, [{ hole: 12_000 }])),
    '12000 bytes',
  ],
  [
    'too few typed values',
    custom(ints(1, [3]), int(2, 7), packedInts(7, [1, 2])),
    '2 values are stored where its dims ask for 3',
  ],
  ['too many', custom(ints(1, [1]), int(2, 7), packedInts(7, [1, 2])), '2 values'],
  [
    'a big float_data of the wrong length',
    custom(ints(1, [9000]), int(2, 1), delimited(4, [{ hole: 40_000 }])),
    '10000 values',
  ],
  ['nothing at all', custom(ints(1, [3]), int(2, 1)), '0 values'],
])('%s is a finding, and dims are believed', (_, written, detail) => {
  const { initializers, codes, details } = read({ initializers: [written] });
  expect(codes).toEqual(['tensor-size-mismatch']);
  expect(details[0]).toContain(detail);
  expect(initializers.get('')?.data).toBeUndefined();
  expect(initializers.get('')?.bytes).toBeGreaterThan(0n);
});

test.each<WrittenDType>(['f32', 'f64', 'i32', 'i64', 'u64'])(
  'weights as typed values of %s are seeked over',
  (dtype) => {
    const weights = tensor('w', dtype, [100_000], Array(100_000).fill(7), { as: 'typed' });
    const bytes = model({ nodes: [node('Identity', ['w'], ['y'])], initializers: [weights] });
    const { source, count } = countReads(fileLike(bytes));
    expect(readModelSync(source, 'm').findings).toEqual([]);
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(count.bytes).toBeLessThan(10_000);
  },
);

test('a packed run of varints that is seeked over can not be counted, and is believed', () => {
  const { initializers, codes } = read({
    initializers: [custom(ints(1, [50_000]), int(2, 6), packedInts(5, Array(50_000).fill(1)))],
  });
  expect(codes).toEqual([]);
  expect(initializers.get('')).toMatchObject({ dtype: 'i32', bytes: 200_000n });
});

test.each([0, 29, 999, -1])('data_type %d is unknown: no bytes, a finding', (number) => {
  const { initializers, codes } = read({
    initializers: [custom(ints(1, [2]), int(2, number), delimited(9, [{ hole: 8 }]))],
  });
  expect(codes).toEqual(['unknown-dtype']);
  expect(initializers.get('')).toMatchObject({ dtype: 'unknown', bytes: null, dims: [2] });
});

test.each<[string, string, Written<'tensor'> | Written<'sparse'>]>([
  ['a negative size', 'bad-dims', custom(ints(1, [-8]), int(2, 1))],
  ['a negative size beyond 2^53', 'bad-dims', custom(ints(1, [-(2n ** 62n)]), int(2, 1))],
  ['300 dims', 'bad-dims', custom(ints(1, Array(300).fill(1)), int(2, 1))],
  ['contents twice', 'bad-tensor', custom(ints(1, [1]), int(2, 7), packedInts(7, [1]), delimited(9, [{ hole: 8 }]))],
  [
    'a sparse tensor without indices',
    'bad-tensor',
    { kind: 'sparse', bytes: delimited(1, tensor('v', 'f32', [1], [1]).bytes) },
  ],
])('%s is a Fault %s', (_, code, written) => {
  expect(() => read({ initializers: [written] })).toThrow(expect.objectContaining({ name: 'Fault', code }));
});

test('a sparse tensor: dense dims, stored bytes, dense contents', () => {
  const linear = sparse(tensor('w', 'f32', [2], [5, 6]), tensor('', 'i64', [2], [1, 5]), [2, 3]);
  expect(only(linear)).toEqual({
    name: 'w',
    dtype: 'f32',
    dims: [2, 3],
    bytes: 24n,
    external: false,
    nonZeros: 2,
    data: [0, 5, 0, 0, 0, 6],
  });
  const coordinates = sparse(tensor('w', 'f32', [2], [5, 6]), tensor('', 'i64', [2, 2], [0, 1, 1, 2]), [2, 3]);
  expect(only(coordinates).data).toEqual([0, 5, 0, 0, 0, 6]);
  const outside = sparse(tensor('w', 'f32', [1], [5]), tensor('', 'i64', [1], [9]), [2, 3]);
  expect(only(outside)).toMatchObject({ nonZeros: 1, dims: [2, 3] });
  expect(only(outside).data).toBeUndefined();
  const large = sparse(tensor('w', 'f32', [1000]), tensor('', 'i64', [1000], undefined), [4096, 4096]);
  expect(only(large)).toMatchObject({ dims: [4096, 4096], bytes: 12_000n, nonZeros: 1000 });
});

test.each<[string, Readonly<Record<string, string>>, string | null]>([
  ['a file beside', { location: 'weights.bin', offset: '0', length: '8' }, null],
  ['a file in a folder below', { location: 'data/part-1/w.bin' }, null],
  ['a name with dots', { location: 'model..data' }, null],
  ['no location', { offset: '0' }, 'external-path'],
  ['an absolute path', { location: '/etc/passwd' }, 'external-path'],
  ['a device', { location: '/dev/zero' }, 'external-path'],
  ['a path out of the folder', { location: 'a/../../b' }, 'external-path'],
  ['backslashes', { location: 'sub\\..\\..\\secret' }, 'external-path'],
  ['a UNC path', { location: '\\\\evil.example\\share\\w.bin' }, 'external-path'],
  ['a Windows drive', { location: 'C:\\Windows\\win.ini' }, 'external-path'],
  ['a drive-relative path', { location: 'c:w.bin' }, 'external-path'],
  ['a URL', { location: 'http://127.0.0.1:1/w.bin' }, 'external-path'],
  ['a file URL', { location: 'file:/etc/passwd' }, 'external-path'],
  ['a NUL', { location: 'weights\0.bin' }, 'external-path'],
  ['an offset that is no number', { location: 'w.bin', offset: '0x10' }, 'external-range'],
  ['a negative offset', { location: 'w.bin', offset: '-1' }, 'external-range'],
  ['an offset beyond int64', { location: 'w.bin', offset: '9223372036854775808' }, 'external-range'],
  ['an end beyond int64', { location: 'w.bin', offset: '9223372036854775807', length: '1' }, 'external-range'],
  ['a length of a thousand digits', { location: 'w.bin', length: '9'.repeat(1000) }, 'external-range'],
])('external data in %s', (_, external, code) => {
  const { initializers, codes } = read({ initializers: [tensor('W', 'f32', [2], undefined, { external })] });
  expect(codes).toEqual(code === null ? [] : [code]);
  expect(initializers.get('W')).toEqual({ name: 'W', dtype: 'f32', dims: [2], bytes: 8n, external: true });
});

test('findings of one kind are bounded', () => {
  const { codes, details } = read({
    initializers: Array.from({ length: 1000 }, (_, i) => custom(ints(1, [3]), int(2, 1), text(8, `w${i}`))),
  });
  expect(codes.length).toBe(21);
  expect(details.at(-1)).toBe('and 980 more of the same kind');
});

test('an initializer given twice: the last one counts, with a finding', () => {
  const { initializers, codes } = read({
    initializers: [tensor('w', 'i64', [1], [2]), tensor('w', 'i64', [1], [9])],
  });
  expect(codes).toEqual(['duplicate-name']);
  expect(initializers.get('w')).toMatchObject({ dtype: 'i64', data: [9] });
});
