import type { BudgetMetric } from './metrics.ts';
import { budgetMetrics, unitOf } from './metrics.ts';
import { Fault } from '#graph/fault.ts';
import type { Binding, Budget, Budgets, CaseRule, GrowthLimit, ModelRule, Policy } from './policy.ts';
import { defaultPolicy } from './default.ts';
import type { RawBudgets, RawModel, RawPolicy } from './schema.ts';
import { policySchema } from './schema.ts';
import { parseCeiling, parseIncrease } from './quantity.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { firstProblem } from './schema-problem.ts';
import { parseYaml } from './yaml.ts';
import type { YamlTree } from './yaml.ts';

/**
 * Reads a policy (`flopgate.yml`, or JSON).
 * @param path as people know the file, for messages
 * @throws Fault `bad-policy`, naming line, column, key and what was probably meant
 */
export function readPolicy(text: string, path: string): Policy {
  const tree = parseYaml(text, path);
  if (tree.value === undefined || tree.value === null)
    throw new Fault('bad-policy', `${path} is empty`, 'write `version: 1`, or let `flopgate init` write the file');
  const parsed = policySchema.safeParse(tree.value);
  if (!parsed.success)
    throw problemFault(tree, path, firstProblem(parsed.error.issues, tree.value), parsed.error.issues.length - 1);
  checkNames(parsed.data, tree, path);
  return policyOf(parsed.data, path);
}

function problemFault(tree: YamlTree, file: string, { path, key, message }: SchemaProblem, more: number): Fault {
  const { line, column } = tree.locate(key === undefined ? path : [...path, key]);
  const at = path.length === 0 ? '' : `${placeOf(path)}${key === undefined ? ' ' : ': '}`;
  const others = more > 0 ? ` (and ${more} more)` : '';
  return new Fault(
    'bad-policy',
    `${file}:${line}:${column}: ${at}${message}${others}`,
    '`flopgate schema` prints what a policy may hold',
  );
}

/** `models[0].budgets.macs`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${String(step)}`))
    .join('');
}

/** Ids and case names are keys: no two may be the same. */
function checkNames(raw: RawPolicy, tree: YamlTree, file: string): void {
  const ids = new Map<string, number>();
  for (const [i, { id, path, cases }] of (raw.models ?? []).entries()) {
    const key = id ?? path;
    const before = ids.get(key);
    if (before !== undefined) {
      const message = `is ${JSON.stringify(key)} again, as models[${before}]`;
      throw problemFault(tree, file, { path: ['models', i, id === undefined ? 'path' : 'id'], message }, 0);
    }
    ids.set(key, i);
    const names = (cases ?? []).map(({ name }) => name);
    const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
    if (twice !== -1) {
      const message = `is ${JSON.stringify(names[twice])} again`;
      throw problemFault(tree, file, { path: ['models', i, 'cases', twice, 'name'], message }, 0);
    }
  }
}

function policyOf(raw: RawPolicy, path: string): Policy {
  const { defaults, bench, accept, history, comment } = raw;
  const off = bench === 'off';
  return {
    version: 1,
    path,
    models: (raw.models ?? []).map(modelOf),
    ignore: raw.ignore ?? [],
    defaults: {
      budgets: defaults?.budgets === undefined ? defaultPolicy.defaults.budgets : budgetsOf(defaults.budgets),
      unsupportedOps: defaults?.unsupported_ops ?? defaultPolicy.defaults.unsupportedOps,
      builtIn: defaults?.budgets === undefined,
    },
    onInconclusive: raw.on_inconclusive ?? null,
    strict: raw.strict ?? defaultPolicy.strict,
    judgedBy: raw.policy ?? defaultPolicy.judgedBy,
    build: buildOf(raw.build),
    bench: {
      enabled: !off,
      timeMs: off || bench?.time === undefined ? defaultPolicy.bench.timeMs : durationMs(bench.time),
      providers: off ? defaultPolicy.bench.providers : (bench?.providers ?? defaultPolicy.bench.providers),
      threads: off ? defaultPolicy.bench.threads : (bench?.threads ?? defaultPolicy.bench.threads),
    },
    accept: {
      label: accept?.label ?? defaultPolicy.accept.label,
      trailer: accept?.trailer ?? defaultPolicy.accept.trailer,
    },
    history: { branch: history?.branch ?? defaultPolicy.history.branch },
    comment: { mode: comment?.mode ?? defaultPolicy.comment.mode, rows: comment?.rows ?? defaultPolicy.comment.rows },
  };
}

