import type { ModelPlan } from '#policy/policy.ts';
import type { Finding } from '#graph/finding.ts';
import type { FileChange, Tree, TreeDiff, TreeFile } from '#graph/tree.ts';
import type { KnownKind } from '#read/known.ts';
import { uncountedByName, type Catalog } from './catalog.ts';
import type { ModelChange } from './changes.ts';
import type { Open } from '#gate/side.ts';
import type { Structure } from './structure.ts';
import { Fault } from '#graph/fault.ts';
import { besides } from './beside.ts';
import { isSharedPath, modelName } from '#read/formats.ts';
import { pairModels } from './changes.ts';
import { changedModels, createLook, modelsAmong } from './look.ts';
import { kindsOf, type StartOf } from './kinds.ts';
import { lostModels, runFindings } from './lost.ts';
import type { PlannedChange } from './planned.ts';

export interface FoundModels {
  readonly changes: readonly PlannedChange[];
  /** Models at head that aren't among `changes`. */
  readonly unchanged: number;
  /** Every model path of both sides, by either side's policy. */
  readonly paths: readonly string[];
  readonly findings: readonly Finding[];
  /** Submodules that differ between base and head. */
  readonly submodules: readonly string[];
}

export interface FindQuestion {
  readonly base: Tree | null;
  readonly head: Tree;
  readonly catalog: Catalog;
  /** What base's own policy watches, which may name a renamed model's old path; `catalog` itself where that is the same. */
  readonly watched: Catalog;
  /** Says whether an unchanged model is judged all the same. */
  readonly include: (path: string) => boolean;
  diff(base: Tree | null, head: Tree, wanted: (path: string) => boolean): Promise<TreeDiff>;
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  readonly start: StartOf;
  readonly open: Open;
}

/** What both sides hold, as far as either policy watches it. */
interface Sight {
  readonly diff: TreeDiff;
  readonly atHead: readonly TreeFile[];
  readonly kinds: ReadonlyMap<TreeFile, KnownKind>;
  /** The plan by which head judges a file; null for what is no model to it. */
  readonly planOf: (file: TreeFile) => ModelPlan | null;
}

/** The models that a pull request touches: by their own file, by another path, by the weights beside them. */
export async function findModels(question: FindQuestion): Promise<FoundModels> {
  const { base, head, catalog, watched, include } = question;
  const wanted = (path: string): boolean =>
    [catalog, watched].some((one) => one.planOf(path) !== null || one.isExternal(path) || one.mayBeModel(path));
  const [diff, atHead] = await Promise.all([question.diff(base, head, wanted), question.list(head, wanted)]);
  const kinds = await kindsOf(diff.files, catalog, question.start);
  const planOf = plansWith(catalog, kinds);
  const sight: Sight = { diff, atHead, kinds, planOf };
  const look = createLook(question.open);
  const are = new Set(await changedModels(diff.files, look));
  const sides = diff.files.map((file) =>
    are.has(file) ? onlySides(file, planOf, watched) : { path: file.path, base: null, head: null },
  );
  const paired = await pairModels(sides.filter(isOnASide), kinship(question, kinds));
  const touched = diff.files.filter((_, i) => !isOnASide(sides[i] as FileChange));
  const beside = besides(catalog, touched);
  const isAsked = (file: TreeFile): boolean => {
    const plan = planOf(file);
    return plan !== null && (plan.rule !== null || include(file.path) || beside(plan).length > 0);
  };
  const named = atHead.filter((file) => planOf(file) !== null);
  // A name that others have, too, is looked into only if something depends on it: a partial clone would fetch each file.
  const heads = await modelsAmong(
    named.filter((file) => !isSharedPath(file.path) || isAsked(file)),
    look,
  );
  const extra = heads.filter(({ path }) => include(path));
  const needsBase = touched.length > 0 || atHead.length > named.length || extra.length > 0 || watched !== catalog;
  const atBase = base === null || !needsBase ? [] : await question.list(base, wanted);
  const changes = withFurther(paired, { heads, extra, atBase, planOf, beside });
  const planned = plannedOf(changes, question, sight, atBase);
  const lost = lostModels({ catalog, watched, diff, atBase });
  const all = [...planned, ...lost.changes];
  const taken = new Set(changes.map((change) => change.head?.path));
  return {
    changes: all,
    unchanged: heads.filter(({ path }) => !taken.has(path)).length,
    paths: [
      ...new Set([
        ...heads.map(({ path }) => modelName(path)),
        ...all.flatMap(({ base: b }) => (b === null ? [] : modelName(b.path))),
        ...atBase.flatMap(({ path }) => (watched.planOf(path) === null ? [] : [modelName(path)])),
      ]),
    ],
    submodules: diff.submodules,
    findings: [...runFindings(diff, watched), ...lost.findings],
  };
}

