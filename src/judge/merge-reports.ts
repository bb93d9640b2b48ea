import { Fault } from '#graph/fault.ts';
import { gateReport } from './gate-report.ts';
import type { Missing } from './reason.ts';
import type { GateReport, Revision } from './types.ts';

/** A report of one shard, and the file that it comes from. */
export interface ShardReport {
  readonly name: string;
  readonly report: GateReport;
}

/** Reports don't go together. */
export function badMerge(message: string): Fault {
  return new Fault('bad-merge', message, 'give the reports of one run: those that the jobs of one matrix wrote');
}

/**
 * The reports of all shards as the one report that a single run would have given. A shard that is missing leaves the answer
 * incomplete: undecided, never a pass.
 * @param lost shards that gave no report
 * @throws Fault `bad-merge` if they don't belong together, or if one is there twice
 */
export function mergeReports(shards: readonly ShardReport[], lost: readonly Missing[]): GateReport {
  const [first] = shards;
  if (first === undefined) throw badMerge('there is no report to merge');
  for (const shard of shards) checkSame(first, shard);
  const of = first.report.shard?.of ?? 0;
  const byIndex = indexed(shards);
  checkModels(shards);
  const reports = [...byIndex.entries()].toSorted(([a], [b]) => a - b).map(([, { report }]) => report);
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter((index) => !byIndex.has(index));
  return gateReport(
    {
      ...first.report,
      createdAt:
        reports
          .map(({ createdAt }) => createdAt)
          .toSorted()
          .at(-1) ?? first.report.createdAt,
      models: reports.flatMap(({ models }) => models),
      findings: distinct(reports.flatMap(({ findings }) => findings)),
      acceptances: distinct(reports.flatMap(({ acceptances }) => acceptances)),
      incomplete: distinct([
        ...missing.map((index): Missing => ({ kind: 'shard', index, of })),
        ...lost,
        ...reports.flatMap(({ incomplete }) => incomplete),
      ]),
      environment: environmentOf(reports),
      shard: null,
    },
    reports.reduce((sum, { unchanged }) => sum + unchanged, 0),
  );
}

/** What all shards of a run have in common. */
function checkSame(a: ShardReport, b: ShardReport): void {
  const parts: readonly (readonly [Part, string, string])[] = [
    ['version', a.report.version, b.report.version],
    ['base', revisionText(a.report.base), revisionText(b.report.base)],
    ['head', revisionText(a.report.head), revisionText(b.report.head)],
    ['policy', policyText(a.report), policyText(b.report)],
    ['shards', String(a.report.shard?.of ?? 'none'), String(b.report.shard?.of ?? 'none')],
    ['plan', a.report.shard?.plan ?? '', b.report.shard?.plan ?? ''],
  ];
  for (const [part, one, other] of parts) if (one !== other) throw differs(part, [a.name, one], [b.name, other]);
  const { shard } = b.report;
  if (shard === null) throw badMerge(`${b.name} is a whole report, not of a shard`);
  if (shard.index > shard.of) throw badMerge(`${b.name} is shard ${shard.index} of ${shard.of}`);
}

type Part = 'version' | 'base' | 'head' | 'policy' | 'shards' | 'plan';

function differs(part: Part, [a, one]: readonly [string, string], [b, other]: readonly [string, string]): Fault {
  const what = {
    version: 'is of version',
    base: 'compares with base',
    head: 'judges head',
    policy: 'is judged by the policy',
    shards: 'is a shard of',
    plan: 'follows the plan',
  }[part];
  return badMerge(`${b} ${what} ${other}, ${a} ${what} ${one}`);
}

const revisionText = (revision: Revision | null): string => (revision === null ? 'none' : revision.sha);

const policyText = ({ policy, comment }: GateReport): string =>
  [policy.path ?? 'built-in', policy.from, comment.mode, `rows=${comment.rows}`].join(', ');

function indexed(shards: readonly ShardReport[]): ReadonlyMap<number, ShardReport> {
  const byIndex = new Map<number, ShardReport>();
  for (const shard of shards) {
    const index = shard.report.shard?.index ?? 0;
    const before = byIndex.get(index);
    if (before !== undefined)
      throw new Fault('bad-merge', `${before.name} and ${shard.name} are both shard ${index}`, 'give each report once');
    byIndex.set(index, shard);
  }
  return byIndex;
}

/** A model is judged by one shard. */
function checkModels(shards: readonly ShardReport[]): void {
  const owner = new Map<string, string>();
  for (const { name, report } of shards) {
    for (const model of report.models) {
      const key = `${model.path}\0${model.case}`;
      const before = owner.get(key);
      if (before !== undefined) throw badMerge(`${before} and ${name} both judge ${model.path}`);
      owner.set(key, name);
    }
  }
}

function distinct<Item>(items: readonly Item[]): readonly Item[] {
  const keyed = new Map(items.map((item) => [keyOf(item), item]));
  return [...keyed.values()];
}

const keyOf = (item: unknown): string =>
  JSON.stringify(item, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));

/** Shards may have run on different machines: each is listed. */
function environmentOf(reports: readonly GateReport[]): GateReport['environment'] {
  const all = reports.flatMap(({ environment }) => (environment === null ? [] : [environment]));
  if (all.length === 0) return null;
  const names = [...new Set(all.flatMap((environment) => Object.keys(environment)))];
  return Object.fromEntries(
    names.map((name) => [name, [...new Set(all.flatMap((environment) => environment[name] ?? []))].join(' · ')]),
  );
}
