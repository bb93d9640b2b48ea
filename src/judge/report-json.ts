import type { CountedMetric } from '#policy/metrics.ts';
import { budgetMetrics, countedMetrics } from '#policy/metrics.ts';
import { Fault } from '#graph/fault.ts';
import { jsonProblem } from '#graph/json-bounds.ts';
import { readReasons } from './reason-json.ts';
import type { Missing } from './reason.ts';
import type { GateReport, Limit } from './types.ts';
import { z } from '#policy/zod.ts';

/** Bytes of JSON up to which a report is read: it comes from a run that anybody may have started. */
export const maxReportBytes = 32 * 1024 * 1024;

const text = z.string().max(20_000);
const short = z.string().max(4000);
const amount = z
  .string()
  .regex(/^-?\d{1,400}$/)
  .transform((digits) => BigInt(digits));
const number = z.number().finite();
const whole = z.int().min(0);
/** What an older version doesn't write is null, or an empty list. */
const list = <Item extends z.ZodType>(item: Item, most: number) => z.array(item).max(most).default([]);
const orNull = <Item extends z.ZodType>(item: Item) => item.nullable().default(null);
/** Items of the list that `item` knows: a newer version may have metrics that this one hasn't. */
const known = <Item extends z.ZodType>(item: Item, most: number) =>
  list(z.unknown(), most).transform((all): z.output<Item>[] =>
    all.flatMap((one) => {
      const parsed = item.safeParse(one);
      return parsed.success ? [parsed.data] : [];
    }),
  );
const verdict = z.enum(['pass', 'warn', 'fail', 'undecided', 'skipped']);

const figure = z.object({
  base: orNull(amount),
  head: orNull(amount),
  delta: orNull(amount),
  ratio: orNull(number),
  baseFormula: orNull(z.string().max(40_000)),
  headFormula: orNull(z.string().max(40_000)),
  deltaFormula: z.string().max(40_000).nullish(),
});

/** A metric that the writer didn't know has no figure. */
const noFigure = {
  base: null,
  head: null,
  delta: null,
  ratio: null,
  baseFormula: null,
  headFormula: null,
  deltaFormula: null,
};
const figures = z.object(
  Object.fromEntries(countedMetrics.map((metric) => [metric, figure.default(noFigure)])) as Record<
    CountedMetric,
    z.ZodDefault<typeof figure>
  >,
);

const limits = [
  'max',
  'fail',
  'warn',
  'growth',
  'unsupported-ops',
  'unreadable',
  'interface',
  'opset',
  'quantization',
  'ops',
  'layers',
] as const satisfies readonly Limit[];

const finding = z.object({
  code: short,
  layer: text.optional(),
  detail: text,
  level: z.enum(['lower-bound', 'warning', 'info']).catch('warning'),
});

const types = list(
  z.object({ name: text, dtype: short, shape: list(z.union([z.int(), text]), 1000).nullable() }),
  10_000,
);

const side = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('counted'),
    format: short,
    sizes: z.record(text, z.string().max(400)),
    unbound: list(text, 10_000),
    exact: z.boolean(),
    coverage: z.object({ exact: whole, bounded: whole, unknown: whole }),
    findings: list(finding, 10_000),
    interface: z
      .strictObject({
        inputs: types,
        outputs: types,
        opsets: z.record(text, z.int()),
        irVersion: z.int(),
        producer: text,
      })
      .optional(),
  }),
  z.object({ kind: z.literal('failed'), failure: z.object({ code: short, message: text, hint: text }) }),
]);

const increase = z.object({
  ratio: z.object({ over: amount, under: amount.refine((value) => value > 0n) }).nullable(),
  amount: orNull(amount),
  text: short,
});

const acceptance = z.object({
  model: short,
  metric: z.enum([...budgetMetrics, '*']),
  bound: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('increase'), limit: increase }),
      z.object({ kind: z.literal('ceiling'), limit: z.object({ value: amount, text: short }) }),
      z.object({ kind: z.literal('growth'), limit: z.enum(['constant', 'linear', 'quadratic', 'cubic']) }),
    ])
    .nullable(),
  most: orNull(increase),
  passesMax: z.boolean().default(false),
  reason: short,
  via: z.enum(['trailer', 'label']),
  by: short,
});

const judgedMetric = z.enum([...budgetMetrics, 'model']);
/** A metric that this version doesn't know: the sentence is all that can be said of it. */
const judgement = z
  .object({
    metric: z.unknown().optional(),
    verdict,
    broke: orNull(z.enum(limits)).catch(null),
    limit: orNull(short),
    text,
    reasons: z.unknown().optional(),
    accepted: orNull(acceptance).catch(null),
    undecidedFails: z.boolean(),
    line: z.int().min(1).max(1_000_000).optional().catch(undefined),
  })
  .transform(({ metric, text: sentence, reasons, ...rest }) => {
    const read = judgedMetric.safeParse(metric);
    return {
      ...rest,
      metric: read.success ? read.data : 'model',
      reasons: readReasons(read.success ? reasons : null, sentence),
    };
  });

