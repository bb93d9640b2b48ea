import { KNOWN_HEAD_BYTES, type KnownKind } from '#read/known.ts';
import type { FileChange, Tree, TreeFile } from '#graph/tree.ts';
import { mapPool } from '#gate/map-pool.ts';
import { uncountedBy, uncountedByName, type Catalog } from './catalog.ts';

/** First bytes of a file as it is stored: of a Git LFS pointer those of the pointer. */
export type StartOf = (file: TreeFile, length: number) => Promise<Uint8Array>;

/**
 * What a file is, where it is a model that no reader counts; else null. Its first bytes are read only where its name leaves it open, and
 * a file that can't be read is whatever its name says.
 */
async function kindOf(file: TreeFile, catalog: Catalog, start: StartOf): Promise<KnownKind | null> {
  const named = uncountedByName(file.path);
  if (named !== null || !catalog.mayBeModel(file.path)) return named;
  try {
    return uncountedBy(file.path, await start(file, KNOWN_HEAD_BYTES));
  } catch {
    return null;
  }
}

/** The kinds of both sides of changed files, each by its file. */
export async function kindsOf(
  files: readonly FileChange[],
  catalog: Catalog,
  start: StartOf,
): Promise<ReadonlyMap<TreeFile, KnownKind>> {
  const sides = files.flatMap(({ base, head }) => [base, head].flatMap((file) => file ?? []));
  const kinds = await Promise.all(sides.map(async (file) => [file, await kindOf(file, catalog, start)] as const));
  return new Map(kinds.flatMap(([file, kind]) => (kind === null ? [] : [[file, kind] as const])));
}

/** What is asked of the worktree to find the models that no reader counts. */
export interface KindTools {
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  start(file: TreeFile, length: number): Promise<Uint8Array>;
}

/** Files of the worktree that are models which no reader counts, and that the policy doesn't leave alone. */
export async function uncountedIn(
  tools: KindTools,
  catalog: Catalog,
): Promise<readonly { readonly file: TreeFile; readonly kind: KnownKind }[]> {
  const named = (path: string): boolean => uncountedByName(path) !== null || catalog.mayBeModel(path);
  const files = await tools.list({ kind: 'worktree' }, named);
  const found = await mapPool(files, 8, async (file) => {
    const kind = await kindOf(file, catalog, async (one, length) => tools.start(one, length));
    return kind === null || catalog.planOfKind(file.path, kind) === null ? [] : [{ file, kind }];
  });
  return found.flat();
}

/** Bytes of the file that a DVC file stands for, as that says; null for any other file, and if it doesn't say. */
export async function pointedBytes(file: TreeFile, host: { readonly start: StartOf }): Promise<bigint | null> {
  if (!/\.dvc$/i.test(file.path)) return null;
  const text = new TextDecoder().decode(await host.start(file, MAX_POINTER));
  const sizes = [...text.matchAll(/^[\s-]*size:\s*(\d{1,18})\s*$/gm)].map(([, size = '0']) => BigInt(size));
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0n);
}

const MAX_POINTER = 65_536;
