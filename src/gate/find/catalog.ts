import type { ModelPlan, Policy } from '#policy/policy.ts';
import { globIndex, type GlobIndex } from '#policy/glob-index.ts';
import { isNamed, planFor } from '#policy/model-plan.ts';
import { isModelPath, modelBeside, modelName, rootIn } from '#read/formats.ts';

/** Finds the files that a gate run is about. */
export interface Catalog {
  /** The plan of the model whose root the file is, if the policy doesn't leave it alone; null for any other file. Its `path` is the model's name. */
  planOf(path: string): ModelPlan | null;
  /** True of files that may belong to a model beside its root: weights, an index, a configuration. */
  isExternal(path: string): boolean;
  /** True if an external file belongs to the model. */
  belongs(plan: ModelPlan, external: string): boolean;
}

/** The name of the model that a file belongs to beside its root, by the file's path alone; null if it belongs to none. */
export function besideModel(file: string): string | null {
  const root = modelBeside(file);
  return root === null ? null : modelName(root);
}

/**
 * What counts as a model: every file that is named as a root of a known format, and those that the policy's entries name.
 * @param paths globs that narrow it; absent: all
 */
export function catalogOf(policy: Policy, paths?: readonly string[]): Catalog {
  const work = { steps: 0 };
  const externals = globIndex(distinct(policy.models.flatMap(({ external }) => external)), work);
  const narrowed = paths === undefined ? undefined : globIndex(paths, work);
  const plans = new Map<string, ModelPlan | null>();
  const tests = new Map<readonly string[], GlobIndex>();

  function find(path: string): ModelPlan | null {
    const known = isModelPath(path);
    const name = modelName(path);
    if (!known && (modelBeside(path) !== null || !isNamed(policy, name))) return null;
    if (narrowed?.fits(name) === false) return null;
    return planFor(policy, name);
  }

  return {
    planOf(path) {
      const before = plans.get(path);
      if (before !== undefined) return before;
      const plan = find(path);
      if (plan !== null) plans.set(path, plan);
      return plan;
    },
    isExternal: (path) => modelBeside(path) !== null || externals.fits(path),
    belongs(plan, external) {
      if (besideModel(external) === plan.path) return true;
      if (plan.external.length === 0) return false;
      const own = tests.get(plan.external) ?? globIndex(plan.external, work);
      tests.set(plan.external, own);
      return own.fits(external);
    },
  };
}

const distinct = (items: readonly string[]): readonly string[] => [...new Set(items)];

/** True of a path that is named as the root of a model. */
export const isModelFile = (path: string): boolean => isModelPath(path);

/** The file of a folder that makes the folder a model, or null. @param files of the folder itself, by name */
export const folderRoot = (folder: string, files: readonly string[]): string | null => rootIn(folder, files);

/** Whether a file is the root of the model that a folder is. */
export const isRootOf = (file: string, folder: string): boolean => file !== folder && modelName(file) === folder;

/** Whether by its name a file belongs to the model with that root. */
export const belongsTo = (file: string, root: string): boolean => besideModel(file) === modelName(root);
