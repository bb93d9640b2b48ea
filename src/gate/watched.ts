import type { ModelPlan } from '#policy/policy.ts';
import type { Tree, TreeFile } from '#graph/tree.ts';
import { loosensPlan } from '#policy/policy-changes.ts';
import { someOf, type Escape } from '#judge/reason.ts';
import type { PlannedChange } from './find/planned.ts';
import type { Catalog } from './find/catalog.ts';

export interface WatchQuestion {
  /** What base's policy watches. */
  readonly watched: Catalog;
  readonly head: Tree;
  /** Submodules that differ from base's. */
  readonly submodules: readonly string[];
  readonly list: (tree: Tree, wanted: (path: string) => boolean) => Promise<readonly TreeFile[]>;
}

/**
 * What keeps a model that base's policy watches from being judged at head as it was at base; null if nothing does. One answer for each
 * change, in order.
 */
export async function blindSpots(
  changes: readonly PlannedChange[],
  { watched, head, submodules, list }: WatchQuestion,
): Promise<readonly (Escape | null)[]> {
  const gone = changes.flatMap(({ base, head: now }) => (base !== null && now === null ? [stemOf(base.path)] : []));
  const stems = new Set(gone);
  const successors = new Map<string, string[]>();
  const beside = gone.length === 0 ? [] : await list(head, (path) => stems.has(stemOf(path)));
  for (const { path } of beside) {
    const stem = stemOf(path);
    if (successors.get(stem)?.push(path) === undefined) successors.set(stem, [path]);
  }
  return changes.map((change) => {
    const { base, plan, lost } = change;
    const before = base === null ? null : watched.planOf(base.path);
    if (base === null || before === null) return null;
    if (lost) return { kind: 'left-alone' };
    if (change.head === null) return escapeOf(base.path, submodules, successors.get(stemOf(base.path)) ?? []);
    if (change.head.path === base.path) return lostWeights(change);
    return loosensPlan(before, plan) ? { kind: 'renamed', to: change.head.path } : null;
  });
}

/** True if the policy has a limit that could fail the model. */
export function isBudgeted({ cases, unsupportedOps }: ModelPlan): boolean {
  return (
    unsupportedOps === 'fail' ||
    cases.some(({ budgets }) =>
      [...budgets.values()].some(({ max, fail, growth }) => max !== null || fail !== null || growth.size > 0),
    )
  );
}

function escapeOf(path: string, submodules: readonly string[], successors: readonly string[]): Escape {
  const within = submodules.find((one) => path === one || path.startsWith(`${one}/`));
  if (within !== undefined) return { kind: 'submodule', path: within };
  return successors.length > 0 ? { kind: 'replaced', by: someOf(successors, 3) } : { kind: 'gone' };
}

/** Weights beside a model that stays where it is: without them its size isn't what is judged. */
function lostWeights({ baseExternal, headExternal }: PlannedChange): Escape | null {
  const still = new Set(headExternal.map(({ path }) => path));
  const lost = baseExternal.flatMap(({ path }) => (still.has(path) ? [] : [path]));
  return lost.length === 0 ? null : { kind: 'weights-gone', files: someOf(lost, 3) };
}

/** A path up to the first dot of its name: `m.onnx`, `m.onnx.gz` and `m.ort` are of one stem. */
function stemOf(path: string): string {
  const name = path.lastIndexOf('/') + 1;
  const dot = path.indexOf('.', name + 1);
  return dot === -1 ? path : path.slice(0, dot);
}
