import type { Missing } from '#judge/reason.ts';
import type { Policy } from '#policy/policy.ts';
import type { BuildNote, BuildOrder, BuildSide } from '#graph/build.ts';
import type { Tree, TreeFile } from '#graph/tree.ts';
import { isGlob } from '#policy/glob.ts';
import { toJson } from '#text/plain-json.ts';
import { catalogOf } from './catalog.ts';
import type { Policies } from './policies.ts';

export interface BuildQuestion {
  readonly policies: Policies;
  readonly base: Tree | null;
  readonly head: Tree;
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  /** Null: whoever runs the gate doesn't build. */
  readonly build: ((order: BuildOrder) => Promise<readonly BuildNote[]>) | null;
}

export interface Built {
  readonly notes: readonly BuildNote[];
  readonly incomplete: readonly Missing[];
}

const nothing: Built = { notes: [], incomplete: [] };

/**
 * Has the models built that the policy names and git doesn't have; nothing where git has a file for every entry of it. A build that
 * fails leaves the answer incomplete: what it would have made isn't judged.
 */
export async function buildModels(question: BuildQuestion): Promise<Built> {
  const { policies, base, head } = question;
  const { judge } = policies;
  if (judge.build === null) return nothing;
  const isNamed = namedBy(judge);
  const [atHead, atBase] = await Promise.all([
    question.list(head, isNamed),
    base === null ? [] : question.list(base, isNamed),
  ]);
  if (rulesWithout(judge, atHead).length === 0) return nothing;
  if (question.build === null) return { ...nothing, incomplete: [{ kind: 'not-built' }] };
  const notes = await question.build({
    base: base === null ? null : sideOf(policies.base?.build ?? judge.build, judge, base, atBase),
    head: sideOf(judge.build, judge, head, atHead),
    wanted: isNamed,
    policy: toJson(judge.models.map(({ path }) => path)),
  });
  return {
    notes,
    incomplete: notes.flatMap(({ side, problem }) =>
      problem === null ? [] : [{ kind: 'build-failed' as const, side, problem }],
    ),
  };
}

/** Only what an entry of the policy names is looked for among what a build leaves lying. */
function namedBy(policy: Policy): (path: string) => boolean {
  const catalog = catalogOf(policy);
  return (path) => (catalog.planOf(path)?.rule ?? null) !== null;
}

function rulesWithout(policy: Policy, files: readonly TreeFile[]): Policy['models'] {
  const catalog = catalogOf(policy);
  const used = new Set(files.map(({ path }) => catalog.planOf(path)?.rule));
  return policy.models.filter((rule) => !used.has(rule));
}

function sideOf(
  { run, timeoutMs }: NonNullable<Policy['build']>,
  policy: Policy,
  tree: Tree,
  files: readonly TreeFile[],
): BuildSide {
  const expected = rulesWithout(policy, files)
    .filter(({ path }) => !isGlob(path))
    .map(({ path }) => path.replace(/^\.\//, ''));
  return { tree, run, timeoutMs, expected };
}
