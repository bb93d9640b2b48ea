import { describe, expect, test } from 'vitest';
import type { PlannedChange } from '#gate/find/planned.ts';
import { batchesOf } from '#gate/work/batches.ts';

const fileOf = (id: string | null): PlannedChange['head'] =>
  id === '' ? null : { tree: { kind: 'worktree' }, path: 'x', id };
const changeOf = ([base, head]: readonly [string | null, string | null]): PlannedChange =>
  ({ base: fileOf(base), head: fileOf(head) }) as PlannedChange;

describe('what is counted together', () => {
  test.each<[string, readonly (readonly [string | null, string | null])[], readonly (readonly number[])[]]>([
    ['nothing', [], []],
    [
      'each by itself',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['', 'e'],
      ],
      [[0], [1], [2]],
    ],
    [
      'one content at two paths',
      [
        ['a', 'b'],
        ['c', 'b'],
      ],
      [[0, 1]],
    ],
    [
      'a chain that the last one closes',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['b', 'c'],
      ],
      [[0, 1, 2]],
    ],
    [
      'files without an id share nothing',
      [
        [null, null],
        [null, null],
      ],
      [[0], [1]],
    ],
  ])('%s', (_, changes, batches) => {
    expect(batchesOf(changes.map(changeOf))).toEqual(batches);
  });
});
