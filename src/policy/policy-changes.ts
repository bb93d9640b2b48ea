import type { BudgetMetric } from './metrics.ts';
import { budgetMetrics } from './metrics.ts';
import type { Binding, GrowthLimit, Increase, ModelPlan, PlannedBudget, Policy, PolicyChange } from './policy.ts';
import { planFor } from './model-plan.ts';

/**
 * What a pull request changes in the policy that judges it, loosened limits first. Limits are compared as they apply to
 * each of `paths` (the models of both revisions), so that an entry taken away, an `ignore` or a new default shows too.
 */
export function comparePolicies(
  base: Policy | null,
  head: Policy | null,
  paths: readonly string[],
): readonly PolicyChange[] {
  if (base === null && head === null) return [];
  if (base === null)
    return [...introduced(head, paths), { kind: 'other', where: head?.path ?? '', text: 'a policy is introduced' }];
  if (head === null)
    return [
      { kind: 'loosened', where: base.path ?? '', text: 'the policy is removed: only built-in warnings are left' },
    ];
  const changes = [
    ...paths.toSorted().flatMap((path) => planChanges(planFor(base, path), planFor(head, path))),
    ...wholeChanges(base, head),
  ];
  const order = { loosened: 0, tightened: 1, other: 2 };
  return grouped(changes).toSorted(
    (a, b) => order[a.kind] - order[b.kind] || (a.where < b.where ? -1 : Number(a.where > b.where)),
  );
}

/** Without a policy every known model is watched: a first policy may leave some alone. */
function introduced(head: Policy | null, paths: readonly string[]): PolicyChange[] {
  if (head === null) return [];
  const ignored = paths.filter((path) => planFor(head, path) === null);
  return grouped(ignored.toSorted().map((where) => ({ kind: 'loosened', where, text: IGNORED })));
}

const IGNORED = 'is now ignored';

/** A change that more than two models share is listed once. */
function grouped(changes: readonly PolicyChange[]): PolicyChange[] {
  const groups = new Map<string, PolicyChange[]>();
  for (const change of changes) {
    const key = `${change.kind} ${change.text}`;
    if (groups.get(key)?.push(change) === undefined) groups.set(key, [change]);
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined || same.length <= 2
      ? same
      : [{ ...first, where: `${first.where} and ${same.length - 1} more` }];
  });
}

/** True if a model that one plan held is held less tightly, or otherwise, by the other. */
export function loosensPlan(base: ModelPlan, head: ModelPlan): boolean {
  return planChanges(base, head).some(({ kind }) => kind !== 'tightened');
}

function planChanges(base: ModelPlan | null, head: ModelPlan | null): PolicyChange[] {
  if (base === null && head === null) return [];
  if (base === null) return [{ kind: 'tightened', where: head?.id ?? '', text: 'is no longer ignored' }];
  if (head === null) return [{ kind: 'loosened', where: base.id, text: IGNORED }];
  const changes: PolicyChange[] = [];
  const cases = new Set([...base.cases, ...head.cases].map(({ name }) => name));
  for (const name of cases) {
    const [before, after] = [base, head].map((plan) => plan.cases.find((one) => one.name === name));
    const where = name === '' ? head.id : `${head.id} (${name})`;
    if (before === undefined) changes.push({ kind: 'tightened', where, text: 'this case is new' });
    else if (after === undefined) changes.push({ kind: 'loosened', where, text: 'this case is no longer judged' });
    else {
      changes.push(...bindingChanges(before, after, where));
      for (const metric of budgetMetrics)
        changes.push(...budgetChanges(metric, before.budgets.get(metric), after.budgets.get(metric), where));
    }
  }
  if (base.unsupportedOps !== head.unsupportedOps) {
    const rank = { off: 0, warn: 1, fail: 2 };
    changes.push({
      kind: rank[head.unsupportedOps] < rank[base.unsupportedOps] ? 'loosened' : 'tightened',
      where: head.id,
      text: `unsupported_ops ${base.unsupportedOps} → ${head.unsupportedOps}`,
    });
  }
  if (base.bench && !head.bench)
    changes.push({ kind: 'loosened', where: head.id, text: 'latency is no longer measured' });
  const lost = base.external.filter((one) => !head.external.includes(one));
  const more = head.external.filter((one) => !base.external.includes(one));
  if (lost.length > 0 || more.length > 0)
    changes.push({
      kind: lost.length > 0 ? 'loosened' : 'tightened',
      where: head.id,
      text: `external ${base.external.join(', ') || 'none'} → ${head.external.join(', ') || 'none'}`,
    });
  const [files, newFiles] = [base, head].map(({ inputFiles }) => inputFiles.join(', ') || 'none');
  if (files !== newFiles) changes.push({ kind: 'other', where: head.id, text: `input_files ${files} → ${newFiles}` });
  return changes;
}

const elements = (shape: readonly bigint[]): bigint => shape.reduce((product, dim) => product * dim, 1n);

/** Sizes that shrink make every budget easier to keep. */
function bindingChanges(base: Binding, head: Binding, where: string): PolicyChange[] {
  return [
    ...entryChanges('dims', base.dims, head.dims, where, String, (before, after) => after < before),
    ...entryChanges(
      'inputs',
      base.inputs,
      head.inputs,
      where,
      (shape) => shape.join('x') || 'scalar',
      (before, after) => elements(after) < elements(before),
    ),
    ...entryChanges('values', base.values, head.values, where, JSON.stringify, () => false),
  ];
}

