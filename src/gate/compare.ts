import { modelName } from '#read/formats.ts';
import type { CountOptions } from '#count/bind.ts';
import type { CasePlan } from '#policy/policy.ts';
import type { Comparison } from '#judge/types.ts';
import { NOT_COUNTED, type Side } from '#diff/types.ts';
import type { KnownKind } from '#read/known.ts';
import type { TreeFile } from '#graph/tree.ts';
import type { PlannedChange } from './find/planned.ts';
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
  const cases = plan.cases.map(optionsOf);
  const [before, after] = await Promise.all([
    sidesOf({ file: base, kind: baseKind, external: baseExternal }, cases, counter, bytesOf),
    sidesOf({ file: head, kind: headKind, external: headExternal }, cases, counter, bytesOf),
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
  }));
}

const optionsOf = ({ dims, inputs, values }: CasePlan): CountOptions => ({ dims, inputs, values });

interface SideFiles {
  readonly file: TreeFile | null;
  readonly kind: KnownKind | null;
  readonly external: readonly TreeFile[];
}

async function sidesOf(
  { file, kind, external }: SideFiles,
  cases: readonly CountOptions[],
  counter: Counter,
  bytesOf: BytesOf,
): Promise<readonly Side[] | null> {
  if (file === null) return null;
  if (kind !== null) {
    const side = await uncountedSide(file, kind, external, bytesOf);
    return cases.map(() => side);
  }
  const bytes = external.length === 0 ? null : await totalBytes([file, ...external], bytesOf);
  return counter.count(file, cases, bytes);
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
