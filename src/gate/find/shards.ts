import { Fault } from '#graph/fault.ts';
import type { TreeFile } from '#graph/tree.ts';
import type { PlannedChange } from './planned.ts';

/** Part of the models that one job takes; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * `2/5` as a shard; null if nothing is asked for.
 * @throws Fault `usage`
 */
export function shardOf(text: string | undefined): Shard | null {
  if (text === undefined || text === '') return null;
  const [, index = 0, of = 0] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (index >= 1 && index <= of) return { index, of };
  throw new Fault('usage', `shard: '${text}' is no shard`, 'write 2/5 for the second of five');
}

/** A changed model with what judging it costs, roughly. */
export interface Load {
  readonly path: string;
  readonly cost: number;
}

const MEBI = 1 << 20;
/** Bytes that weigh as much as reading and counting a model's structure, by fetching and loading them. */
const BYTES_A_UNIT = 16 * MEBI;
/** What measuring a model's latency weighs beside counting it. */
const MEASURED = 20;

/**
 * What judging a change costs, in units of counting a small model: one for each case, more for large files, and many times as
 * much where latency is measured. Only sizes that are known without fetching count, so that every job comes to the same figure.
 */
export async function loadOf(change: PlannedChange, bytes: (file: TreeFile) => Promise<bigint | null>): Promise<Load> {
  const { base, head, baseExternal, headExternal, plan } = change;
  const files = [base, head, ...baseExternal, ...headExternal].flatMap((file) => file ?? []);
  const sizes = await Promise.all(files.map(bytes));
  const total = sizes.reduce<number>((sum, size) => sum + Number(size ?? 0n), 0);
  const isMeasured =
    plan.bench && head !== null && plan.cases.some(({ budgets }) => budgets.has('latency') || budgets.has('load'));
  const unit = 1 + Math.ceil(total / BYTES_A_UNIT);
  const path = head?.path ?? base?.path ?? '';
  return { path, cost: unit * plan.cases.length * (isMeasured ? MEASURED : 1) };
}

/**
 * The shard, from 1, of each load: the costliest first, each to the shard that has least so far. The same loads in any order give the
 * same shards.
 */
export function spread(loads: readonly Load[], of: number): readonly number[] {
  const totals = Array.from({ length: of }, () => 0);
  const shards = loads.map(() => 1);
  const order = loads.map((_, i) => i).toSorted((i, j) => compare(loads[i], loads[j]));
  for (const i of order) {
    const least = totals.indexOf(Math.min(...totals));
    totals[least] = (totals[least] ?? 0) + (loads[i]?.cost ?? 0);
    shards[i] = least + 1;
  }
  return shards;
}

function compare(a: Load | undefined, b: Load | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return b.cost - a.cost || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

/** Names a way of spreading: jobs that came to another one don't belong together. */
export function fingerprint(loads: readonly Load[], shards: readonly number[]): string {
  const lines = loads.map(({ path }, i) => `${path}\0${shards[i] ?? 0}`).toSorted();
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(lines.join('\n')))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

/** Jobs for a CI matrix. */
export interface ShardPlan {
  /** One job each; at least one, since an empty matrix is no matrix. */
  readonly shards: readonly {
    /** For the input `shard`: `2/5`. */
    readonly shard: string;
    readonly index: number;
    readonly of: number;
    readonly models: number;
    readonly cost: number;
  }[];
  /** Changed models. */
  readonly models: number;
}

/** No more jobs than models; if their number is unknown, as many as asked for. */
export function planOf(loads: readonly Load[], most: number, isOpen: boolean): ShardPlan {
  const of = isOpen ? most : Math.max(1, Math.min(most, loads.length));
  const assigned = spread(loads, of);
  const shards = Array.from({ length: of }, (_, i) => {
    const own = loads.filter((_load, k) => assigned[k] === i + 1);
    const cost = own.reduce((sum, load) => sum + load.cost, 0);
    return { shard: `${i + 1}/${of}`, index: i + 1, of, models: own.length, cost };
  });
  return { shards, models: loads.length };
}
