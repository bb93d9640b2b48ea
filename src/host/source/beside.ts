import { dirname, join } from 'node:path';
import { Fault } from '#graph/fault.ts';
import type { Beside, Member, Source } from '#graph/source.ts';
import type { TreeFile } from '#graph/tree.ts';
import { listFolder } from '#host/files/models.ts';

/** What is asked of whoever holds a tree of files. */
export interface TreeHost {
  list(tree: TreeFile['tree'], wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  open(file: TreeFile): Promise<Source>;
  /** What a file takes and, where it is a Git LFS pointer, what it points to. */
  facts(file: TreeFile): Promise<Pick<Member, 'bytes' | 'oid'>>;
}

/** A root of a tree, with what lies beside it there: each of them a regular file of the tree, links aren't followed. */
export function besideInTree(host: TreeHost, root: TreeFile): Beside {
  const folder = root.path.slice(0, root.path.lastIndexOf('/') + 1);
  let all: Promise<readonly TreeFile[]> | undefined;
  const files = async (): Promise<readonly TreeFile[]> =>
    (all ??= host.list(root.tree, (path) => path.startsWith(folder) && path !== root.path));
  return {
    async list(wanted) {
      const found = (await files()).filter(({ path }) => wanted(path.slice(folder.length)));
      return Promise.all(
        found.map(async (file) => ({ path: file.path.slice(folder.length), ...(await host.facts(file)) })),
      );
    },
    async open(relative) {
      const path = folder + checkedMember(relative, root.path);
      const file = (await files()).find((one) => one.path === path);
      if (file === undefined) throw missingMember(relative, root.path);
      return host.open(file);
    },
  };
}

/**
 * A root on disk, with what lies beside it in its folder.
 * @param open opens a file, inflated where its name ends in `.gz`
 */
export function besideOnDisk(root: string, open: (path: string) => Source): Beside {
  const folder = dirname(root);
  return {
    list: (wanted) =>
      listFolder(folder, wanted).map((path) => {
        const file = open(join(folder, path));
        const bytes = file.storedSize ?? file.size;
        void file.close();
        return { path, bytes, oid: null };
      }),
    open: (relative) => open(join(folder, checkedMember(relative, root))),
  };
}

/** The path, where it stays in the root's folder on every platform. @throws Fault `member-path` */
function checkedMember(relative: string, root: string): string {
  const parts = relative.split('/');
  const escapes =
    parts.some((part) => part === '' || part === '.' || part === '..') || /[\\\0]|^[a-z]:/i.test(relative);
  if (!escapes) return relative;
  throw new Fault(
    'member-path',
    `${root} names a file '${relative}', which leads out of its folder; it is never opened`,
    "put the file beside the model, and name it from the model's folder",
  );
}

function missingMember(relative: string, root: string): Fault {
  return new Fault('missing-file', `${root} has no ${relative} beside it`, 'commit it with the model');
}
