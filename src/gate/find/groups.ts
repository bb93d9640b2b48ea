import type { GroupRule, Policy } from '#policy/policy.ts';
import type { Acceptance, ModelOutcome } from '#judge/types.ts';
import type { Tree, TreeFile } from '#graph/tree.ts';
import { asNew, groupsOf } from '#policy/model-plan.ts';
import type { Open } from '#gate/side.ts';
import { modelName } from '#read/formats.ts';
import { catalogOf } from './catalog.ts';
import { createLook, modelsAmong } from './look.ts';
import type { PlannedChange } from './planned.ts';

/** A group that a change touches, and all of its models. */
interface TouchedGroup {
  readonly rule: GroupRule;
  /** Models of the group that are among the changes, by their place there; then those that aren't, by their place in `others`. */
  readonly changed: readonly number[];
  readonly others: readonly number[];
}

export interface Groups {
  readonly touched: readonly TouchedGroup[];
  /** Models of these groups that no change is about: only their sum counts. */
  readonly others: readonly PlannedChange[];
}

export interface GroupsQuestion {
  readonly policy: Policy;
  readonly base: Tree | null;
  readonly head: Tree;
  readonly changes: readonly PlannedChange[];
  readonly open: Open;
  readonly list: (tree: Tree, wanted: (path: string) => boolean) => Promise<readonly TreeFile[]>;
}

/** The groups of the policy that a change touches. All their models belong to the sum, whatever `paths` this run is narrowed to. */
export async function touchedGroups(question: GroupsQuestion): Promise<Groups> {
  const { policy, changes } = question;
  const ids = changes.map(
    ({ base, head }) =>
      new Set([base, head].flatMap((file) => idsOf(policy, file === null ? undefined : modelName(file.path)))),
  );
  const rules = policy.groups.filter(({ id }) => ids.some((own) => own.has(id)));
  if (rules.length === 0) return { touched: [], others: [] };
  const taken = new Set(changes.flatMap(({ base, head }) => [base?.path, head?.path]));
  const isAsked = (path: string): boolean =>
    !taken.has(path) && groupsOf(policy, modelName(path)).some((rule) => rules.includes(rule));
  const others = await unchangedModels(question, isAsked);
  const otherIds = others.map(({ plan }) => new Set(idsOf(policy, plan.path)));
  return {
    touched: rules.map((rule) => ({ rule, changed: placesOf(ids, rule), others: placesOf(otherIds, rule) })),
    others,
  };
}

const idsOf = (policy: Policy, path: string | undefined): readonly string[] =>
  path === undefined ? [] : groupsOf(policy, path).map(({ id }) => id);

const placesOf = (ids: readonly ReadonlySet<string>[], { id }: GroupRule): readonly number[] =>
  ids.flatMap((own, i) => (own.has(id) ? [i] : []));

async function unchangedModels(
  { policy, base, head, list, open }: GroupsQuestion,
  isAsked: (path: string) => boolean,
): Promise<readonly PlannedChange[]> {
  const catalog = catalogOf(policy);
  const wanted = (path: string): boolean =>
    catalog.isExternal(path) || (isAsked(path) && catalog.planOf(path) !== null);
  const [atBase, atHead] = await Promise.all([base === null ? [] : list(base, wanted), list(head, wanted)]);
  const [before, after] = [atBase, atHead].map((files) => new Map(files.map((file) => [file.path, file])));
  const paths = [...new Set([...atBase, ...atHead].map(({ path }) => path))].toSorted();
  const look = createLook(open);
  const models = new Set((await modelsAmong([...atBase, ...atHead], look)).map(({ path }) => path));
  return paths.flatMap((path): PlannedChange[] => {
    const plan = isAsked(path) && models.has(path) ? catalog.planOf(path) : null;
    if (plan === null) return [];
    const beside = (files: readonly TreeFile[]) => files.filter((file) => catalog.belongs(plan, file.path));
    const [was, is] = [before?.get(path) ?? null, after?.get(path) ?? null];
    const change = { change: 'unchanged' as const, base: was, head: is, plan: was === null ? asNew(plan) : plan };
    const counted = { baseKind: null, headKind: null, lost: false };
    return [{ ...change, ...counted, baseExternal: beside(atBase), headExternal: beside(atHead) }];
  });
}

/** Judges the sum of each touched group. `changed` and `others` are outcomes, in the order of the changes. */
export async function groupOutcomes(
  { touched }: Groups,
  policy: Policy,
  changed: readonly (readonly ModelOutcome[])[],
  others: readonly (readonly ModelOutcome[])[],
  acceptances: readonly Acceptance[],
): Promise<readonly ModelOutcome[]> {
  if (touched.length === 0) return [];
  const { judgeGroup } = await import('#judge/group.ts');
  return touched.map((group) => {
    const members = [...group.changed.map((i) => changed[i]), ...group.others.map((i) => others[i])];
    const isIn = (path: string): boolean => groupsOf(policy, path).includes(group.rule);
    const own = members.flatMap((cases) => cases?.[0] ?? []);
    const count = own.filter(({ head, path }) => head !== null && isIn(path)).length;
    return judgeGroup(group.rule, policy, `sum of ${count} models`, own, isIn, acceptances);
  });
}
