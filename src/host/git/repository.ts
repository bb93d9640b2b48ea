import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#graph/fault.ts';
import type { Member, Source } from '#graph/source.ts';
import type { FileChange, Tree, TreeDiff, TreeFile } from '#graph/tree.ts';
import { openBlobReader } from './batch.ts';
import { blobAt, blobSizes, prefetchBlobs, readBlob, readSmallBlobs } from './blobs.ts';
import { fetchObject } from './lfs-fetch.ts';
import { findObject, MAX_POINTER_BYTES, parsePointer, pointerInFile, type LfsPointer } from './lfs.ts';
import { runGit } from './run-git.ts';
import { readMessages } from './messages.ts';
import { diffTrees, listTree } from './trees.ts';
import { besideInTree } from '#host/source/beside.ts';
import { openFile } from '#host/source/file.ts';
import { openGitBlob } from '#host/source/git.ts';
import { openModelBlob, openModelBytes, openModelFile } from '#host/source/open.ts';
import { MAX_TEXT_BYTES, readText, tooLong } from '#host/files/files.ts';

/** Blobs up to this size are read whole; of larger ones only what is asked for. */
const MAX_WHOLE_BYTES = 1 << 20;

/** A repository as the gate asks for it (`Host` in gate.ts). */
export interface Repository {
  /** Folder of the work tree, or of a bare repository. */
  readonly root: string;
  diff(base: Tree | null, head: Tree, wanted: (path: string) => boolean): Promise<TreeDiff>;
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  text(tree: Tree, path: string): Promise<string | null>;
  prefetch(files: readonly TreeFile[]): Promise<void>;
  open(file: TreeFile): Promise<Source>;
  start(file: TreeFile, length: number): Promise<Uint8Array>;
  messages(base: Tree, head: Tree): Promise<readonly { readonly sha: string; readonly message: string }[]>;
  bytes(file: TreeFile): Promise<bigint | null>;
}

/**
 * The repository around a folder.
 * @throws Fault `not-a-repository`, `git-ownership`, `no-git`
 */
export async function openRepository(folder: string): Promise<Repository> {
  const root = await findRoot(folder);
  const store: Store = { root, blobs: openBlobReader(root), ...openSizes(root) };
  const list = async (tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]> =>
    listTree(root, tree, wanted);
  const facts = async (file: TreeFile): Promise<Facts> => factsOf(store, file);

  async function open(file: TreeFile): Promise<Source> {
    return { ...(await openBytes(store, file)), beside: besideInTree({ list, open, facts }, file) };
  }

  return {
    root,
    open,
    diff: async (base, head, wanted) => diffOf(root, base, head, wanted),
    async start(file, length) {
      const size = file.tree.kind === 'worktree' ? null : await store.fetchedSize(file.id ?? '');
      const small = size !== null && size <= MAX_WHOLE_BYTES ? await store.blobs.read(file.id ?? '') : null;
      return small === null ? startOfFile(root, file, size, length) : small.subarray(0, length);
    },
    list,
    text: async (tree, path) => textOf(root, tree, path, store.fetchedSize),
    messages: async (base, head) => readMessages(root, base, head),
    async prefetch(files) {
      await prefetchBlobs(root, files);
      await Promise.all(
        files.map(async ({ tree, id }) => (tree.kind === 'commit' && id !== null ? store.sizeOf(id) : null)),
      );
    },
    async bytes(file) {
      const { bytes } = await facts(file);
      return bytes === null ? null : BigInt(bytes);
    },
  };
}

/** What is asked of one repository. */
interface Store extends Sizes {
  readonly root: string;
  readonly blobs: ReturnType<typeof openBlobReader>;
}

/** Of a file as it is stored, or of the object that it points to. */
type Facts = Pick<Member, 'bytes' | 'oid'>;

async function factsOf(store: Store, file: TreeFile): Promise<Facts> {
  const disk = file.tree.kind === 'worktree' ? diskSize(join(store.root, file.path)) : null;
  const size = disk ?? (file.id === null ? null : await store.sizeOf(file.id));
  const pointer = await pointerOf(store, file, size);
  return { bytes: pointer?.size ?? size, oid: pointer?.oid ?? null };
}

async function pointerOf({ root, blobs }: Store, file: TreeFile, size: number | null): Promise<LfsPointer | null> {
  if (file.tree.kind === 'worktree') return pointerInFile(join(root, file.path), size ?? 0);
  if (file.id === null || size === null || size > MAX_POINTER_BYTES) return null;
  const bytes = await blobs.read(file.id);
  return bytes === null ? null : parsePointer(bytes);
}

async function openBytes(store: Store, file: TreeFile): Promise<Source> {
  const { root, blobs } = store;
  const name = nameOf(file);
  const disk = file.tree.kind === 'worktree' ? diskSize(join(root, file.path)) : null;
  if (disk === null && file.id === null)
    throw new Fault('missing-file', `${name} doesn't exist`, 'it vanished while it was looked at: run it again');
  const size = disk ?? (await store.fetchedSize(file.id ?? ''));
  const pointer = await pointerOf(store, file, size);
  if (pointer !== null) return openObject(root, file, pointer);
  if (disk !== null) return openModelFile(join(root, file.path), name);
  if (size !== null && size <= MAX_WHOLE_BYTES) {
    const bytes = await blobs.read(file.id ?? '');
    if (bytes !== null) return openModelBytes(bytes, name);
  }
  return openModelBlob({ repository: root, oid: file.id ?? '', size, name, lazyFetch: true });
}

