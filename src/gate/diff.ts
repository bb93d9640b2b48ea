import type { CountOptions } from '#count/bind.ts';
import type { ModelPlan } from '#policy/policy.ts';
import type { ModelOutcome } from '#judge/types.ts';
import type { FileChange, TreeFile } from '#graph/tree.ts';
import type { ModelChange } from './find/changes.ts';
import type { SidedFile } from './count-both.ts';
import { countBoth } from './count-both.ts';
import type { Counter, Open } from './side.ts';
import { judgeModel } from '#judge/judge.ts';
import { isSharedPath, modelName } from '#read/formats.ts';
import { besideModel } from './find/catalog.ts';
import { changedModels, createLook } from './find/look.ts';
import { pairModels } from './find/changes.ts';
import { mapPool } from './map-pool.ts';
import { createCounter, readFile } from './side.ts';
import { structureOf } from './find/structure.ts';

/** Models of one side: a file alone, or all that a folder or a revision holds. */
export interface Shelf {
  /** True if the user named this one file: it is compared whatever it is called. */
  readonly isOne: boolean;
  readonly files: readonly TreeFile[];
  readonly open: Open;
  /** Files that belong to a model beside its root, where their ids are known. */
  readonly members?: readonly TreeFile[];
  /** Files with a model's weights, unless it is simply a file with those beside it. */
  readonly beside?: (file: TreeFile) => Promise<readonly TreeFile[]>;
}

export interface ShelfDiff {
  /** One outcome a model that differs, by path; nothing is judged. */
  readonly models: readonly ModelOutcome[];
  /** Models that are the same file on both sides. */
  readonly unchanged: number;
}

/**
 * Compares the models of two sides: two files with each other, or those of equal path, then by likeness.
 * @param options sizes that hold for every model
 */
export async function diffShelves(base: Shelf, head: Shelf, options: CountOptions): Promise<ShelfDiff> {
  const sideOf = new Map<TreeFile, Shelf>();
  for (const shelf of [base, head]) for (const file of shelf.files) sideOf.set(file, shelf);
  const open: Open = async (file) => (sideOf.get(file) ?? head).open(file);
  const look = createLook(open);
  const isPair = base.isOne && head.isOne;
  const files = isPair ? pairOf(base, head) : byPath(base, head);
  const [idIn, idAt] = [identities(base), identities(head)];
  const differing = files.filter(
    ({ base: a, head: b }) => a === null || b === null || a.id === null || idIn(a) !== idAt(b),
  );
  const apart = new Set(differing);
  const changed = isPair ? differing : await changedModels(differing, look);
  const changes = isPair ? [asChange(files)] : await pairModels(changed, kinship(open));
  const counter = createCounter(open);
  const models = await mapPool(changes, 2, async (change) => outcomeOf(change, options, counter));
  return {
    models: models.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    unchanged: files.filter((file) => !apart.has(file) && (isPair || !isSharedPath(file.path))).length,
  };
}

/** What names a model's content: the ids of its root and of the files that belong to it. */
function identities({ members = [] }: Shelf): (root: TreeFile) => string {
  const beside = new Map<string, string[]>();
  for (const { path, id } of members) {
    const name = besideModel(path) ?? '';
    beside.set(name, [...(beside.get(name) ?? []), `${path} ${id}`]);
  }
  return ({ path, id }) => [id, ...(beside.get(modelName(path)) ?? [])].join('\n');
}

const pairOf = (base: Shelf, head: Shelf): readonly FileChange[] => [
  { path: head.files[0]?.path ?? '', base: base.files[0] ?? null, head: head.files[0] ?? null },
];

/** Two files that the user names are one model, changed or not. */
function asChange([file]: readonly FileChange[]): ModelChange {
  return { change: 'changed', base: file?.base ?? null, head: file?.head ?? null };
}

function byPath(base: Shelf, head: Shelf): readonly FileChange[] {
  const before = new Map(base.files.map((file) => [file.path, file]));
  const after = new Map(head.files.map((file) => [file.path, file]));
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths.map((path) => ({ path, base: before.get(path) ?? null, head: after.get(path) ?? null }));
}

const kinship = (open: Open) => ({
  idOf: () => null,
  structureOf: async (file: TreeFile) =>
    readFile(open, file).then(
      (model) => structureOf(model),
      () => null,
    ),
});

const sided = (file: TreeFile | null): SidedFile | null => (file === null ? null : { file, bytes: null });

async function outcomeOf(
  { change, base, head }: ModelChange,
  options: CountOptions,
  counter: Counter,
): Promise<ModelOutcome> {
  const path = modelName(head?.path ?? base?.path ?? '');
  const [counted] = await countBoth(counter, sided(base), sided(head), [options]);
  const plan = planOf(path);
  return judgeModel({
    plan,
    casePlan: { name: '', budgets: new Map(), dims: new Map(), inputs: new Map(), values: new Map() },
    change,
    basePath: base !== null && head !== null && base.path !== head.path ? modelName(base.path) : null,
    ...(counted ?? { base: null, head: null }),
    latency: null,
    acceptances: [],
  });
}

/** No budget, no case: figures only. */
const planOf = (path: string): ModelPlan => ({
  id: path,
  path,
  rule: null,
  unsupportedOps: 'off',
  external: [],
  inputFiles: [],
  bench: false,
  cases: [],
});
