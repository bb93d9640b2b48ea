import type { CountOptions } from '#count/bind.ts';
import type { Side } from '#diff/types.ts';
import type { Model } from '#graph/graph.ts';
import type { Source } from '#graph/source.ts';
import type { TreeFile } from '#graph/tree.ts';
import { countModel } from '#count/count.ts';
import { asFault } from '#graph/fault.ts';
import { formatsOf, modelName } from '#read/formats.ts';
import { readModel } from '#read/read.ts';

/** Opens a file of a tree. */
export type Open = (file: TreeFile) => Promise<Source>;

/**
 * Counts files of both sides, each read once for all its cases. Content that occurs at several paths is counted once: ask
 * with `expect` first, so that a result is kept only as long as it will be asked for.
 */
export interface Counter {
  /** @param files every file that will be counted, once for each time */
  readonly expect: (files: readonly TreeFile[]) => void;
  /** One side a case, in order; what can't be read or counted is a failed side. `bytes` are of the file and what belongs to it. */
  readonly count: (file: TreeFile, cases: readonly CountOptions[], bytes: bigint | null) => Promise<readonly Side[]>;
}

export function createCounter(open: Open): Counter {
  const uses = new Map<string, number>();
  const kept = new Map<string, Promise<readonly Side[]>>();

  async function sidesOf(file: TreeFile, cases: readonly CountOptions[]): Promise<readonly Side[]> {
    const uncounted = uses.get(file.id ?? '') ?? 0;
    // Equal roots aren't equal models where the files beside them are read, too.
    const isWhole = !formatsOf(file.path).some(({ readsMembers }) => readsMembers);
    if (file.id === null || uncounted < 2 || !isWhole) return countFile(open, file, cases);
    const key = `${file.id} ${keyOf(cases)}`;
    const sides = kept.get(key) ?? countFile(open, file, cases);
    kept.set(key, sides);
    return sides;
  }

  return {
    expect(files) {
      for (const { id } of files) if (id !== null) uses.set(id, (uses.get(id) ?? 0) + 1);
    },
    async count(file, cases, bytes) {
      const sides = await sidesOf(file, cases);
      forget(file);
      return sides.map((side) =>
        side.kind === 'counted' ? { ...side, report: { ...side.report, path: modelName(file.path) }, bytes } : side,
      );
    },
  };

  function forget({ id }: TreeFile): void {
    if (id === null) return;
    const left = (uses.get(id) ?? 1) - 1;
    uses.set(id, left);
    if (left <= 0) for (const key of kept.keys()) if (key.startsWith(`${id} `)) kept.delete(key);
  }
}

/** Reads a file's model. @throws Fault as its source and its reader do */
export async function readFile(open: Open, file: TreeFile): Promise<Model> {
  const source = await open(file);
  try {
    return await readModel(source, file.path, modelName(file.path));
  } finally {
    await source.close();
  }
}

async function countFile(open: Open, file: TreeFile, cases: readonly CountOptions[]): Promise<readonly Side[]> {
  let model: Model;
  try {
    model = await readFile(open, file);
  } catch (thrown) {
    const side = failed(thrown);
    return cases.map(() => side);
  }
  return cases.map((options): Side => {
    try {
      return { kind: 'counted', report: countModel(model, options), bytes: null };
    } catch (thrown) {
      return failed(thrown);
    }
  });
}

function failed(thrown: unknown): Side {
  const { code, message, hint } = asFault(thrown);
  return { kind: 'failed', failure: { code, message, hint } };
}

function keyOf(cases: readonly CountOptions[]): string {
  return JSON.stringify(
    cases.map(({ dims, inputs, values }) => [[...(dims ?? [])], [...(inputs ?? [])], [...(values ?? [])]]),
    (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value),
  );
}
