import type { ModelPlan } from '#policy/policy.ts';
import { besideModel, type Catalog } from './catalog.ts';

/** The files among `external` that belong to a model, each looked at for the models only that it may belong to. */
export function besides<File extends { readonly path: string }>(
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
