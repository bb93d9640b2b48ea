import type { Shelf } from '#gate/diff.ts';
import type { TreeFile } from '#graph/tree.ts';
import { belongsTo, besideModel, folderRoot, isModelFile, isRootOf } from '#gate/find/catalog.ts';
import { Fault } from '#graph/fault.ts';
import { kindOfPath, listFolder } from '#host/files/models.ts';
import { join } from 'node:path';

const worktree = { kind: 'worktree' } as const;

/**
 * What a side of `diff` names: a file, a folder, `REV:path` of a file or a folder, or a revision as a whole.
 * @throws Fault `missing-file`, `missing-base`, …
 */
export async function openShelf(text: string, asked: 'base' | 'head'): Promise<Shelf> {
  const kind = kindOfPath(text);
  if (kind === 'file') return fileShelf(text);
  if (kind === 'folder') return folderShelf(text);
  return revisionShelf(text, asked);
}

async function fileShelf(path: string): Promise<Shelf> {
  const { openOnDisk } = await import('#host/source/open.ts');
  return { isOne: true, files: [{ tree: worktree, path, id: null }], open: async () => openOnDisk(path) };
}

async function folderShelf(folder: string): Promise<Shelf> {
  const root = folderRoot(
    folder,
    listFolder(folder, (path) => !path.includes('/')),
  );
  if (root !== null) return fileShelf(join(folder, root));
  const { openOnDisk } = await import('#host/source/open.ts');
  const files = listFolder(folder, isModelFile).map((path): TreeFile => ({ tree: worktree, path, id: null }));
  return { isOne: false, files, open: async ({ path }) => openOnDisk(join(folder, path)) };
}

async function revisionShelf(text: string, asked: 'base' | 'head'): Promise<Shelf> {
  const { openRepository } = await import('#host/git/repository.ts');
  const { openPorcelain } = await import('#host/git/porcelain.ts');
  const { findCommit, resolveCommit } = await import('#host/git/revision.ts');
  const colon = text.indexOf(':');
  const rev = colon === -1 ? text : text.slice(0, colon);
  const path = colon === -1 ? '' : text.slice(colon + 1).replace(/^\.\/|\/$/g, '');
  const repository = await openRepository(process.cwd()).catch((thrown: unknown) => {
    throw thrown instanceof Fault && thrown.code === 'not-a-repository' ? nothingAt(text) : thrown;
  });
  const git = await openPorcelain(repository.root);
  if (colon === -1 && (await findCommit(git, rev)) === null && !/[\^~]/.test(rev)) throw nothingAt(text);
  const sha = await resolveCommit(repository.root, git, rev, asked);
  const inside = (file: string): boolean => path === '' || file === path || file.startsWith(`${path}/`);
  const all = await repository.list(
    { kind: 'commit', sha },
    (file) => file === path || (inside(file) && (isModelFile(file) || besideModel(file) !== null)),
  );
  const members = all.filter((file) => file.path !== path && besideModel(file.path) !== null);
  const files = all.filter((file) => !members.includes(file));
  const own = files.find((file) => file.path === path) ?? files.find((file) => isRootOf(file.path, path));
  const isOne = own !== undefined;
  if (files.length === 0 && path !== '')
    throw new Fault('missing-file', `${rev} has no ${path}`, `see git ls-tree -r --name-only ${rev}`);
  await repository.prefetch(files);
  return {
    isOne,
    files: isOne ? [own] : files.map((file) => within(file, path)),
    members: isOne ? members : members.map((file) => within(file, path)),
    open: async (file) => repository.open(isOne ? file : restored(file, path)),
    async beside(model) {
      const found = await repository.list({ kind: 'commit', sha }, (file) => belongsTo(file, model.path));
      await repository.prefetch(found);
      return found;
    },
  };
}

/** Paths below a folder are shown, and matched, from that folder on. */
const within = (file: TreeFile, folder: string): TreeFile =>
  folder === '' ? file : { ...file, path: file.path.slice(folder.length + 1) };
const restored = (file: TreeFile, folder: string): TreeFile =>
  folder === '' || file.path === folder ? file : { ...file, path: `${folder}/${file.path}` };

function nothingAt(text: string): Fault {
  return new Fault(
    'missing-file',
    `${text} is neither a file nor a revision`,
    'give a file, a folder, REV:path or REV',
  );
}