/** Beside the models whose own files differ, those whose weights do, and those that are asked for. */
function withFurther(
  paired: readonly ModelChange[],
  further: Pick<Sight, 'planOf'> & {
    readonly heads: readonly TreeFile[];
    readonly extra: readonly TreeFile[];
    readonly atBase: readonly TreeFile[];
    readonly beside: (plan: ModelPlan) => readonly unknown[];
  },
): readonly ModelChange[] {
  const { heads, extra, atBase, planOf, beside } = further;
  const changes = [...paired];
  const baseFiles = new Map(atBase.map((file) => [file.path, file]));
  const taken = new Set(changes.map((change) => change.head?.path));
  const include = (change: ModelChange['change'], file: TreeFile): void => {
    if (taken.has(file.path)) return;
    taken.add(file.path);
    changes.push({ change, base: baseFiles.get(file.path) ?? null, head: file });
  };
  for (const file of heads) {
    const plan = planOf(file);
    if (plan !== null && beside(plan).length > 0) include('changed', file);
  }
  for (const file of extra) include('unchanged', file);
  return changes;
}

/** The changes with their plans, and the weights beside the models on both sides. */
function plannedOf(
  changes: readonly ModelChange[],
  { catalog, watched }: FindQuestion,
  { atHead, kinds, planOf }: Sight,
  atBase: readonly TreeFile[],
): readonly PlannedChange[] {
  const weights = (files: readonly TreeFile[]): readonly TreeFile[] => files.filter((file) => planOf(file) === null);
  const [besideHead, besideBase] = [besides(catalog, weights(atHead)), besides(watched, weights(atBase))];
  return changes.map((change): PlannedChange => {
    const { base, head } = change;
    const plan = planOfChange(change, planOf, watched);
    const basePlan = base === null ? null : (watched.planOf(base.path) ?? plan);
    return {
      ...change,
      plan,
      headExternal: head === null ? [] : besideHead(plan),
      baseExternal: basePlan === null ? [] : besideBase(basePlan),
      baseKind: base === null ? null : (kinds.get(base) ?? uncountedByName(base.path)),
      headKind: head === null ? null : (kinds.get(head) ?? uncountedByName(head.path)),
      lost: false,
    };
  });
}

/** A file's plan by its path, or by what its first bytes say it is. */
function plansWith(catalog: Catalog, kinds: ReadonlyMap<TreeFile, KnownKind>): (file: TreeFile) => ModelPlan | null {
  return (file) => {
    const kind = kinds.get(file);
    return kind === undefined ? catalog.planOf(file.path) : catalog.planOfKind(file.path, kind);
  };
}

/** The sides that are models; one that only base's policy watches, where it is gone. */
const onlySides = ({ path, base, head }: FileChange, planOf: Sight['planOf'], watched: Catalog): FileChange => ({
  path,
  base: base !== null && (planOf(base) !== null || (head === null && watched.planOf(path) !== null)) ? base : null,
  head: head !== null && planOf(head) !== null ? head : null,
});

const isOnASide = ({ base, head }: FileChange): boolean => base !== null || head !== null;

function planOfChange({ base, head }: ModelChange, planOf: Sight['planOf'], watched: Catalog): ModelPlan {
  const file = head ?? base;
  const plan = file === null ? null : (planOf(file) ?? watched.planOf(file.path));
  if (plan === null) throw new Fault('internal', `${file?.path ?? ''} has no plan`, 'please report this');
  return plan;
}

function kinship({ catalog, watched, open }: FindQuestion, kinds: ReadonlyMap<TreeFile, KnownKind>) {
  return {
    idOf({ path }: TreeFile, side: 'base' | 'head'): string | null {
      const plan = (side === 'base' ? (watched.planOf(path) ?? catalog.planOf(path)) : catalog.planOf(path)) ?? null;
      return plan?.rule?.id === undefined || plan.rule.id === null ? null : plan.id;
    },
    async structureOf(file: TreeFile): Promise<Structure | null> {
      if (kinds.has(file)) return null;
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
