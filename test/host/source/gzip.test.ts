import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Source } from '#graph/source.ts';
import { openGzip } from '#host/source/gzip.ts';
import { fileLike, streamOf } from '../../support/byte-sources.ts';
import { memorySource } from '../../support/truth.ts';

/** Bytes that hardly compress. */
const bytes = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => Math.imul(i, 2654435761) >>> 13));
const packed = gzipSync(bytes);

async function readAll(source: Source): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let at = 0; ;) {
    // oxlint-disable-next-line no-await-in-loop
    const part = await source.read(at, 70_000);
    parts.push(part);
    at += part.length;
    if (part.length < 70_000) break;
  }
  await source.close();
  return Buffer.concat(parts);
}

test.each<[string, () => Source]>([
  ['a file', () => memorySource(packed, 'm.onnx.gz')],
  ['a stream', () => streamOf(packed, [1, 1000, 7])],
  [
    'two members one behind the other',
    () => memorySource(Buffer.concat([gzipSync(bytes.subarray(0, 1000)), gzipSync(bytes.subarray(1000))]), 'm.onnx.gz'),
  ],
  ['bytes that are no gzip after all', () => memorySource(bytes, 'm.onnx.gz')],
])('%s is inflated', async (_, inner) => {
  const source = openGzip(inner());
  expect(source).toMatchObject({ size: null, forward: true });
  expect((await readAll(source)).equals(bytes)).toBe(true);
});

test('nothing stays nothing, and the stored size is told', async () => {
  expect(openGzip(memorySource(packed, 'm')).storedSize).toBe(packed.length);
  expect((await readAll(openGzip(memorySource(Buffer.alloc(0), 'm')))).length).toBe(0);
});

test('a skipped range is inflated and dropped', async () => {
  const source = openGzip(fileLike(packed));
  expect(Buffer.from(await source.read(10, 20)).equals(bytes.subarray(10, 30))).toBe(true);
  expect(Buffer.from(await source.read(250_000, 20)).equals(bytes.subarray(250_000, 250_020))).toBe(true);
  await source.close();
});

const zeros = gzipSync(Buffer.alloc(80 << 20));
const lying = Buffer.from(zeros);
lying.writeUInt32LE(1000, lying.length - 4);

test.each<[string, string, () => Source]>([
  ['a bomb, by the length that it claims', 'inflate-limit', () => memorySource(zeros, 'm.onnx.gz')],
  ['a bomb that lies about its length', 'inflate-limit', () => memorySource(lying, 'm.onnx.gz')],
  ['a bomb in a stream', 'inflate-limit', () => streamOf(zeros, [1000])],
  ['a cut file', 'truncated', () => memorySource(packed.subarray(0, 5000), 'm.onnx.gz')],
  [
    'a damaged file',
    'bad-gzip',
    () =>
      memorySource(
        Buffer.concat([packed.subarray(0, 500), Buffer.alloc(5000, 0xff), packed.subarray(5500)]),
        'm.onnx.gz',
      ),
  ],
])('%s is a Fault %s', async (_, code, inner) => {
  const source = openGzip(inner());
  await expect(readAll(source)).rejects.toMatchObject({ name: 'Fault', code });
  await source.close();
});

test('closing closes what is inflated', async () => {
  let closed = 0;
  const source = openGzip({ ...memorySource(packed, 'm'), close: () => void closed++ });
  await source.read(0, 10);
  await source.close();
  expect(closed).toBe(1);
});
