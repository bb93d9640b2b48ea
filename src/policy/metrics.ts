import type { Metric as Total } from '#count/model-report.ts';
import type { QuantityKind } from '#text/number-text.ts';

/** All that there is to know of a metric. From its row come policy, schema, reports, columns, badges, history and export. */
interface MetricRow {
  /** Key in the policy, in JSON, in history and in `--metric`. */
  readonly name: string;
  readonly unit: QuantityKind;
  /** The total of a count that it stands on; `file`: the size of the file; `time`: it is measured. */
  readonly of: Total | 'file' | 'time';
  /** True if the file alone makes the figure exact, whatever operators couldn't be counted. */
  readonly isStored: boolean;
  /** As a sentence begins or holds it. */
  readonly words: string;
  /** Head of a row or column, and that of a narrow column if it differs. */
  readonly head: string;
  readonly short?: string;
  /** Of its row where a model's figures stand one below the other, if it differs from the head. */
  readonly label?: string;
  /** Description in the policy's schema. */
  readonly description: string;
  /** Where docs/ says how it comes to be, if that isn't counting.md. */
  readonly page?: string;
  /** In which tables of a gate's report: in all, in all but the smallest, or only where a judgement or a change is about it. */
  readonly columns: 'always' | 'usual' | 'when told';
  /** Place of its column where `count` and `compare` list models; `wide`: only if there is room. */
  readonly inCount?: { readonly place: number; readonly wide?: true };
  /** Becomes a ceiling of the policy that `init` writes. */
  readonly isCeiling?: true;
  /** Increase at which the built-in policy warns. */
  readonly warn?: string;
}

/** The metrics, in the order that reports list them. A metric is added here and nowhere else; then `npm run docs`. */
export const metrics = [
  {
    name: 'macs',
    unit: 'count',
    of: 'macs',
    isStored: false,
    words: 'MACs',
    head: 'MACs',
    description: 'Multiply-accumulates of one inference.',
    columns: 'always',
    inCount: { place: 1 },
    isCeiling: true,
    warn: '+0.5%',
  },
  {
    name: 'params',
    unit: 'count',
    of: 'params',
    isStored: true,
    words: 'parameters',
    head: 'params',
    label: 'parameters',
    description: 'Parameters.',
    columns: 'usual',
    inCount: { place: 3 },
    isCeiling: true,
    warn: '+0.5%',
  },
  {
    name: 'memory',
    unit: 'bytes',
    of: 'peakActivationBytes',
    isStored: false,
    words: 'peak activation memory',
    head: 'peak memory',
    description: 'Planned peak of activation memory.',
    page: 'counting.md#memory-the-plan-and-the-runtime',
    columns: 'usual',
    inCount: { place: 6 },
    isCeiling: true,
    warn: '+2%',
  },
  {
    name: 'size',
    unit: 'bytes',
    of: 'file',
    isStored: true,
    words: 'file size',
    head: 'file size',
    short: 'file',
    description: 'Bytes of the model file, with its external files.',
    columns: 'usual',
    isCeiling: true,
    warn: '+1%',
  },
  {
    name: 'latency',
    unit: 'time',
    of: 'time',
    isStored: true,
    words: 'latency',
    head: 'latency',
    description: 'Time of one inference, measured against base on the same runner.',
    page: 'latency.md',
    columns: 'when told',
    warn: '+5%',
  },
  {
    name: 'flops',
    unit: 'count',
    of: 'flops',
    isStored: false,
    words: 'FLOPs',
    head: 'FLOPs',
    label: 'FLOPs (2 × MACs)',
    description: 'Floating-point operations of the multiply-accumulates, two each.',
    columns: 'when told',
    inCount: { place: 2, wide: true },
  },
  {
    name: 'elementwise',
    unit: 'count',
    of: 'elementwise',
    isStored: false,
    words: 'elementwise operations',
    head: 'other arithmetic',
    description: 'Arithmetic beside multiply-accumulates.',
    columns: 'when told',
  },
  {
    name: 'transcendentals',
    unit: 'count',
    of: 'transcendentals',
    isStored: false,
    words: 'transcendentals',
    head: 'transcendentals',
    label: 'exp, log, tanh …',
    description: 'exp, log, sqrt, erf, tanh and the like.',
    columns: 'when told',
  },
  {
    name: 'bitops',
    unit: 'count',
    of: 'bitOps',
    isStored: false,
    words: 'bit-operations',
    head: 'bit-operations',
    description: 'Multiply-accumulates times weight bits times activation bits.',
    columns: 'when told',
  },
  {
    name: 'weights',
    unit: 'bytes',
    of: 'weightBytes',
    isStored: true,
    words: 'weight bytes',
    head: 'weights',
    description: 'Bytes of all weights at stored width.',
    columns: 'when told',
    inCount: { place: 4 },
  },
  {
    name: 'moved',
    unit: 'bytes',
    of: 'movedBytes',
    isStored: false,
    words: 'moved bytes',
    head: 'moved bytes',
    label: 'bytes moved',
    short: 'moved',
    description: 'Bytes read and written by all layers.',
    columns: 'when told',
    inCount: { place: 5 },
  },
  {
    name: 'load',
    unit: 'time',
    of: 'time',
    isStored: true,
    words: 'load time',
    head: 'load time',
    description: 'Time to load the model, measured against base on the same runner.',
    page: 'latency.md',
    columns: 'when told',
  },
] as const satisfies readonly MetricRow[];

