import type { ModelPlan, Policy } from '#policy/policy.ts';
import { globIndex, type GlobIndex } from '#policy/glob-index.ts';
import { isNamed, planFor } from '#policy/model-plan.ts';
import { formats, isModelPath, modelBeside, modelName, rootIn } from '#read/formats.ts';
import { knownKind, mayBeKnown, type KnownKind } from '#read/known.ts';

/** Finds the files that a gate run is about. */
export interface Catalog {
  /** The plan of the model whose root the file is, if the policy doesn't leave it alone; null for any other file. Its `path` is the model's name. */
  planOf(path: string): ModelPlan | null;
  /** True of files that may belong to a model beside its root: weights, an index, a configuration. */
  isExternal(path: string): boolean;
  /** True if an external file belongs to the model. */
  belongs(plan: ModelPlan, external: string): boolean;
  /** True of a file whose name many files have, among them models: its first bytes tell, and `planOfKind` has the plan. */
  mayBeModel(path: string): boolean;
  /** The plan of a file that is known to be of the kind; null where the policy leaves it alone. */
  planOfKind(path: string, kind: KnownKind): ModelPlan | null;
}

/** The name of the model that a file belongs to beside its root, by the file's path alone; null if it belongs to none. */
export function besideModel(file: string): string | null {
  const root = modelBeside(file);
  return root === null ? null : modelName(root);
}

/** What the file is by its name alone, where that is a model that no reader counts; else null. */
export function uncountedByName(path: string): KnownKind | null {
  return isModelPath(path) ? null : uncounted(knownKind(path, null));
}

/** What the file is by its name and first bytes, where that is a model that no reader counts; else null. */
export function uncountedBy(path: string, start: Uint8Array): KnownKind | null {
  return isModelPath(path) ? null : uncounted(knownKind(path, start));
}

const uncounted = (kind: KnownKind | null): KnownKind | null =>
  kind === null || (kind.part !== 'pointer' && formats.some(({ name }) => name === kind.format)) ? null : kind;

/** Path by which a policy knows the model: of a pointer the file that it stands for, of a package its folder. */
const policyPath = ({ root, part }: KnownKind): string => (part === 'pointer' ? root.replace(/\.dvc$/i, '') : root);

/**
 * What counts as a model: every file that is named as a root of a known format, read or not, and those that the policy's entries name.
 * @param paths globs that narrow it; absent: all
 */
export function catalogOf(policy: Policy, paths?: readonly string[]): Catalog {
  const work = { steps: 0 };
  const externals = globIndex(distinct(policy.models.flatMap(({ external }) => external)), work);
  const narrowed = paths === undefined ? undefined : globIndex(paths, work);
  const plans = new Map<string, ModelPlan | null>();
  const tests = new Map<readonly string[], GlobIndex>();

  function find(path: string): ModelPlan | null {
    const kind = uncountedByName(path);
    if (kind !== null) return ofKind(path, kind);
    const name = modelName(path);
    if (!isModelPath(path) && (modelBeside(path) !== null || !isNamed(policy, name))) return null;
    if (narrowed?.fits(name) === false) return null;
    return planFor(policy, name);
  }

  function ofKind(path: string, kind: KnownKind): ModelPlan | null {
    const known = policyPath(kind);
    if (narrowed?.fits(known) === false) return null;
    const plan = planFor(policy, known);
    return plan === null ? null : { ...plan, path: kind.part === 'pointer' ? path : plan.path };
  }

  return {
    planOf(path) {
      const before = plans.get(path);
      if (before !== undefined) return before;
      const plan = find(path);
      if (plan !== null) plans.set(path, plan);
      return plan;
    },
    mayBeModel: (path) => !isModelPath(path) && mayBeKnown(path),
    planOfKind: ofKind,
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