function buildOf(raw: RawPolicy['build']): Policy['build'] {
  if (raw === undefined) return null;
  if (typeof raw === 'string') return { run: raw, timeoutMs: 600_000 };
  return { run: raw.run, timeoutMs: raw.timeout === undefined ? 600_000 : durationMs(raw.timeout) };
}

/** A bare number is seconds. */
function durationMs(written: string | number): number {
  if (typeof written === 'number') return written * 1000;
  return Number((parseCeiling(written, 'time')?.value ?? 0n) / 1000n);
}

function modelOf(raw: RawModel): ModelRule {
  return {
    id: raw.id ?? null,
    path: raw.path,
    ...bindingOf(raw),
    cases: (raw.cases ?? []).map((one): CaseRule => ({
      name: one.name,
      ...bindingOf(one),
      budgets: budgetsOf(one.budgets),
    })),
    budgets: budgetsOf(raw.budgets),
    unsupportedOps: raw.unsupported_ops ?? null,
    external: typeof raw.external === 'string' ? [raw.external] : (raw.external ?? []),
    inputFiles: typeof raw.input_files === 'string' ? [raw.input_files] : (raw.input_files ?? []),
    bench: raw.bench ?? true,
  };
}

function bindingOf({ dims, inputs, values }: Pick<RawModel, 'dims' | 'inputs' | 'values'>): Binding {
  return {
    dims: mapValues(dims, BigInt),
    inputs: mapValues(inputs, shapeOf),
    values: new Map(Object.entries(values ?? {})),
  };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>> | undefined,
  to: (value: From) => To,
): Map<string, To> {
  return new Map(Object.entries(record ?? {}).map(([key, value]) => [key, to(value)]));
}

function shapeOf(written: string | readonly number[]): readonly bigint[] {
  if (typeof written !== 'string') return written.map(BigInt);
  return written === 'scalar' ? [] : written.split('x').map(BigInt);
}

function budgetsOf(raw: RawBudgets | undefined): Budgets {
  const budgets = new Map<BudgetMetric, Partial<Budget>>();
  for (const metric of budgetMetrics) {
    const written = raw?.[metric];
    if (written === null) budgets.set(metric, { max: null, fail: null, warn: null, growth: new Map() });
    else if (written !== undefined) budgets.set(metric, budgetOf(written, metric));
  }
  return budgets;
}

function budgetOf(raw: NonNullable<RawBudgets[BudgetMetric]>, metric: BudgetMetric): Partial<Budget> {
  const kind = unitOf(metric);
  const increase = (text: string | null | undefined) => (typeof text === 'string' ? parseIncrease(text, kind) : text);
  const max = raw.max === undefined || raw.max === null ? raw.max : parseCeiling(String(raw.max), kind);
  const [fail, warn] = [increase(raw.fail), increase(raw.warn)];
  const growth = 'growth' in raw ? (raw.growth as RawGrowth | undefined) : undefined;
  return {
    ...(max === undefined ? {} : { max }),
    ...(fail === undefined ? {} : { fail }),
    ...(warn === undefined ? {} : { warn }),
    ...(growth === undefined ? {} : { growth: growthOf(growth) }),
    ...(raw.on_inconclusive === undefined ? {} : { onInconclusive: raw.on_inconclusive }),
  };
}

type RawGrowth = GrowthLimit | Readonly<Record<string, GrowthLimit>>;

function growthOf(written: RawGrowth): ReadonlyMap<string, GrowthLimit> {
  return typeof written === 'string' ? new Map([['*', written]]) : new Map(Object.entries(written));
}
