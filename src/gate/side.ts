import type { CountOptions } from '#count/bind.ts';
import type { Side } from '#diff/types.ts';
import type { Model, ValueInfo } from '#graph/graph.ts';
import type { Source } from '#graph/source.ts';
import type { TreeFile } from '#graph/tree.ts';
import { countModel } from '#count/count.ts';
import { asFault } from '#graph/fault.ts';
import { formatsOf, modelName } from '#read/formats.ts';
import { readModel } from '#read/read.ts';

/** Opens a file of a tree. */
export type Open = (file: TreeFile) => Promise<Source>;

/** A model's inputs as its file declares them, or why it can't be read. */
type Inputs = { readonly kind: 'read'; readonly inputs: readonly ValueInfo[] } | Failed;
type Failed = Extract<Side, { readonly kind: 'failed' }>;

/**
 * Counts files of both sides, each read once for all its cases. Content that occurs at several paths is counted once: ask
 * with `expect` first, so that a result is kept only as long as it will be asked for.
 */
export interface Counter {
  /** @param files every file that will be counted, once for each time */
  readonly expect: (files: readonly TreeFile[]) => void;
  /** What the file asks for, before it is counted; the model is kept until it is. */
  readonly inputsOf: (file: TreeFile) => Promise<Inputs>;
  /** One side a case, in order; what can't be read or counted is a failed side. `bytes` are of the file and what belongs to it. */
  readonly count: (file: TreeFile, cases: readonly CountOptions[], bytes: bigint | null) => Promise<readonly Side[]>;
}

/** False where equal roots aren't equal models, since the files beside them are read, too. */
const isWhole = ({ path }: TreeFile): boolean => !formatsOf(path).some(({ readsMembers }) => readsMembers);

/** @param open opens a file that is read */
export function createCounter(open: Open): Counter {
  const uses = new Map<string, number>();
  const kept = new Map<string, Promise<readonly Side[]>>();
  const asked = new Map<string, Promise<Inputs>>();
  const held = new Map<TreeFile, Promise<Model | Failed>>();

  const isAwaited = ({ id }: TreeFile): boolean => (uses.get(id ?? '') ?? 0) > 1;

  function modelOf(file: TreeFile): Promise<Model | Failed> {
    const model = held.get(file) ?? readFile(open, file).catch(failed);
    held.set(file, model);
    return model;
  }

  async function sidesOf(file: TreeFile, cases: readonly CountOptions[]): Promise<readonly Side[]> {
    const work = async (): Promise<readonly Side[]> => countCases(await modelOf(file), cases);
    if (file.id === null || !isWhole(file)) return work();
    const key = `${file.id} ${keyOf(cases)}`;
    const sides = kept.get(key) ?? work();
    if (isAwaited(file)) kept.set(key, sides);
    return sides;
  }

  async function readInputs(file: TreeFile): Promise<Inputs> {
    const model = await modelOf(file);
    return 'graph' in model ? { kind: 'read', inputs: model.graph.inputs } : model;
  }

  return {
    expect(files) {
      for (const { id } of files) if (id !== null) uses.set(id, (uses.get(id) ?? 0) + 1);
    },
    async inputsOf(file) {
      if (file.id === null || !isWhole(file)) return readInputs(file);
      const inputs = asked.get(file.id) ?? readInputs(file);
      if (isAwaited(file)) asked.set(file.id, inputs);
      return inputs;
    },
    async count(file, cases, bytes) {
      const sides = await sidesOf(file, cases);
      held.delete(file);
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
    if (left > 0) return;
    asked.delete(id);
    for (const key of kept.keys()) if (key.startsWith(`${id} `)) kept.delete(key);
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

function countCases(model: Model | Failed, cases: readonly CountOptions[]): readonly Side[] {
  if (!('graph' in model)) return cases.map(() => model);
  return cases.map((options): Side => {
    const side = countCase(model, options);
    // A file that can't run at another size than its own is compared at its own.
    if (side.kind === 'counted' || (options.overrides?.size ?? 0) === 0) return side;
    return countCase(model, { ...options, overrides: new Map() });
  });
}

function countCase(model: Model, options: CountOptions): Side {
  try {
    return { kind: 'counted', report: countModel(model, options), bytes: null };
  } catch (thrown) {
    return failed(thrown);
  }
}

function failed(thrown: unknown): Failed {
  const { code, message, hint } = asFault(thrown);
  return { kind: 'failed', failure: { code, message, hint } };
}

const optionNames = [
  'dims',
  'inputs',
  'values',
  'renames',
  'overrides',
] as const satisfies readonly (keyof CountOptions)[];

function keyOf(cases: readonly CountOptions[]): string {
  return JSON.stringify(
    cases.map((options) => optionNames.map((name) => [...(options[name] ?? [])])),
    (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value),
  );
}