function entryChanges<Value>(
  key: 'dims' | 'inputs' | 'values',
  base: ReadonlyMap<string, Value>,
  head: ReadonlyMap<string, Value>,
  where: string,
  textOf: (value: Value) => string,
  isSmaller: (before: Value, after: Value) => boolean,
): PolicyChange[] {
  const said = (value: Value | undefined): string => (value === undefined ? 'unset' : textOf(value));
  return [...new Set([...base.keys(), ...head.keys()])].flatMap((name): PolicyChange[] => {
    const [before, after] = [base.get(name), head.get(name)];
    if (said(before) === said(after)) return [];
    const smaller = before !== undefined && after !== undefined && isSmaller(before, after);
    return [{ kind: smaller ? 'loosened' : 'other', where, text: `${key} ${name} ${said(before)} → ${said(after)}` }];
  });
}

function budgetChanges(
  metric: BudgetMetric,
  base: PlannedBudget | undefined,
  head: PlannedBudget | undefined,
  where: string,
): PolicyChange[] {
  const change = (
    limit: string,
    before: string | undefined,
    after: string | undefined,
    looser: boolean,
  ): PolicyChange => ({
    kind: looser ? 'loosened' : 'tightened',
    where,
    text: `${metric} ${limit} ${before ?? 'none'} → ${after ?? 'none'}`,
  });
  const changes: PolicyChange[] = [];
  const [max, newMax] = [base?.max?.value, head?.max?.value];
  if (max !== newMax)
    changes.push(
      change('max', base?.max?.text, head?.max?.text, newMax === undefined || (max !== undefined && newMax > max)),
    );
  for (const limit of ['fail', 'warn'] as const) {
    const [before, after] = [base?.[limit] ?? null, head?.[limit] ?? null];
    if (!sameIncrease(before, after)) changes.push(change(limit, before?.text, after?.text, isLooser(before, after)));
  }
  const symbols = new Set([...(base?.growth.keys() ?? []), ...(head?.growth.keys() ?? [])]);
  for (const symbol of symbols) {
    const [before, after] = [base?.growth.get(symbol), head?.growth.get(symbol)];
    if (before !== after)
      changes.push(change(`growth in ${symbol}`, before, after, growthRank(after) > growthRank(before)));
  }
  const [asked, answer] = [base?.onInconclusive ?? 'warn', head?.onInconclusive ?? 'warn'];
  if (base !== undefined && head !== undefined && asked !== answer && (isOwn(base) || isOwn(head)))
    changes.push(change('on_inconclusive', asked, answer, answer === 'warn'));
  return changes;
}

/** What the whole policy says of undecided budgets is a change of the policy, not of each metric. */
const isOwn = ({ origin: { onInconclusive = 'strict' } }: PlannedBudget): boolean =>
  onInconclusive !== 'strict' && onInconclusive !== 'on_inconclusive';

/** `same` depends on base: it ranks with the strictest. */
function growthRank(limit: GrowthLimit | undefined): number {
  return limit === undefined ? 9 : { same: 0, constant: 0, linear: 1, quadratic: 2, cubic: 3 }[limit];
}

function sameIncrease(a: Increase | null, b: Increase | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.ratio !== null && b.ratio !== null) return a.ratio.over * b.ratio.under === b.ratio.over * a.ratio.under;
  return a.amount === b.amount && (a.ratio === null) === (b.ratio === null);
}

/** An amount and a percentage don't compare: what replaces one by the other counts as looser, so that somebody looks. */
function isLooser(before: Increase | null, after: Increase | null): boolean {
  if (after === null) return true;
  if (before === null) return false;
  if (before.ratio !== null && after.ratio !== null)
    return after.ratio.over * before.ratio.under > before.ratio.over * after.ratio.under;
  return before.amount === null || after.amount === null || after.amount > before.amount;
}

function wholeChanges(base: Policy, head: Policy): PolicyChange[] {
  const where = head.path ?? '';
  const rows: readonly (readonly [string, string, string, (before: string, after: string) => boolean])[] = [
    ['strict', String(base.strict), String(head.strict), (before) => before === 'true'],
    ['on_inconclusive', unsaid(base.onInconclusive), unsaid(head.onInconclusive), () => answers(base, head)],
    ['policy', base.judgedBy, head.judgedBy, (before) => before === 'base'],
    ['accept.label', base.accept.label, head.accept.label, never],
    ['accept.trailer', base.accept.trailer, head.accept.trailer, never],
    ['build', base.build?.run ?? 'none', head.build?.run ?? 'none', (_, after) => after === 'none'],
    ['bench.providers', base.bench.providers.join(', '), head.bench.providers.join(', '), never],
    ['bench.threads', String(base.bench.threads), String(head.bench.threads), never],
    ['comment.mode', base.comment.mode, head.comment.mode, isQuieter],
  ];
  return rows.flatMap(([what, before, after, isLess]): PolicyChange[] =>
    before === after
      ? []
      : [{ kind: isLess(before, after) ? 'loosened' : 'other', where, text: `${what} ${before} → ${after}` }],
  );
}

/** True where an undecided budget failed at base and only warns at head. */
const answers = (base: Policy, head: Policy): boolean => failsOpen(base) && !failsOpen(head);
const failsOpen = ({ onInconclusive, strict }: Policy): boolean =>
  (onInconclusive ?? (strict ? 'fail' : 'warn')) === 'fail';

const never = (): boolean => false;
const unsaid = (answer: string | null): string => answer ?? 'unset';

const loudness: readonly string[] = ['never', 'on-failure', 'on-change', 'always'];
const isQuieter = (before: string, after: string): boolean => loudness.indexOf(after) < loudness.indexOf(before);

/** The more outspoken of two policies' comments: a pull request doesn't silence what is said of itself. */
export function louder(base: Policy['comment'], head: Policy['comment']): Policy['comment'] {
  return isQuieter(base.mode, head.mode) ? { ...head, mode: base.mode } : head;
}