type Row = (typeof metrics)[number];

/** What a budget can stand on. */
export type BudgetMetric = Row['name'];
/** Measured, not counted: judged by the statistics of the bench, in milliseconds. */
export type TimedMetric = Extract<Row, { readonly of: 'time' }>['name'];
/** Counted exactly: judged on integers. */
export type CountedMetric = Exclude<BudgetMetric, TimedMetric>;
/** What the history keeps: all but the time to load. */
export type RecordedMetric = CountedMetric | 'latency';

const byName: ReadonlyMap<string, MetricRow> = new Map(metrics.map((row) => [row.name, row]));
const byTotal: ReadonlyMap<string, MetricRow> = new Map(metrics.map((row) => [row.of, row]));

/** The row of a metric. */
export const metricOf = (name: BudgetMetric): MetricRow => byName.get(name) as MetricRow;

/** Page of docs/ that says how the metric comes to be. */
export const pageOf = (name: BudgetMetric): string => metricOf(name).page ?? 'counting.md';

export const isTimed = (metric: string): metric is TimedMetric => byName.get(metric)?.of === 'time';
export const isCounted = (metric: string): metric is CountedMetric => byName.has(metric) && !isTimed(metric);

export const budgetMetrics: readonly BudgetMetric[] = metrics.map(({ name }) => name);
export const countedMetrics = budgetMetrics.filter(isCounted);
export const recordedMetrics: readonly RecordedMetric[] = [...countedMetrics, 'latency'];

/** The total of a count behind a metric; null if it stands on none. */
export function totalOf(metric: BudgetMetric): Total | null {
  const { of } = metricOf(metric);
  return of === 'file' || of === 'time' ? null : of;
}

/** Unit of a metric's figures and ceilings. */
export const unitOf = (metric: BudgetMetric): QuantityKind => metricOf(metric).unit;

/** Unit of a total of a count. */
export const unitOfTotal = (total: Total): QuantityKind => (total.endsWith('Bytes') ? 'bytes' : 'count');

/** Label of a total's row where a model's figures stand one below the other; undefined if no metric stands on it. */
export function labelOfTotal(total: Total): string | undefined {
  const row: MetricRow | undefined = metrics.find(({ of }) => of === total);
  return row?.label ?? row?.head;
}

/** True if a metric's figure is only a lower bound: the count is one (`isExact` false), and the file alone doesn't make it exact. */
export const isBound = (metric: BudgetMetric, isExact: boolean): boolean => !isExact && !metricOf(metric).isStored;

/** As `isBound`, of a total of a count. */
export const isBoundTotal = (total: Total, isExact: boolean): boolean =>
  !isExact && total !== 'paramsStored' && byTotal.get(total)?.isStored !== true;

/** Columns of the tables of `count` and `compare`, with a head each; without `wide` only those that are always there. */
export function countColumns(room: 'any' | 'wide'): readonly { readonly total: Total; readonly head: string }[] {
  const placed = metrics.flatMap((row: MetricRow) =>
    row.of === 'file' || row.of === 'time' || row.inCount === undefined || (room === 'any' && row.inCount.wide === true)
      ? []
      : [{ total: row.of, head: row.short ?? row.head, place: row.inCount.place }],
  );
  return placed.toSorted((a, b) => a.place - b.place);
}

/** Metrics that a table of a gate's report always holds: of the smallest, or of any other. */
export const usualMetrics = (size: 'smallest' | 'any'): readonly BudgetMetric[] =>
  metrics
    .filter(({ columns }) => columns === 'always' || (size === 'any' && columns === 'usual'))
    .map(({ name }) => name);

/** Metrics whose figures become ceilings of the policy that `init` writes. */
export const ceilingMetrics: readonly CountedMetric[] = metrics
  .filter((row: MetricRow) => row.isCeiling === true)
  .map(({ name }) => name)
  .filter(isCounted);
