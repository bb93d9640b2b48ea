import type { GateReport, Judgement, ModelOutcome } from '#judge/types.ts';
import { planFor } from '#policy/model-plan.ts';
import type { PlannedBudget, Policy } from '#policy/policy.ts';
import { parseYaml } from '#policy/yaml.ts';

/**
 * The models with the line of the policy, for each judgement by a limit of it, that the limit stands in. A limit that is built in or comes
 * from another file has none.
 * @param text of the policy's own file
 */
export function withPolicyLines(
  models: GateReport['models'],
  policy: Policy,
  text: string | null,
): readonly ModelOutcome[] {
  const broken = models.filter(({ judgements }) => judgements.some(({ broke }) => broke !== null));
  if (text === null || policy.path === null || broken.length === 0) return models;
  const tree = parseYaml(text, policy.path);
  // Places are those of the policy as a whole, which then is more than this file.
  if (isThere(tree.value, ['extends'])) return models;
  const lineOf = (place: string): number | null => {
    const path = pathOf(place);
    return isThere(tree.value, path) ? tree.locate(path).line : null;
  };
  return models.map((model) => {
    if (model.judgements.every(({ broke }) => broke === null)) return model;
    const budgets = planFor(policy, model.path)?.cases.find(({ name }) => name === model.case)?.budgets;
    const judgements = model.judgements.map((judgement) => {
      const budget = judgement.metric === 'model' ? undefined : budgets?.get(judgement.metric);
      const place = budget === undefined ? undefined : placeOf(budget, judgement);
      const line = place === undefined ? null : lineOf(place);
      return line === null ? judgement : { ...judgement, line };
    });
    return { ...model, judgements };
  });
}

function placeOf({ origin }: PlannedBudget, { broke }: Judgement): string | undefined {
  return broke === 'max' || broke === 'fail' || broke === 'warn' || broke === 'growth' ? origin[broke] : undefined;
}

/** `models[0].budgets.macs.max` as keys. */
const pathOf = (place: string): readonly (string | number)[] =>
  [...place.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, key = '']) =>
    index === undefined ? key : Number(index),
  );

/** A key that the file itself has: what `extends` brought stands elsewhere. */
function isThere(value: unknown, path: readonly (string | number)[]): boolean {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Readonly<Record<string | number, unknown>>)[key];
  }
  return path.length > 0;
}
