import { Fault } from '#graph/fault.ts';
import { jsonProblem } from '#graph/json-bounds.ts';
import { budgetMetrics } from './policy.ts';
import { countedMetrics } from './metric.ts';
import type { CountedMetric } from './policy.ts';
import type { GateReport } from './types.ts';
import { z } from './zod.ts';

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
const list = <Item extends z.ZodType>(item: Item, most: number) => z.array(item).max(most);
const verdict = z.enum(['pass', 'warn', 'fail', 'undecided', 'skipped']);

const figure = z.strictObject({
  base: amount.nullable(),
  head: amount.nullable(),
  delta: amount.nullable(),
  ratio: number.nullable(),
  baseFormula: z.string().max(40_000).nullable(),
  headFormula: z.string().max(40_000).nullable(),
});

const figures = z.strictObject(
  Object.fromEntries(countedMetrics.map((metric) => [metric, figure])) as Record<CountedMetric, typeof figure>,
);

const finding = z.strictObject({
  code: short,
  layer: text.optional(),
  detail: text,
  level: z.enum(['lower-bound', 'warning', 'info']),
});

const types = list(
  z.strictObject({ name: text, dtype: short, shape: list(z.union([z.int(), text]), 1000).nullable() }),
  10_000,
);

const side = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('counted'),
    format: short,
    sizes: z.record(text, z.string().max(400)),
    unbound: list(text, 10_000),
    exact: z.boolean(),
    coverage: z.strictObject({ exact: whole, bounded: whole, unknown: whole }),
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
  z.strictObject({ kind: z.literal('failed'), failure: z.strictObject({ code: short, message: text, hint: text }) }),
]);

const increase = z.strictObject({
  ratio: z.strictObject({ over: amount, under: amount.refine((value) => value > 0n) }).nullable(),
  amount: amount.nullable(),
  text: short,
});

const acceptance = z.strictObject({
  model: short,
  metric: z.enum([...budgetMetrics, '*']),
  bound: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('increase'), limit: increase }),
      z.strictObject({ kind: z.literal('ceiling'), limit: z.strictObject({ value: amount, text: short }) }),
    ])
    .nullable(),
  reason: short,
  via: z.enum(['trailer', 'label']),
  by: short,
});

const judgement = z.strictObject({
  metric: z.enum([...budgetMetrics, 'model']),
  verdict,
  broke: z.enum(['max', 'fail', 'warn', 'growth', 'unsupported-ops', 'unreadable']).nullable(),
  limit: short.nullable(),
  text,
  accepted: acceptance.nullable(),
  undecidedFails: z.boolean(),
});

const interval = z.tuple([number, number]).readonly().nullable();
const timed = { baseMs: number.nullable(), headMs: number.nullable(), ratio: number.nullable(), interval };

const latency = z.strictObject({
  verdict: z.enum(['over', 'within', 'warn', 'improved', 'undecided', 'failed', 'alone']),
  ...timed,
  confidence: number,
  detectable: number.nullable(),
  rounds: whole,
  clock: z.enum(['cpu', 'wall']),
  provider: short,
  threads: whole,
  load: z.strictObject(timed).nullable(),
  peakBytes: z.strictObject({ base: amount.nullable(), head: amount.nullable() }).nullable(),
  reason: text.nullable(),
});

const layerChange = z.strictObject({
  kind: z.enum(['changed', 'added', 'removed']),
  name: text,
  baseName: text.nullable(),
  op: text,
  baseOp: text.nullable(),
  macs: figure,
  elementwise: figure,
  params: figure,
  moved: figure,
  why: list(text, 20),
  follows: z.boolean(),
});

const opCounts = list(z.strictObject({ op: text, count: whole }), 1000);

const layers = z.strictObject({
  causes: list(text, 1000),
  changes: list(layerChange, 2000),
  omitted: whole,
  addedOps: opCounts,
  removedOps: opCounts,
  counts: z.strictObject({
    changed: whole,
    follows: whole,
    added: whole,
    removed: whole,
    renamed: whole,
    same: whole,
  }),
});

const model = z.strictObject({
  id: short,
  case: short,
  path: text,
  basePath: text.nullable(),
  change: z.enum(['added', 'changed', 'removed', 'renamed', 'moved', 'unchanged']),
  base: side.nullable(),
  head: side.nullable(),
  figures,
  growth: list(z.strictObject({ metric: z.enum(countedMetrics), symbol: text, base: short, head: short }), 10_000),
  verdict,
  judgements: list(judgement, 100),
  layers: layers.nullable(),
  latency: latency.nullable(),
});

const build = z.strictObject({
  side: z.enum(['base', 'head']),
  command: text,
  outcome: z.enum(['built', 'cached', 'failed', 'timed-out']),
  models: whole,
  seconds: number,
  log: z.string().max(40_000),
  problem: text.nullable(),
});

const revision = z.strictObject({ sha: z.string().regex(/^(?:[0-9a-f]{7,64}|worktree)$/), how: short });

const schema: z.ZodType<GateReport> = z.strictObject({
  schema: z.literal('flopgate/report/1'),
  version: z.string().max(100),
  createdAt: z.iso.datetime(),
  verdict,
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  base: revision.nullable(),
  head: revision,
  models: list(model, 20_000),
  unchanged: whole,
  policy: z.strictObject({
    path: text.nullable(),
    from: z.enum(['head', 'base', 'defaults']),
    changes: list(z.strictObject({ kind: z.enum(['loosened', 'tightened', 'other']), where: text, text }), 20_000),
    accept: z.strictObject({ label: short, trailer: short }),
  }),
  findings: list(finding, 10_000),
  acceptances: list(acceptance, 10_000),
  incomplete: list(text, 10_000),
  environment: z.record(short, text).nullable(),
  shard: z.strictObject({ index: z.int().min(1), of: z.int().min(1).max(10_000), plan: z.string().max(64) }).nullable(),
  builds: list(build, 2).optional(),
  comment: z.strictObject({
    mode: z.enum(['always', 'on-change', 'on-failure', 'never']),
    rows: z.int().min(1).max(200),
  }),
}) as unknown as z.ZodType<GateReport>;

/**
 * A report read back from its JSON, which may be hostile: size, structure and every length are checked, nothing is trusted.
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
