import { describe, expect, test } from 'vitest';
import { diffShelves, type Shelf } from '#gate/diff.ts';
import type { TreeFile } from '#graph/tree.ts';
import { net } from '../support/models.ts';
import { line } from '../support/gate.ts';
import { memorySource } from '../support/truth.ts';

type Files = Readonly<Record<string, Uint8Array>>;

const file = (path: string, id: string | null): TreeFile => ({ tree: { kind: 'worktree' }, path, id });

interface ShelfOptions {
  readonly isOne?: boolean;
  readonly ids?: boolean;
  readonly members?: Readonly<Record<string, string>>;
}

/** A folder of models, or one file. Content is known by its bytes where ids are kept. */
function shelf(
  files: Files,
  { isOne = false, ids = true, members = {} }: ShelfOptions = {},
): Shelf & { readonly opened: string[] } {
  const opened: string[] = [];
  return {
    isOne,
    files: Object.entries(files).map(([path, bytes]) => file(path, ids ? Buffer.from(bytes).toString('base64') : null)),
    members: Object.entries(members).map(([path, id]) => file(path, id)),
    open: async ({ path }) => {
      opened.push(path);
      return memorySource(files[path] ?? new Uint8Array(0), path);
    },
    opened,
  };
}

/** MACs by the docstring of `net`: 16² · 8 · 27, 16² · 8 · 8 · 9 a further layer, 80. */
const [first, further, last] = [55_296n, 147_456n, 80n];
const macs = (depth: number): bigint => first + BigInt(depth - 1) * further + last;

describe('two folders', () => {
  test('are compared by path, then by likeness; equal files are only counted', async () => {
    const base = shelf({
      'same.onnx': net(),
      'grown.onnx': net({ depth: 1 }),
      'old.onnx': net({ depth: 6, names: 'a' }),
      'gone.onnx': net({ depth: 1, channels: 4 }),
    });
    const head = shelf({
      'same.onnx': net(),
      'grown.onnx': net({ depth: 2 }),
      'new.onnx': net({ depth: 7, names: 'b' }),
    });
    const { models, unchanged } = await diffShelves(base, head, {});
    expect(unchanged).toBe(1);
    expect(models.map(line)).toEqual([
      `removed gone.onnx ${16n * 16n * 4n * 27n + 40n} → - skipped`,
      `changed grown.onnx ${macs(1)} → ${macs(2)} skipped`,
      `renamed old.onnx → new.onnx ${macs(6)} → ${macs(7)} skipped`,
    ]);
    expect([...base.opened, ...head.opened]).not.toContain('same.onnx');
  });

  test('without ids of content compare every file that both have', async () => {
    const { models, unchanged } = await diffShelves(
      shelf({ 'a.onnx': net() }, { ids: false }),
      shelf({ 'a.onnx': net() }, { ids: false }),
      {},
    );
    expect([models.map(line), unchanged]).toEqual([[`changed a.onnx ${macs(2)} → ${macs(2)} skipped`], 0]);
  });

  test('differ by a file that belongs to a model, though its root is the same', async () => {
    const base = shelf({ 'a.onnx': net() }, { members: { 'a.onnx.data': '1' } });
    const head = (id: string): Shelf => shelf({ 'a.onnx': net() }, { members: { 'a.onnx.data': id } });
    expect((await diffShelves(base, head('1'), {})).models).toEqual([]);
    expect((await diffShelves(base, head('2'), {})).models.map(({ path }) => path)).toEqual(['a.onnx']);
  });
});

describe('two files that the user names', () => {
  const one = { isOne: true } as const;
  test('are one model, whatever they are called and however unlike', async () => {
    const { models } = await diffShelves(
      shelf({ 'a.bin': net({ depth: 1 }) }, one),
      shelf({ 'z/b.onnx': net({ channels: 4, depth: 3 }) }, one),
      {},
    );
    expect(models.map(({ change, path, basePath }) => [change, path, basePath])).toEqual([
      ['changed', 'z/b.onnx', 'a.bin'],
    ]);
  });

  test('are compared though they are the same', async () => {
    const { models, unchanged } = await diffShelves(
      shelf({ 'a.onnx': net() }, { ...one, ids: false }),
      shelf({ 'a.onnx': net() }, { ...one, ids: false }),
      {},
    );
    expect([models.map(line), unchanged]).toEqual([[`changed a.onnx ${macs(2)} → ${macs(2)} skipped`], 0]);
  });

  test('take the sizes that are given, on both sides', async () => {
    const [a, b] = [net({ size: 'side', depth: 1 }), net({ size: 'side' })];
    const { models } = await diffShelves(shelf({ a }, one), shelf({ b }, one), { dims: new Map([['side', 16n]]) });
    expect(models.map(({ figures }) => [figures.macs.base, figures.macs.head])).toEqual([[macs(1), macs(2)]]);
  });

  test('that can’t be read are said to be so, each on its side', async () => {
    const { models } = await diffShelves(shelf({ a: new Uint8Array(3) }, one), shelf({ b: net() }, one), {});
    expect(models[0]).toMatchObject({ base: { kind: 'failed' }, head: { kind: 'counted' } });
  });
});
