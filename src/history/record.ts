import type { BudgetMetric, CountedMetric } from '#policy/metrics.ts';
import { budgetMetrics, countedMetrics } from '#policy/metrics.ts';
import { Fault } from '#graph/fault.ts';
import { jsonProblem } from '#graph/json-bounds.ts';

/** A commit as the history knows it. */
export interface RecordedCommit {
  /** Full id. */
  readonly sha: string;
  readonly parents: readonly string[];
  /** ISO 8601. */
  readonly committedAt: string;
  /** First line of the message. */
  readonly subject: string;
}

/** One commit's figures: a file of the data branch, never rewritten. */
export interface HistoryRecord extends RecordedCommit {
  readonly schema: 'flopgate/record/1';
  /** Flopgate's version. */
  readonly version: string;
  /** Counted long after the commit was made. */
  readonly backfilled: boolean;
  /** Every model at the commit, each in each case. */
  readonly models: readonly RecordedModel[];
  readonly acceptances: readonly RecordedAcceptance[];
  /** Where latency was measured; null if it wasn't. */
  readonly environment: Readonly<Record<string, string>> | null;
}

export interface RecordedModel {
  readonly id: string;
  /** '' is the model's own sizes. */
  readonly case: string;
  readonly path: string;
  /** Names content, sizes and counter: equal keys have equal figures. Also the name of the layers' file. */
  readonly key: string;
  readonly format: string | null;
  /** False: operation counts are lower bounds. */
  readonly exact: boolean;
  /** Those that have a number: decimal digits. */
  readonly figures: Readonly<Partial<Record<CountedMetric, string>>>;
  /** Ceilings in force, in the metric's own unit (microseconds for time). */
  readonly budgets: Readonly<Partial<Record<BudgetMetric, string>>>;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly latency: RecordedLatency | null;
}

/** Result of measuring against the parent, on one machine. */
export interface RecordedLatency {
  /** This commit / its parent; null if there was nothing to compare with. */
  readonly ratio: number | null;
  readonly interval: readonly [number, number] | null;
  readonly ms: number | null;
  readonly provider: string;
  readonly threads: number;
  readonly clock: 'cpu' | 'wall';
}

export interface RecordedAcceptance {
  readonly model: string;
  readonly metric: BudgetMetric | '*';
  readonly reason: string;
  readonly by: string;
}

/** Where a commit's record lies on the data branch. */
export function recordPath(sha: string): string {
  return `v1/${sha.slice(0, 2)}/${sha}.json`;
}

/** When a commit was made, in seconds since 1970. */
export const timeOf = ({ committedAt }: Pick<RecordedCommit, 'committedAt'>): number =>
  Math.floor(Date.parse(committedAt) / 1000);

export const isRecordPath = (path: string): boolean => /^v1\/[0-9a-f]{2}\/[0-9a-f]{40,64}\.json$/.test(path);

export function recordText(record: HistoryRecord): string {
  return `${JSON.stringify(record)}\n`;
}

type Json = Readonly<Record<string, unknown>>;

/** Characters of a text that is kept of a record. */
const MAX_TEXT = 2000;
/** Git itself allows more parents; nobody merges as many. */
const MAX_PARENTS = 100;
/** Models of a record that are read. */
const MAX_MODELS = 100_000;

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, MAX_TEXT) : '');
const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const isSha = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value);

/**
 * A record read back; whoever may push to the branch may have written it: what isn't as it must be is left out, lengths are bounded.
 * @param name of the file, for messages
 * @throws Fault `bad-record` if it is none at all
 */
export function parseRecord(json: string, name: string): HistoryRecord {
  const problem = jsonProblem(json, { depth: 30, values: 3_000_000 });
  if (problem !== null) throw bad(name, problem);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw bad(name, 'is no JSON', cause);
  }
  if (!isJson(value) || value['schema'] !== 'flopgate/record/1') throw bad(name, 'is no record of this format');
  const { sha, committedAt } = value;
  if (!isSha(sha) || !name.includes(sha)) throw bad(name, 'names another commit than its file');
  if (typeof committedAt !== 'string' || Number.isNaN(Date.parse(committedAt))) throw bad(name, 'has no time');
  return {
    schema: 'flopgate/record/1',
    sha,
    parents: list(value['parents']).slice(0, MAX_PARENTS).filter(isSha),
    committedAt: new Date(committedAt).toISOString(),
    subject: text(value['subject']),
    version: text(value['version']),
    backfilled: value['backfilled'] === true,
    models: list(value['models']).slice(0, MAX_MODELS).filter(isJson).map(modelOf),
    acceptances: list(value['acceptances']).slice(0, 1000).filter(isJson).map(acceptanceOf),
    environment: isJson(value['environment']) ? environmentOf(value['environment']) : null,
  };
}

const bad = (name: string, what: string, cause?: unknown): Fault =>
  new Fault('bad-record', `${name} ${what}`, 'it was not written by flopgate: delete it from the data branch', {
    cause,
  });

function modelOf(model: Json): RecordedModel {
  const { failure, latency } = model;
  return {
    id: text(model['id']),
    case: text(model['case']),
    path: text(model['path']),
    key: text(model['key']),
    format: typeof model['format'] === 'string' ? text(model['format']) : null,
    exact: model['exact'] === true,
    figures: amounts(model['figures'], countedMetrics),
    budgets: amounts(model['budgets'], budgetMetrics),
    failure: isJson(failure) ? { code: text(failure['code']), message: text(failure['message']) } : null,
    latency: isJson(latency) ? latencyOf(latency) : null,
  };
}

function amounts<Name extends string>(value: unknown, names: readonly Name[]): Partial<Record<Name, string>> {
  if (!isJson(value)) return {};
  const known: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const digits = Object.hasOwn(value, name) ? value[name] : undefined;
    if (typeof digits === 'string' && /^\d{1,60}$/.test(digits)) known[name] = digits;
  }
  return known;
}

function latencyOf(latency: Json): RecordedLatency {
  const positive = (value: unknown): number | null => {
    const known = number(value);
    return known !== null && known > 0 ? known : null;
  };
  const [low = null, high = null] = list(latency['interval']).slice(0, 2).map(positive);
  return {
    ratio: positive(latency['ratio']),
    interval: low === null || high === null ? null : [low, high],
    ms: positive(latency['ms']),
    provider: text(latency['provider']),
    threads: number(latency['threads']) ?? 1,
    clock: latency['clock'] === 'wall' ? 'wall' : 'cpu',
  };
}

function acceptanceOf(acceptance: Json): RecordedAcceptance {
  const { metric } = acceptance;
  return {
    model: text(acceptance['model']),
    metric: budgetMetrics.find((one) => one === metric) ?? '*',
    reason: text(acceptance['reason']),
    by: text(acceptance['by']),
  };
}

function environmentOf(environment: Json): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment)
      .slice(0, 50)
      .map(([name, value]) => [text(name), text(value)]),
  );
}
