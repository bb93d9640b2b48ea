import { array, assert, asyncProperty, integer, nat, record } from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '#host/source/stream.ts';
import { streamOf } from '../../support/byte-sources.ts';

const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 31) & 0xff);

test('ranges of a stream are slices, whatever the chunks', async () => {
  const steps = array(record({ skip: nat(600), length: integer({ min: 1, max: 900 }) }), { maxLength: 12 });
  const chunks = array(integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 });
  await assert(
    asyncProperty(chunks, steps, async (sizes, ranges) => {
      const source = streamOf(bytes, sizes);
      let at = 0;
      for (const { skip, length } of ranges) {
        at += skip;
        // oxlint-disable-next-line no-await-in-loop
        expect(Buffer.from(await source.read(at, length))).toEqual(Buffer.from(bytes.subarray(at, at + length)));
        at += length;
      }
    }),
    { numRuns: 200 },
  );
});

test('a range that lies before what was handed on is a fault, never other bytes', async () => {
  const source = streamOf(bytes, [100]);
  await source.read(0, 50);
  expect(Buffer.from(await source.read(50, 10))).toEqual(Buffer.from(bytes.subarray(50, 60)));
  await expect(source.read(40, 30)).rejects.toThrow(
    expect.objectContaining({ code: 'internal', message: expect.stringContaining('byte 40') }),
  );
});

test('a range behind the end is empty, and one that passes it is short', async () => {
  const source = streamOf(bytes, [100]);
  expect((await source.read(4990, 100)).length).toBe(10);
  expect((await source.read(6000, 100)).length).toBe(0);
});

test('closing ends the stream where it is, and only a stream that began', async () => {
  let ended = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield bytes;
    } finally {
      ended++;
    }
  }
  const used = openStream({ name: 's', size: null, chunks });
  await used.read(0, 10);
  await used.close();
  expect(ended).toBe(1);
  await openStream({ name: 's', size: null, chunks }).close();
  expect(ended).toBe(1);
});
