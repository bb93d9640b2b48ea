import type { Earlier } from '#gate/compare.ts';
import { anchorText, type Anchor } from '#graph/anchor.ts';
import type { Finding } from '#graph/finding.ts';
import type { Tree, TreeFile } from '#graph/tree.ts';
import { modelName } from '#read/formats.ts';
import type { Policy } from '#policy/policy.ts';
import { catalogOf } from './catalog.ts';
import type { PlannedChange } from './planned.ts';

export interface EarlierQuestion {
  readonly policy: Policy;
  readonly base: Tree | null;
  readonly changes: readonly PlannedChange[];
  /** The tree of an earlier state; null if it isn't known. Absent: there is no history. */
  readonly treeOf?: ((anchor: Anchor, base: Tree) => Promise<Tree | null>) | undefined;
  readonly list: (tree: Tree, wanted: (path: string) => boolean) => Promise<readonly TreeFile[]>;
}

/** Each changed model at the state that the policy's `against` names. A state that isn't known is missing from the answer. */
export async function earlierModels(question: EarlierQuestion): Promise<{
  readonly models: readonly (Earlier | null)[];
  readonly findings: readonly Finding[];
  readonly isUnknown: boolean;
}> {
  const { policy, base, changes, treeOf, list } = question;
  const none = { models: changes.map(() => null), findings: [], isUnknown: false };
  const { against } = policy;
  if (against === null || base === null || changes.length === 0) return none;
  const name = anchorText(against);
  const tree = (await treeOf?.(against, base)) ?? null;
  if (tree === null) return { ...none, isUnknown: true };
  const catalog = catalogOf(policy);
  const files = await list(tree, (path) => catalog.planOf(path) !== null || catalog.isExternal(path));
  const byPath = new Map(files.map((file) => [file.path, file]));
  const models = changes.map(({ base: before, head, plan }): Earlier | null => {
    if (head === null) return null;
    const file = byPath.get(before?.path ?? head.path) ?? null;
    return {
      name,
      file,
      external: files.filter((one) => catalog.belongs({ ...plan, path: modelName(file?.path ?? '') }, one.path)),
    };
  });
  const unknown = models.flatMap((one, i) => (one?.file === null && changes[i]?.base ? [changes[i].plan.path] : []));
  return {
    models,
    isUnknown: false,
    findings: unknown.map((path) => ({
      code: 'no-anchor',
      level: 'warning',
      detail: `${path} has no file of that name at ${name}: its increases are held to base alone`,
    })),
  };
}
