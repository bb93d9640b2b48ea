import type { Change } from '#judge/types.ts';
import type { FileChange, TreeFile } from '#graph/tree.ts';
import type { Structure } from './structure.ts';
import { similarity } from './structure.ts';

/** A model that differs between base and head; never without both sides. */
export interface ModelChange {
  readonly change: Change;
  readonly base: TreeFile | null;
  readonly head: TreeFile | null;
}

/** Evidence that a removed and an added file are the same model. */
export interface Kinship {
  /** Id that a side's own policy gives a file, null if it gives none. */
  idOf(file: TreeFile, side: 'base' | 'head'): string | null;
  /** Null if it can't be read. */
  structureOf(file: TreeFile): Promise<Structure | null>;
}

/** Shared structure from which a model counts as the same under another path, as with git's own renames. */
const SAME_MODEL = 0.5;
/** Files that went, and that came, up to which structures are compared; a pair costs a look into both. */
const MAX_COMPARED = 100;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * Models changed in place, and those that went paired with those that came: by equal content (`moved`), by the policy's id,
 * then by structure (`renamed`). Bytes aren't compared: weights would drown what the model is.
 */
export async function pairModels(files: readonly FileChange[], kin: Kinship): Promise<readonly ModelChange[]> {
  const changes: ModelChange[] = [];
  const went = new Set<TreeFile>();
  const came = new Set<TreeFile>();
  for (const { base, head } of files) {
    if (base !== null && head !== null) changes.push({ change: 'changed', base, head });
    else if (base !== null) went.add(base);
    else if (head !== null) came.add(head);
  }
  const pair = (change: Change, base: TreeFile, head: TreeFile): void => {
    went.delete(base);
    came.delete(head);
    changes.push({ change, base, head });
  };
  pairEqual(
    went,
    came,
    (file) => file.id,
    (base, head) => pair('moved', base, head),
  );
  pairEqual(
    went,
    came,
    (file, side) => kin.idOf(file, side),
    (base, head) => pair('renamed', base, head),
  );
  for (const [base, head] of await alike(went, came, kin)) pair('renamed', base, head);
  for (const base of went) changes.push({ change: 'removed', base, head: null });
  for (const head of came) changes.push({ change: 'added', base: null, head });
  return changes;
}

/** Pairs files of one key, those of the same name first. */
function pairEqual(
  went: ReadonlySet<TreeFile>,
  came: ReadonlySet<TreeFile>,
  keyOf: (file: TreeFile, side: 'base' | 'head') => string | null,
  pair: (base: TreeFile, head: TreeFile) => void,
): void {
  const byKey = new Map<string, Set<TreeFile>>();
  for (const file of went) {
    const key = keyOf(file, 'base');
    if (key !== null) byKey.set(key, (byKey.get(key) ?? new Set()).add(file));
  }
  for (const sameName of [true, false]) {
    for (const head of Array.from(came)) {
      const candidates = byKey.get(keyOf(head, 'head') ?? '\0');
      const base = [...(candidates ?? [])].find((file) => !sameName || baseName(file.path) === baseName(head.path));
      if (base === undefined || candidates === undefined) continue;
      candidates.delete(base);
      pair(base, head);
    }
  }
}

/** Pairs by likeness of structure, the likest first; of equally like ones those of the same name. */
async function alike(
  went: ReadonlySet<TreeFile>,
  came: ReadonlySet<TreeFile>,
  kin: Kinship,
): Promise<readonly (readonly [TreeFile, TreeFile])[]> {
  if (went.size === 0 || came.size === 0 || Math.max(went.size, came.size) > MAX_COMPARED) return [];
  const read = async (files: ReadonlySet<TreeFile>) =>
    Promise.all([...files].map(async (file) => ({ file, structure: await kin.structureOf(file) })));
  const [before, after] = [await read(went), await read(came)];
  const pairs = before.flatMap(({ file: base, structure: a }) =>
    after.flatMap(({ file: head, structure: b }) => {
      const score = a === null || b === null ? 0 : similarity(a, b);
      return score < SAME_MODEL
        ? []
        : [{ base, head, score: score + (baseName(base.path) === baseName(head.path) ? 0.001 : 0) }];
    }),
  );
  const taken = new Set<TreeFile>();
  const chosen: [TreeFile, TreeFile][] = [];
  for (const { base, head } of pairs.toSorted((a, b) => b.score - a.score)) {
    if (taken.has(base) || taken.has(head)) continue;
    taken.add(base).add(head);
    chosen.push([base, head]);
  }
  return chosen;
}
