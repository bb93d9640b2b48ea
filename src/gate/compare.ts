import { modelName } from '#read/formats.ts';
import type { CountOptions } from '#count/bind.ts';
import type { CasePlan } from '#policy/policy.ts';
import type { Comparison } from '#judge/types.ts';
import { NOT_COUNTED, type Side } from '#diff/types.ts';
import type { KnownKind } from '#read/known.ts';
import type { TreeFile } from '#graph/tree.ts';
import type { PlannedChange } from './find/planned.ts';
import type { SidedFile } from './count-both.ts';
import { countBoth } from './count-both.ts';
import type { Counter } from './side.ts';

/** Bytes of a file as stored, of a pointer those of what it stands for; null if unknown. */
export type BytesOf = (file: TreeFile) => Promise<bigint | null>;

/** Counts both sides of a model in every case that the policy has for it. */
export async function compareModel(
  change: PlannedChange,
  counter: Counter,
  bytesOf: BytesOf,
): Promise<readonly Comparison[]> {
  const { plan, base, head, baseKind, headKind, baseExternal, headExternal } = change;
  const [before, after] = await Promise.all([
    sided({ file: base, kind: baseKind, external: baseExternal }, bytesOf),
    sided({ file: head, kind: headKind, external: headExternal }, bytesOf),
  ]);
  const counted = await countSides(counter, before, after, plan.cases.map(optionsOf));
  return plan.cases.map((casePlan, i) => ({
    plan,
    casePlan,
    change: change.change,
    basePath: base !== null && head !== null && base.path !== head.path ? modelName(base.path) : null,
    ...(counted[i] ?? { base: null, head: null }),
    latency: null,
    acceptances: [],
  }));
}

/** A side that no reader counts is as it is in every case, and gives the other one no sizes. */
async function countSides(
  counter: Counter,
  base: SidedFile | Side | null,
  head: SidedFile | Side | null,
  cases: readonly CountOptions[],
): Promise<readonly Pick<Comparison, 'base' | 'head'>[]> {
  if (!isSide(base) && !isSide(head)) return countBoth(counter, base, head, cases);
  const [bases, heads] = await Promise.all([
    isSide(base) ? null : countBoth(counter, base, null, cases),
    isSide(head) ? null : countBoth(counter, null, head, cases),
  ]);
  return cases.map((_, i) => ({
    base: isSide(base) ? base : (bases?.[i]?.base ?? null),
    head: isSide(head) ? head : (heads?.[i]?.head ?? null),
  }));
}

const isSide = (side: SidedFile | Side | null): side is Side => side !== null && 'kind' in side;

const optionsOf = ({ dims, inputs, values }: CasePlan): CountOptions => ({ dims, inputs, values });

interface SideFiles {
  readonly file: TreeFile | null;
  readonly kind: KnownKind | null;
  readonly external: readonly TreeFile[];
}

async function sided({ file, kind, external }: SideFiles, bytesOf: BytesOf): Promise<SidedFile | Side | null> {
  if (file === null) return null;
  if (kind !== null) return uncountedSide(file, kind, external, bytesOf);
  return { file, bytes: external.length === 0 ? null : await totalBytes([file, ...external], bytesOf) };
}

/** A model that no reader counts: its bytes are all that is known of it. */
async function uncountedSide(
  file: TreeFile,
  { what, hint }: KnownKind,
  external: readonly TreeFile[],
  bytesOf: BytesOf,
): Promise<Side> {
  const bytes = await totalBytes([file, ...external], bytesOf);
  const failure = {
    code: NOT_COUNTED,
    message: `${file.path} is ${what}, which isn't counted: only its size is judged`,
    hint: hint ?? 'export it in a format that Flopgate reads',
  };
  return { kind: 'failed', failure, bytes };
}

async function totalBytes(files: readonly TreeFile[], bytesOf: BytesOf): Promise<bigint | null> {
  const sizes = await Promise.all(files.map(bytesOf));
  return sizes.reduce<bigint | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0n);
}
