import { globIndex, type GlobIndex } from './glob-index.ts';
import { globBase, isGlob } from './glob.ts';
import type { BudgetMetric } from './metrics.ts';
import { budgetMetrics, isTimed } from './metrics.ts';
import type {
  Binding,
  Budget,
  Budgets,
  CasePlan,
  CaseRule,
  ModelPlan,
  ModelRule,
  OnInconclusive,
  PlannedBudget,
  Policy,
} from './policy.ts';

/** Budgets as one place of the policy states them. */
interface Layer {
  readonly place: string;
  readonly budgets: Budgets;
}

const noLimits: Budget = { max: null, fail: null, warn: null, growth: new Map(), onInconclusive: 'warn' };

/**
 * What the policy says of the model file at `path` (from the repository's root, `/` between folders); null if it is to
 * be left alone. An entry that names the path itself wins, then the first glob that matches; without one the defaults hold.
 */
export function planFor(policy: Policy, path: string): ModelPlan | null {
  const patterns = patternsOf(policy);
  const index = patterns.exact.get(path) ?? patterns.models.first(path);
  const rule = policy.models[index] ?? null;
  if (rule?.path !== path && patterns.ignore.fits(path)) return null;
  const layers: Layer[] = [
    { place: policy.defaults.builtIn ? 'built in' : 'defaults.budgets', budgets: policy.defaults.budgets },
    ...(rule === null ? [] : [{ place: `models[${index}].budgets`, budgets: rule.budgets }]),
  ];
  return {
    id: idOf(rule, path),
    path,
    rule,
    unsupportedOps: rule?.unsupportedOps ?? policy.defaults.unsupportedOps,
    external: rule?.external ?? [],
    inputFiles: rule?.inputFiles ?? [],
    bench: policy.bench.enabled && (rule?.bench ?? true),
    cases: casesOf(rule, index, layers, policy),
  };
}

/** A policy's paths and patterns, made ready once. */
interface Patterns {
  /** Path as an entry writes it → the first such entry. */
  readonly exact: ReadonlyMap<string, number>;
  readonly models: GlobIndex;
  readonly ignore: GlobIndex;
}

const ready = new WeakMap<Policy, Patterns>();

