import { modelName } from '#read/formats.ts';
import type { CountOptions } from '#count/bind.ts';
import type { CasePlan } from '#policy/policy.ts';
import type { Comparison } from '#judge/types.ts';
import type { Side } from '#diff/types.ts';
import type { TreeFile } from '#graph/tree.ts';
import type { PlannedChange } from './find/find.ts';
import type { Counter } from './side.ts';

/** Bytes of a file as stored; null if unknown. */
export type BytesOf = (file: TreeFile) => Promise<bigint | null>;

/** A model at an earlier state; `file` null if it isn't there. */
export interface Earlier {
  readonly name: string;
  readonly file: TreeFile | null;
  readonly external: readonly TreeFile[];
}

/** Counts both sides of a model in every case that the policy has for it. */
export async function compareModel(
  change: PlannedChange,
  counter: Counter,
  bytesOf: BytesOf,
  anchor?: Earlier,
): Promise<readonly Comparison[]> {
  const { plan, base, head } = change;
  const cases = plan.cases.map(optionsOf);
  const [before, after, earlier] = await Promise.all([
    sidesOf(base, change.baseExternal, cases, counter, bytesOf),
    sidesOf(head, change.headExternal, cases, counter, bytesOf),
    sidesOf(anchor?.file ?? null, anchor?.external ?? [], cases, counter, bytesOf),
  ]);
  return plan.cases.map((casePlan, i) => ({
    plan,
    casePlan,
    change: change.change,
    basePath: base !== null && head !== null && base.path !== head.path ? modelName(base.path) : null,
    base: before?.[i] ?? null,
    head: after?.[i] ?? null,
    latency: null,
    acceptances: [],
    ...(anchor === undefined ? {} : { anchor: { name: anchor.name, side: earlier?.[i] ?? null } }),
  }));
}

const optionsOf = ({ dims, inputs, values }: CasePlan): CountOptions => ({ dims, inputs, values });

async function sidesOf(
  file: TreeFile | null,
  external: readonly TreeFile[],
  cases: readonly CountOptions[],
  counter: Counter,
  bytesOf: BytesOf,
): Promise<readonly Side[] | null> {
  if (file === null) return null;
  const bytes = external.length === 0 ? null : await totalBytes([file, ...external], bytesOf);
  return counter.count(file, cases, bytes);
}

async function totalBytes(files: readonly TreeFile[], bytesOf: BytesOf): Promise<bigint | null> {
  const sizes = await Promise.all(files.map(bytesOf));
  return sizes.reduce<bigint | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0n);
}