const diffOf: (root: string, ...question: Parameters<Repository['diff']>) => Promise<TreeDiff> = async (
  root,
  base,
  head,
  wanted,
) => {
  if (base === null) return all(await listTree(root, head, wanted));
  const found = await diffTrees(root, base, head, wanted);
  return { ...found, files: await withoutSamePointers(root, found.files) };
};

interface Sizes {
  /** Bytes of a blob; null if it isn't here. What is asked for in one turn is asked of git in one go. */
  readonly sizeOf: (id: string) => Promise<number | null>;
  /** As `sizeOf`; a blob that isn't here may be a pointer, too: it is fetched to see. */
  readonly fetchedSize: (id: string) => Promise<number | null>;
}

function openSizes(root: string): Sizes {
  const sizes = new Map<string, number>();
  let asked: { readonly ids: Set<string>; readonly answered: Promise<void> } | null = null;

  function collect(): NonNullable<typeof asked> {
    const ids = new Set<string>();
    const answer = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      asked = null;
      for (const [blob, size] of await blobSizes(root, [...ids])) sizes.set(blob, size);
    };
    const answered = answer();
    return { ids, answered };
  }

  async function sizeOf(id: string): Promise<number | null> {
    if (!sizes.has(id)) {
      asked ??= collect();
      asked.ids.add(id);
      await asked.answered;
    }
    return sizes.get(id) ?? null;
  }

  return {
    sizeOf,
    async fetchedSize(id) {
      const size = await sizeOf(id);
      if (size !== null) return size;
      await runGit(root, ['cat-file', '-e', id], { lazyFetch: true, answers: [1, 128] });
      return sizeOf(id);
    },
  };
}

/** @throws Fault `unreadable-file` if it is too long */
async function textOf(root: string, tree: Tree, path: string, sizeOf: Sizes['sizeOf']): Promise<string | null> {
  if (tree.kind === 'worktree') return readText(join(root, path), path);
  const id = await blobAt(root, tree.sha, path);
  if (id === null) return null;
  const size = (await sizeOf(id)) ?? 0;
  if (size > MAX_TEXT_BYTES) throw tooLong(nameOf({ tree, path, id }), size);
  return (await readBlob(root, id)).toString('utf8');
}

async function findRoot(folder: string): Promise<string> {
  const { stdout, code } = await runGit(folder, ['rev-parse', '--show-toplevel'], { answers: [128] });
  if (code === 0) return stdout.toString('utf8').replace(/\n$/, '');
  // A bare repository has no work tree; anything else than one says so here.
  const bare = await runGit(folder, ['rev-parse', '--absolute-git-dir']);
  return bare.stdout.toString('utf8').replace(/\n$/, '');
}

async function startOfFile(root: string, file: TreeFile, size: number | null, length: number): Promise<Uint8Array> {
  const name = nameOf(file);
  const source =
    file.tree.kind === 'worktree'
      ? openFile(join(root, file.path), name)
      : openGitBlob({ repository: root, oid: file.id ?? '', size, name, lazyFetch: true });
  try {
    return await source.read(0, length);
  } finally {
    await source.close();
  }
}

const all = (files: readonly TreeFile[]): TreeDiff => ({
  files: files.map((file) => ({ path: file.path, base: null, head: file })),
  submodules: [],
  links: [],
  others: [],
});

/** Two LFS pointers that name one object are the same model, however they are written. */
async function withoutSamePointers(root: string, files: readonly FileChange[]): Promise<readonly FileChange[]> {
  const ids = files.flatMap(({ base, head }) => (base === null || head === null ? [] : [base.id, head.id]));
  const known = ids.flatMap((id) => id ?? []);
  const blobs = await readSmallBlobs(root, known, MAX_POINTER_BYTES);
  const oidOf = (file: TreeFile | null): string | undefined => {
    const blob = blobs.get(file?.id ?? '');
    return blob === undefined ? undefined : parsePointer(blob)?.oid;
  };
  return files.filter(({ base, head }) => oidOf(base) === undefined || oidOf(base) !== oidOf(head));
}

/** As people name it: the path of a worktree file, `REV:path` of a committed one. */
function nameOf({ tree, path }: TreeFile): string {
  return tree.kind === 'worktree' ? path : `${tree.sha.slice(0, 7)}:${path}`;
}

function diskSize(path: string): number | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true ? stat.size : null;
}

/** The object of a pointer: here, or else brought here, this one alone. */
async function openObject(root: string, file: TreeFile, pointer: LfsPointer): Promise<Source> {
  const name = nameOf(file);
  const here = await findObject(root, pointer);
  if (here !== null) return openModelFile(here, name);
  const failure = await fetchObject(root, pointer);
  const fetched = await findObject(root, pointer);
  if (fetched !== null) return openModelFile(fetched, name);
  const why =
    failure === null || failure.kind === 'not-installed' ? 'git-lfs is not installed' : `git lfs: ${failure.said}`;
  const fetch =
    file.tree.kind === 'worktree'
      ? `git lfs pull --include ${JSON.stringify(file.path)}`
      : `git lfs fetch origin ${file.tree.sha} --include ${JSON.stringify(file.path)}`;
  throw new Fault(
    'git-lfs-pointer',
    `${name} is a Git LFS pointer, and its object isn't here (oid ${pointer.oid}, ${pointer.size} bytes) and can't be fetched: ${why}`,
    failure?.kind === 'failed' ? fetch : `install git-lfs, then ${fetch}`,
  );
}
