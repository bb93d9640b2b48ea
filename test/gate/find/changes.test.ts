import { array, assert, asyncProperty, constantFrom, record, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairModels, type Kinship, type ModelChange } from '#gate/find/changes.ts';
import { structureOf } from '#gate/find/structure.ts';
import type { FileChange, TreeFile } from '#graph/tree.ts';
import { readModelSync } from '#read/read.ts';
import { net } from '../../support/models.ts';
import { memorySource } from '../../support/truth.ts';

const file = (side: 'base' | 'head', path: string, id: string | null): TreeFile => ({
  tree: { kind: 'commit', sha: side },
  path,
  id,
});
/** `a.onnx=1` is a file of content 1. */
const parse = (side: 'base' | 'head', text: string): TreeFile => {
  const [path = '', id] = text.split('=');
  return file(side, path, id ?? null);
};

function changesOf(base: readonly string[], head: readonly string[]): readonly FileChange[] {
  const [before, after] = [base.map((text) => parse('base', text)), head.map((text) => parse('head', text))];
  return [...new Set([...before, ...after].map(({ path }) => path))].map((path) => ({
    path,
    base: before.find((one) => one.path === path) ?? null,
    head: after.find((one) => one.path === path) ?? null,
  }));
}

/** Models by content: 1… are convolutional nets of growing depth, others can't be read. */
const kin = (ids: Readonly<Record<string, string>> = {}): Kinship & { readonly read: string[] } => {
  const read: string[] = [];
  return {
    read,
    idOf: ({ path }) => ids[path] ?? null,
    async structureOf({ path, id }) {
      read.push(path);
      const depth = Number(id);
      if (!Number.isInteger(depth) || depth < 1) return null;
      return structureOf(readModelSync(memorySource(net({ depth, names: path }), path), path));
    },
  };
};

const text = ({ change, base, head }: ModelChange): string => `${change} ${base?.path ?? '-'} ${head?.path ?? '-'}`;

const sides = (of: readonly { base: TreeFile | null; head: TreeFile | null }[]): readonly string[] =>
  of.flatMap((pair) => [pair.base, pair.head].flatMap((at, i) => (at === null ? [] : [`${i} ${at.path}`]))).toSorted();

/** Every file of both sides is in what is found, in one change. */
const check = async (base: string[], head: string[], named: Record<string, string>): Promise<void> => {
  const files = changesOf(base, head);
  const found = await pairModels(files, kin(named));
  expect(sides(found)).toEqual(sides(files));
  for (const { change, base: a, head: b } of found) {
    expect(change !== 'moved' || a?.id === b?.id).toBe(true);
    expect(change !== 'changed' || a?.path === b?.path).toBe(true);
    expect([a === null, b === null]).toEqual([change === 'added', change === 'removed']);
  }
};

describe('what went and what came', () => {
  test.each<[string, string[], string[], string[], Record<string, string>?]>([
    ['in place, whatever it is now', ['a=1'], ['a=9'], ['changed a a']],
    ['moved', ['a=1'], ['b=1'], ['moved a b']],
    [
      'one of equal ones moved: that of the same name',
      ['x/a=1', 'x/b=1'],
      ['y/b=1'],
      ['moved x/b y/b', 'removed x/a -'],
    ],
    ['a copy of what stays is new', ['a=1'], ['a=2', 'b=1'], ['changed a a', 'added - b']],
    ['two equal ones, one came', ['a=1'], ['b=1', 'c=1'], ['moved a b', 'added - c']],
    ['renamed and edited', ['a=6'], ['b=7'], ['renamed a b']],
    ['other models altogether', ['a=x'], ['b=y'], ['removed a -', 'added - b']],
    ['less than half alike', ['a=1'], ['b=9'], ['removed a -', 'added - b']],
    ['the likest first', ['a=6', 'b=8'], ['c=9', 'd=6.0'], ['renamed b c', 'renamed a d']],
    [
      'equally like: that of the same name',
      ['x/a=6', 'x/b=6.0'],
      ['y/b=7', 'y/a=7.0'],
      ['renamed x/b y/b', 'renamed x/a y/a'],
    ],
    ['of one id in the policy, however unlike', ['a=1'], ['b=x'], ['renamed a b'], { a: 'net', b: 'net' }],
    ['an id goes before likeness', ['a=6', 'b=1'], ['c=7'], ['renamed b c', 'removed a -'], { b: 'net', c: 'net' }],
    ['content goes before an id', ['a=5', 'b=1'], ['c=5'], ['moved a c', 'removed b -'], { b: 'net', c: 'net' }],
    ['without ids of content nothing is moved', ['a'], ['b'], ['removed a -', 'added - b']],
  ])('%s', async (_, base, head, expected, ids = {}) => {
    const found = await pairModels(changesOf(base, head), kin(ids));
    expect(found.map(text).toSorted()).toEqual(expected.toSorted());
  });

  test('nothing is read where nothing went, or nothing came', async () => {
    const asked = kin();
    await pairModels(changesOf([], ['a=1', 'b=2']), asked);
    await pairModels(changesOf(['a=1', 'b=2'], []), asked);
    await pairModels(changesOf(['a=1'], ['a=2']), asked);
    await pairModels(changesOf(['a=1'], ['b=1']), asked);
    expect(asked.read).toEqual([]);
  });

  test('more than a hundred aren’t compared by structure', async () => {
    const many = Array.from({ length: 101 }, (_, i) => `new${i}=2.${i}`);
    const asked = kin();
    expect((await pairModels(changesOf(['old=1'], many), asked)).map(({ change }) => change)).not.toContain('renamed');
    expect(asked.read).toEqual([]);
  });

  test('every file is in exactly one change, with both its sides if it has them', async () => {
    const one = record({ path: constantFrom('a', 'b', 'c', 'd', 'e', 'f'), id: constantFrom('1', '2', '3', 'x') });
    const side = uniqueArray(one, { selector: ({ path }) => path }).map((files) =>
      files.map(({ path, id }) => `${path}=${id}`),
    );
    const ids = array(constantFrom('a', 'b', 'c', 'd')).map((paths) =>
      Object.fromEntries(paths.map((path) => [path, 'same'])),
    );
    await assert(asyncProperty(side, side, ids, check), { numRuns: 60 });
  });
});
