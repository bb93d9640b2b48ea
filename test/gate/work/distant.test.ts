import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Source } from '#graph/source.ts';
import { openFrom, openShelf } from '#gate/work/distant.ts';

const file = { tree: { kind: 'worktree' }, path: 'a.onnx', id: null } as const;

/** A source over bytes that, if `forward`, refuses to go back; notes what it was asked for. */
function sourceOf(bytes: Uint8Array, forward: boolean): Source & { readonly asked: number[] } {
  let at = 0;
  const asked: number[] = [];
  return {
    name: 'a.onnx',
    size: bytes.length,
    forward,
    asked,
    read(offset, length) {
      if (forward && offset < at) throw new Error(`went back from ${at} to ${offset}`);
      at = offset + length;
      asked.push(length);
      return bytes.subarray(offset, offset + length);
    },
    close: () => undefined,
  };
}

const pattern = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 31) % 251);

describe('a file that another thread reads', () => {
  test('gives the bytes that the file gives, whatever ranges ahead are asked for', async () => {
    const step = fc.record({ skip: fc.integer({ min: 0, max: 150_000 }), length: fc.integer({ min: 0, max: 90_000 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 400_000 }),
        fc.array(step),
        fc.boolean(),
        async (size, steps, forward) => {
          const bytes = pattern(size);
          const shelf = openShelf(
            async () => Promise.resolve(sourceOf(bytes, forward)),
            async () => Promise.resolve(null),
          );
          const source = await openFrom(shelf)(file);
          let at = 0;
          for (const { skip, length } of steps) {
            at += skip;
            // Each range lies behind the one before.
            // oxlint-disable-next-line no-await-in-loop
            const read = await source.read(at, length);
            expect(Buffer.compare(read, bytes.subarray(at, at + length))).toBe(0);
            at += length;
          }
          await source.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  test('goes back in a file that can', async () => {
    const bytes = pattern(300_000);
    const shelf = openShelf(
      async () => Promise.resolve(sourceOf(bytes, false)),
      async () => Promise.resolve(null),
    );
    const source = await openFrom(shelf)(file);
    await source.read(200_000, 10);
    expect(await source.read(5, 10)).toEqual(bytes.subarray(5, 15));
  });

  test('small ranges side by side are one question', async () => {
    const behind = sourceOf(pattern(50_000), true);
    const source = await openFrom(
      openShelf(
        async () => Promise.resolve(behind),
        async () => Promise.resolve(null),
      ),
    )(file);
    for (let at = 0; at < 40_000; at += 40)
      // As a reader asks.
      // oxlint-disable-next-line no-await-in-loop
      await source.read(at, 40);
    expect(behind.asked).toHaveLength(1);
  });

  test('and the files beside it', async () => {
    const listed: string[] = [];
    const root: Source = {
      ...sourceOf(pattern(10), false),
      beside: {
        list(wanted) {
          listed.push(...['a.onnx.data', 'README.md', 'sub/a.onnx'].filter(wanted));
          return listed.map((path) => ({ path, bytes: 3, oid: null }));
        },
        open: (path) => ({ ...sourceOf(new Uint8Array([1, 2, 3]), false), name: path }),
      },
    };
    const shelf = openShelf(
      async () => Promise.resolve(root),
      async () => Promise.resolve(null),
    );
    const { beside } = await openFrom(shelf)(file);
    expect(await beside?.list((path) => path.endsWith('.data'))).toEqual([
      { path: 'a.onnx.data', bytes: 3, oid: null },
    ]);
    expect(listed).toEqual(['a.onnx.data']);
    const data = await beside?.open('a.onnx.data');
    expect(data?.name).toBe('a.onnx.data');
    expect(await data?.read(1, 2)).toEqual(new Uint8Array([2, 3]));
  });
});