function patternsOf(policy: Policy): Patterns {
  const known = ready.get(policy);
  if (known !== undefined) return known;
  const work = { steps: 0 };
  const paths = policy.models.map(({ path }) => path);
  const made: Patterns = {
    exact: new Map(paths.map((path, i) => [path.replace(/^\.\//, ''), i] as const).toReversed()),
    models: globIndex(paths, work),
    ignore: globIndex(policy.ignore, work),
  };
  ready.set(policy, made);
  return made;
}

/** True if an entry of the policy fits the path. */
export const isNamed = (policy: Policy, path: string): boolean => patternsOf(policy).models.fits(path);

/** A glob's id names many files: `ID/PATH`, the path from the glob's fixed folder on. */
function idOf(rule: ModelRule | null, path: string): string {
  if (rule?.id === undefined || rule.id === null) return path;
  if (!isGlob(rule.path)) return rule.id;
  const base = globBase(rule.path);
  return `${rule.id}/${base !== '' && path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path}`;
}

const nothing: Binding = { dims: new Map(), inputs: new Map(), values: new Map() };

function casesOf(rule: ModelRule | null, index: number, layers: readonly Layer[], policy: Policy): readonly CasePlan[] {
  const own = rule ?? nothing;
  const base: CasePlan = { name: '', ...bindingOf(own), budgets: mergeBudgets(layers, policy) };
  const further = (rule?.cases ?? []).map((one, i): CasePlan => ({
    name: one.name,
    dims: new Map([...own.dims, ...one.dims]),
    inputs: new Map([...own.inputs, ...one.inputs]),
    values: new Map([...own.values, ...one.values]),
    budgets: mergeBudgets([...layers, caseLayer(index, i, one)], policy),
  }));
  return further.length > 0 && own.dims.size === 0 && own.inputs.size === 0 ? further : [base, ...further];
}

function bindingOf({ dims, inputs, values }: Binding): Binding {
  return { dims, inputs, values };
}

function caseLayer(index: number, i: number, { budgets }: CaseRule): Layer {
  return { place: `models[${index}].cases[${i}].budgets`, budgets };
}

/** Limit by limit, what a later layer states stands over an earlier one's; a limit that it takes away is away. */
function mergeBudgets(layers: readonly Layer[], policy: Policy): ReadonlyMap<BudgetMetric, PlannedBudget> {
  const merged = new Map<BudgetMetric, PlannedBudget>();
  for (const metric of budgetMetrics) {
    const origin: Partial<Record<keyof Budget, string>> = {};
    const whole = inconclusiveOf(policy, metric);
    let budget: Budget = { ...noLimits, onInconclusive: whole?.answer ?? noLimits.onInconclusive };
    if (whole !== null) origin.onInconclusive = whole.place;
    for (const { place, budgets } of layers) {
      const stated = budgets.get(metric);
      if (stated === undefined) continue;
      budget = { ...budget, ...stated };
      for (const limit of Object.keys(stated) as (keyof Budget)[])
        origin[limit] =
          place === 'built in' ? place : `${place}.${metric}.${limit === 'onInconclusive' ? 'on_inconclusive' : limit}`;
    }
    if (isLimited(budget)) merged.set(metric, { ...budget, origin });
  }
  return merged;
}

/** What the policy as a whole answers where the metric's budget is undecided; null where it doesn't say. */
function inconclusiveOf(
  { onInconclusive, strict }: Policy,
  metric: BudgetMetric,
): { readonly answer: OnInconclusive; readonly place: string } | null {
  if (onInconclusive !== null) return { answer: onInconclusive, place: 'on_inconclusive' };
  return strict && !isTimed(metric) ? { answer: 'fail', place: 'strict' } : null;
}

function isLimited({ max, fail, warn, growth }: Budget): boolean {
  return max !== null || fail !== null || warn !== null || growth.size > 0;
}

/** `policy --explain ID`: each limit in force, in each case, and the place of the policy that set it. */
export function explainPlan(plan: ModelPlan, policy: Policy): string {
  const file = policy.path ?? 'no policy file: built-in warnings';
  const lines = [`${plan.id}  (${plan.path})`, `  policy: ${file}`];
  if (plan.rule === null) lines.push('  no entry of models fits this path: the defaults apply');
  else lines.push(`  entry: models[${policy.models.indexOf(plan.rule)}], path ${plan.rule.path}`);
  for (const one of plan.cases) {
    lines.push(`  case ${one.name === '' ? '(own dims)' : one.name}: ${bindingText(one)}`);
    for (const [metric, budget] of one.budgets) lines.push(...limitLines(metric, budget));
    if (one.budgets.size === 0) lines.push('    no budgets');
  }
  lines.push(
    `  unsupported_ops: ${plan.unsupportedOps}`,
    `  latency: ${plan.bench ? 'measured when the model changes' : 'not measured'}`,
    ...(plan.inputFiles.length === 0
      ? []
      : [`  inputs: from ${plan.inputFiles.join(', ')}, the rest made from a seed`]),
  );
  // A name with an end of line in it makes no line of its own.
  return lines.map((line) => line.replaceAll('\n', String.raw`\n`)).join('\n');
}

function bindingText({ dims, inputs, values }: Binding): string {
  const parts = [
    ...[...dims].map(([name, size]) => `${name}=${size}`),
    ...[...inputs].map(([name, shape]) => `${name}=${shape.join('x') || 'scalar'}`),
    ...[...values].map(([name, value]) => `${name}=${JSON.stringify(value)}`),
  ];
  return parts.join(' ') || 'sizes as the file gives them';
}

function limitLines(metric: BudgetMetric, budget: PlannedBudget): string[] {
  const { max, fail, warn, growth, onInconclusive, origin } = budget;
  const rows: [keyof Budget, string | undefined][] = [
    ['max', max?.text],
    ['fail', fail?.text],
    ['warn', warn?.text],
    ['growth', [...growth].map(([name, limit]) => `${name}: ${limit}`).join(', ') || undefined],
    ['onInconclusive', onInconclusive],
  ];
  return rows
    .filter(([, text]) => text !== undefined)
    .map(([limit, text]) => {
      const name = limit === 'onInconclusive' ? 'on_inconclusive' : limit;
      return `    ${metric.padEnd(16)}${name.padEnd(17)}${(text ?? '').padEnd(10)}  from ${origin[limit] ?? 'built in'}`;
    });
}
