import type { ModelPlan } from '#policy/policy.ts';
import type { Finding } from '#graph/finding.ts';
import type { Tree, TreeDiff, TreeFile } from '#graph/tree.ts';
import { besideModel, type Catalog } from './catalog.ts';
import type { ModelChange } from './changes.ts';
import type { Open } from '#gate/side.ts';
import type { Structure } from './structure.ts';
import { Fault } from '#graph/fault.ts';
import { isSharedPath, modelName } from '#read/formats.ts';
import { asNew } from '#policy/model-plan.ts';
import { pairModels } from './changes.ts';
import { changedModels, createLook, modelsAmong } from './look.ts';

/** A model to judge, with what the policy says of it. */
export interface PlannedChange extends ModelChange {
  readonly plan: ModelPlan;
  /** External files that belong to the model, per side. */
  readonly baseExternal: readonly TreeFile[];
  readonly headExternal: readonly TreeFile[];
}

export interface FoundModels {
  readonly changes: readonly PlannedChange[];
  /** Models at head that aren't among `changes`. */
  readonly unchanged: number;
  /** Every model's name, of both sides. */
  readonly paths: readonly string[];
  readonly findings: readonly Finding[];
  /** Submodules that differ between base and head. */
  readonly submodules: readonly string[];
}

export interface FindQuestion {
  readonly base: Tree | null;
  readonly head: Tree;
  readonly catalog: Catalog;
  /** By base's own policy, which may name a renamed model's old path; null if base has none. */
  readonly baseCatalog: Catalog | null;
  /** Says whether an unchanged model is judged all the same. */
  readonly include: (path: string) => boolean;
  diff(base: Tree | null, head: Tree, wanted: (path: string) => boolean): Promise<TreeDiff>;
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  readonly open: Open;
}

/** The models that a pull request touches: by their own file, by another path, by the weights beside them. */
export async function findModels(question: FindQuestion): Promise<FoundModels> {
  const { base, head, catalog, include } = question;
  const wanted = (path: string): boolean => catalog.planOf(path) !== null || catalog.isExternal(path);
  const [diff, atHead] = await Promise.all([question.diff(base, head, wanted), question.list(head, wanted)]);
  const isModel = ({ path }: { readonly path: string }): boolean => catalog.planOf(path) !== null;
  const look = createLook(question.open);
  const changedFiles = await changedModels(diff.files.filter(isModel), look);
  const changes = [...(await pairModels(changedFiles, kinship(question)))];
  const touched = diff.files.filter(({ path }) => !isModel({ path }));
  const changedBeside = besides(catalog, touched);
  const isAsked = ({ path }: TreeFile): boolean => {
    const plan = catalog.planOf(path);
    return plan !== null && (plan.rule !== null || include(path) || changedBeside(plan).length > 0);
  };
  const named = atHead.filter(isModel);
  // A name that others have, too, is looked into only if something depends on it: a partial clone would fetch each file.
  const heads = await modelsAmong(
    named.filter((file) => !isSharedPath(file.path) || isAsked(file)),
    look,
  );
  const external = touched.length > 0 || atHead.length > named.length;
  const extra = heads.filter(({ path }) => include(path));
  const atBase = base === null || (!external && extra.length === 0) ? [] : await question.list(base, wanted);
  const baseFiles = new Map(atBase.map((file) => [file.path, file]));
  const taken = new Set(changes.map((change) => change.head?.path));
  const add = (change: ModelChange['change'], file: TreeFile): void => {
    if (taken.has(file.path)) return;
    taken.add(file.path);
    changes.push({ change, base: baseFiles.get(file.path) ?? null, head: file });
  };
  for (const file of heads) {
    const plan = catalog.planOf(file.path);
    if (plan !== null && changedBeside(plan).length > 0) add('changed', file);
  }
  for (const file of extra) add('unchanged', file);
  const weights = (files: readonly TreeFile[]): Beside =>
    besides(
      catalog,
      files.filter((file) => !isModel(file)),
    );
  const [beside, besideBase] = [weights(atHead), weights(atBase)];
  return {
    changes: changes.map((change) => withWeights(catalog, change, besideBase, beside)),
    unchanged: heads.filter(({ path }) => !taken.has(path)).length,
    paths: [...new Set([...heads, ...changes.flatMap(({ base: b }) => b ?? [])].map(({ path }) => modelName(path)))],
    submodules: diff.submodules,
    findings: diff.submodules.map(submoduleFinding),
  };
}

const submoduleFinding = (path: string): Finding => ({
  code: 'submodule-changed',
  level: 'warning',
  detail: `${path} is a submodule and points elsewhere: models in it aren't looked at`,
});

/** The files beside a model that belong to it. */
type Beside = (plan: ModelPlan) => readonly TreeFile[];

/** The change with its plan and the weights beside the model on both sides. */
function withWeights(catalog: Catalog, change: ModelChange, atBase: Beside, atHead: Beside): PlannedChange {
  const plan = planOf(catalog, change);
  const basePlan = change.base === null ? null : catalog.planOf(change.base.path);
  return {
    ...change,
    plan,
    headExternal: change.head === null ? [] : atHead(plan),
    baseExternal: basePlan === null ? [] : atBase(basePlan),
  };
}

/** The files among `external` that belong to a model, each looked at for the models only that it may belong to. */
function besides<File extends { readonly path: string }>(
  catalog: Catalog,
  external: readonly File[],
): (plan: ModelPlan) => readonly File[] {
  const named = new Map<string, File[]>();
  for (const file of external) {
    const model = besideModel(file.path);
    if (model !== null && named.get(model)?.push(file) === undefined) named.set(model, [file]);
  }
  return (plan) =>
    plan.external.length === 0
      ? (named.get(plan.path) ?? [])
      : external.filter(({ path }) => catalog.belongs(plan, path));
}

function planOf(catalog: Catalog, { base, head }: ModelChange): ModelPlan {
  const path = head?.path ?? base?.path ?? '';
  const plan = catalog.planOf(path);
  if (plan === null) throw new Fault('internal', `${path} has no plan`, 'please report this');
  return base === null ? asNew(plan) : plan;
}

function kinship({ catalog, baseCatalog, open }: FindQuestion) {
  return {
    idOf({ path }: TreeFile, side: 'base' | 'head'): string | null {
      const plan = ((side === 'base' ? baseCatalog : null) ?? catalog).planOf(path);
      return plan?.rule?.id === undefined || plan.rule.id === null ? null : plan.id;
    },
    async structureOf(file: TreeFile): Promise<Structure | null> {
      const { readFile } = await import('#gate/side.ts');
      const { structureOf } = await import('./structure.ts');
      try {
        return structureOf(await readFile(open, file));
      } catch {
        return null;
      }
    },
  };
}
