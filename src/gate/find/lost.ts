import type { Finding } from '#graph/finding.ts';
import type { TreeDiff, TreeFile } from '#graph/tree.ts';
import type { ModelPlan } from '#policy/policy.ts';
import { listed, quote } from '#text/quote.ts';
import { isModelPath } from '#read/formats.ts';
import { uncountedByName, type Catalog } from './catalog.ts';
import type { PlannedChange } from './planned.ts';

export interface LostQuestion {
  readonly catalog: Catalog;
  readonly watched: Catalog;
  readonly diff: TreeDiff;
  /** What either policy looks at, at base. */
  readonly atBase: readonly TreeFile[];
}

/**
 * Models that base's policy watches and head's leaves alone, though they are there. Those that changed are compared, and judged by
 * nothing; those that didn't are named, unless the change of the policy names them already.
 */
export function lostModels({ catalog, watched, diff, atBase }: LostQuestion): {
  readonly changes: readonly PlannedChange[];
  readonly findings: readonly Finding[];
} {
  if (watched === catalog) return { changes: [], findings: [] };
  const changes = diff.files.flatMap(({ path, base, head }): PlannedChange[] => {
    const plan = base === null || head === null ? null : lostPlan(path, catalog, watched);
    if (plan === null) return [];
    const kind = uncountedByName(path);
    const rest = { baseExternal: [], headExternal: [], baseKind: kind, headKind: kind };
    return [{ change: 'changed', base, head, plan: withoutBudgets(plan), lost: true, ...rest }];
  });
  const changed = new Set(diff.files.map(({ path }) => path));
  const named = atBase
    .map(({ path }) => path)
    .filter((path) => !changed.has(path) && !isKnown(path) && lostPlan(path, catalog, watched) !== null);
  return { changes, findings: named.length === 0 ? [] : [unnamed(named)] };
}

/** Known files are watched unless a policy ignores them, which a comparison of the policies says. */
const isKnown = (path: string): boolean => isModelPath(path) || uncountedByName(path) !== null;

const lostPlan = (path: string, catalog: Catalog, watched: Catalog): ModelPlan | null =>
  catalog.planOf(path) === null ? watched.planOf(path) : null;

const withoutBudgets = (plan: ModelPlan): ModelPlan => ({
  ...plan,
  unsupportedOps: 'off',
  bench: false,
  cases: plan.cases.slice(0, 1).map((one) => ({ ...one, budgets: new Map() })),
});

const unnamed = (paths: readonly string[]): Finding => ({
  code: 'no-longer-watched',
  level: 'warning',
  detail: `no entry of the policy names ${listed(paths.map(quote), 3)} any more: nothing judges ${paths.length === 1 ? 'it' : 'them'}`,
});

/** What git itself doesn't look into, and that leads elsewhere at head: submodules, links, pointers to folders. */
export function runFindings({ submodules, links, files, others }: TreeDiff, watched: Catalog): readonly Finding[] {
  const regular = new Set(files.flatMap(({ path, base }) => (base === null ? [] : [path])));
  const holdsModels = (folder: string): boolean => watched.planOf(`${folder}/model.onnx`) !== null;
  const isNamed = (folder: string): boolean => (watched.planOf(`${folder}/model.onnx`)?.rule ?? null) !== null;
  return [
    ...submodules
      .filter(holdsModels)
      .map((path) =>
        warning(
          'submodule-changed',
          `${quote(path)} is a submodule and points elsewhere: models in it aren't looked at`,
        ),
      ),
    ...links
      .filter((path) => !regular.has(path) && watched.planOf(path) !== null)
      .map((path) =>
        warning('link-changed', `${quote(path)} is a symbolic link that leads elsewhere: links aren't followed`),
      ),
    ...others
      .filter((path) => /\.dvc$/i.test(path) && isNamed(path.slice(0, -4)))
      .map((path) => warning('pointer-changed', `${quote(path)} points elsewhere: what it stands for isn't in git`)),
  ];
}

const warning = (code: string, detail: string): Finding => ({ code, level: 'warning', detail });