const interval = orNull(z.tuple([number, number]).readonly());
const timed = { baseMs: orNull(number), headMs: orNull(number), ratio: orNull(number), interval };

const latency = z.object({
  verdict: z.enum(['over', 'within', 'warn', 'improved', 'undecided', 'failed', 'alone']).catch('undecided'),
  ...timed,
  confidence: number,
  detectable: orNull(number),
  rounds: whole,
  clock: z.enum(['cpu', 'wall']),
  provider: short,
  threads: whole,
  load: orNull(z.object(timed)),
  peakBytes: orNull(z.object({ base: orNull(amount), head: orNull(amount) })),
  reason: orNull(text),
});

const layerChange = z.object({
  kind: z.enum(['changed', 'added', 'removed']),
  name: text,
  baseName: orNull(text),
  op: text,
  baseOp: orNull(text),
  macs: figure,
  elementwise: figure,
  params: figure,
  moved: figure,
  why: list(text, 20),
  follows: z.boolean(),
});

const opCounts = list(z.object({ op: text, count: whole }), 1000);

const layers = z.object({
  causes: list(text, 1000),
  changes: list(layerChange, 2000),
  omitted: whole,
  addedOps: opCounts,
  removedOps: opCounts,
  counts: z.object({
    changed: whole,
    follows: whole,
    added: whole,
    removed: whole,
    renamed: whole,
    same: whole,
  }),
});

const model = z.object({
  id: short,
  case: short,
  path: text,
  basePath: orNull(text),
  change: z.enum(['added', 'changed', 'removed', 'renamed', 'moved', 'unchanged']).catch('changed'),
  base: orNull(side),
  head: orNull(side),
  figures,
  growth: known(z.object({ metric: z.enum(countedMetrics), symbol: text, base: short, head: short }), 10_000),
  verdict,
  judgements: z.array(judgement).max(100),
  layers: orNull(layers),
  latency: orNull(latency),
});

const build = z.object({
  side: z.enum(['base', 'head']),
  command: text,
  outcome: z.enum(['built', 'cached', 'failed', 'timed-out']),
  models: whole,
  seconds: number,
  log: z.string().max(40_000),
  problem: orNull(text),
});

const revision = z.object({ sha: z.string().regex(/^(?:[0-9a-f]{7,64}|worktree)$/), how: short });

const schema: z.ZodType<GateReport> = z.object({
  schema: z.literal('flopgate/report/1'),
  version: z.string().max(100),
  createdAt: z.iso.datetime(),
  verdict,
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  base: orNull(revision),
  head: revision,
  models: z.array(model).max(20_000),
  unchanged: whole,
  policy: z.object({
    path: orNull(text),
    from: z.enum(['head', 'base', 'defaults']),
    changes: list(
      z.object({ kind: z.enum(['loosened', 'tightened', 'other']).catch('other'), where: text, text }),
      20_000,
    ),
    accept: z.object({ label: short, trailer: orNull(short), max: z.boolean().default(false) }),
    strict: z.boolean().optional(),
  }),
  findings: list(finding, 10_000),
  acceptances: known(acceptance, 10_000),
  incomplete: list(text, 10_000).transform((all) => all.map((one): Missing => ({ kind: 'words', text: one }))),
  environment: orNull(z.record(short, text)),
  shard: orNull(z.object({ index: z.int().min(1), of: z.int().min(1).max(10_000), plan: z.string().max(64) })),
  builds: z.array(build).max(2).optional(),
  comment: z.object({
    mode: z.enum(['always', 'on-change', 'on-failure', 'never']),
    rows: z.int().min(1).max(200),
  }),
}) as unknown as z.ZodType<GateReport>;

/**
 * A report read back from its JSON, which may be hostile: size, structure and every length are checked, nothing is trusted. It may be of
 * another version with the same schema number: keys that this one doesn't know are dropped, what it lacks is null or empty, and a
 * judgement of an unknown metric counts as one of the model.
 * @param name of the file, for messages
 * @throws Fault `bad-report`
 */
export function parseReport(json: string, name: string): GateReport {
  const bad = (what: string, cause?: unknown): Fault =>
    new Fault('bad-report', `${name} ${what}`, 'give the report file that `flopgate check` or the action wrote', {
      cause,
    });
  if (json.length > maxReportBytes) throw bad(`is larger than ${maxReportBytes} bytes`);
  const problem = jsonProblem(json, { depth: 30, values: 3_000_000 });
  if (problem !== null) throw bad(problem);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw bad('is not JSON', cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw bad(
    `is no Flopgate report: ${issue?.path.map(String).join('.').slice(0, 200) ?? ''}: ${issue?.message.slice(0, 200) ?? ''}`,
  );
}
