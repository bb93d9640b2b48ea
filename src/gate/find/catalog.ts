import type { ModelPlan, Policy } from '#policy/policy.ts';
import { globIndex, type GlobIndex } from '#policy/glob-index.ts';
import { isNamed, planFor } from '#policy/model-plan.ts';
import { knownExtensions } from '#read/read.ts';

/** Finds the files that a gate run is about. */
export interface Catalog {
  /** The file's plan if it is a model that the policy doesn't leave alone; null for any other file. */
  planOf(path: string): ModelPlan | null;
  /** True of files that may belong to a model beside it: external weights. */
  isExternal(path: string): boolean;
  /** True if an external file belongs to the model. */
  belongs(plan: ModelPlan, external: string): boolean;
}

/** Names under which exporters put a model's weights beside it: `m.onnx.data`, `m.onnx_data`, `m.onnx_data_1`. */
const besideModel = /^(.+\.onnx)(?:\.data|_data(?:_\d+)?)$/i;

/** The model whose weights a file holds by its name alone; null if the name says none. */
export const modelBeside = (file: string): string | null => besideModel.exec(file)?.[1] ?? null;

/** True if the name alone says that a file holds weights of the model at `path`. */
export const isBesideModel = (file: string, path: string): boolean => modelBeside(file) === path;

/**
 * What counts as a model: every file with a known extension, and those that the policy's entries name.
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
    if (!known && !isNamed(policy, path)) return null;
    if (narrowed?.fits(path) === false) return null;
    return planFor(policy, path);
  }

  return {
    planOf(path) {
      const before = plans.get(path);
      if (before !== undefined) return before;
      const plan = find(path);
      if (plan !== null) plans.set(path, plan);
      return plan;
    },
    isExternal: (path) => besideModel.test(path) || externals.fits(path),
    belongs(plan, external) {
      if (isBesideModel(external, plan.path)) return true;
      if (plan.external.length === 0) return false;
      const own = tests.get(plan.external) ?? globIndex(plan.external, work);
      tests.set(plan.external, own);
      return own.fits(external);
    },
  };
}

const distinct = (items: readonly string[]): readonly string[] => [...new Set(items)];

/** True of a path whose extension is that of a model. */
export function isModelPath(path: string): boolean {
  const name = path.toLowerCase();
  return knownExtensions.some((extension) => name.endsWith(extension));
}
