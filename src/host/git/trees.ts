import type { FileChange, Tree, TreeDiff, TreeFile } from '#graph/tree.ts';
import { onlyLfs } from './filters.ts';
import { runGit } from './run-git.ts';

type Wanted = (path: string) => boolean;

const REGULAR = /^100/;
const SUBMODULE = '160000';
const LINK = '120000';
const NO_ID = /^0+$/;

/** The wanted regular files of a tree, sorted by path; symbolic links and submodules are none. */
export async function listTree(repository: string, tree: Tree, wanted: Wanted): Promise<readonly TreeFile[]> {
  const files =
    tree.kind === 'commit' ? await listCommit(repository, tree, wanted) : await listWorktree(repository, wanted);
  return files.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

async function listCommit(
  repository: string,
  tree: Extract<Tree, { kind: 'commit' }>,
  wanted: Wanted,
): Promise<TreeFile[]> {
  const { stdout } = await runGit(repository, ['ls-tree', '-r', '-z', '--full-tree', tree.sha], { lazyFetch: true });
  return records(stdout).flatMap((record) => {
    const [meta, path] = cut(record, '\t');
    const [mode = '', , id = ''] = meta.split(' ');
    return REGULAR.test(mode) && wanted(path) ? [{ tree, path, id }] : [];
  });
}

async function listWorktree(repository: string, wanted: Wanted): Promise<TreeFile[]> {
  const tree: Tree = { kind: 'worktree' };
  const settings = await onlyLfs(repository);
  const [staged, differing, others] = await Promise.all([
    runGit(repository, ['ls-files', '-z', '--stage']),
    runGit(repository, ['ls-files', '-z', '-t', '--modified', '--deleted'], { settings }),
    runGit(repository, ['ls-files', '-z', '--others', '--exclude-standard']),
  ]);
  // Each with its state in a letter before it: C changed, R removed; what is removed is named as changed, too.
  const tagged = records(differing.stdout).map((record) => cut(record, ' '));
  const modified = new Set(tagged.map(([, path]) => path));
  const deleted = new Set(tagged.flatMap(([state, path]) => (state === 'R' ? [path] : [])));
  const files = new Map<string, TreeFile>();
  for (const record of records(staged.stdout)) {
    const [meta, path] = cut(record, '\t');
    const [mode = '', id = '', stage = ''] = meta.split(' ');
    if (!REGULAR.test(mode) || !wanted(path) || deleted.has(path)) continue;
    files.set(path, { tree, path, id: modified.has(path) || stage !== '0' ? null : id });
  }
  for (const path of records(others.stdout)) if (wanted(path)) files.set(path, { tree, path, id: null });
  return [...files.values()];
}

/** The wanted paths whose content differs between two trees. No rename is looked for: that would read, and in a partial clone fetch, contents. */
export async function diffTrees(repository: string, base: Tree, head: Tree, wanted: Wanted): Promise<TreeDiff> {
  if (base.kind === 'worktree') throw new TypeError('a worktree is no base');
  const found = new Map<string, FileChange>();
  const submodules: string[] = [];
  const links: string[] = [];
  const others: string[] = [];
  const list = records(await rawDiff(repository, base.sha, head));
  for (let i = 0; i + 1 < list.length; i += 2) {
    const path = list[i + 1] ?? '';
    const [oldMode = '', newMode = '', oldId = '', newId = ''] = (list[i] ?? '').slice(1).split(' ');
    if (oldMode === SUBMODULE || newMode === SUBMODULE) submodules.push(path);
    if (!wanted(path)) {
      if (REGULAR.test(oldMode) || REGULAR.test(newMode)) others.push(path);
      continue;
    }
    if (oldMode === LINK || newMode === LINK) links.push(path);
    const before = found.get(path);
    const was = fileOf(base, path, oldMode, oldId) ?? before?.base ?? null;
    const is = fileOf(head, path, newMode, newId) ?? before?.head ?? null;
    if (was !== null || is !== null) found.set(path, { path, base: was, head: is });
  }
  if (head.kind === 'worktree') others.push(...(await addUntracked(repository, head, wanted, found)));
  const files = [...found.values()].filter(differs).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { files, submodules, links, others };
}

const differs = ({ base, head }: FileChange): boolean => base?.id !== head?.id || base?.id === null;

function fileOf(tree: Tree, path: string, mode: string, id: string): TreeFile | null {
  return REGULAR.test(mode) ? { tree, path, id: NO_ID.test(id) ? null : id } : null;
}

async function rawDiff(repository: string, base: string, head: Tree): Promise<Buffer> {
  const form = [
    '--raw',
    '-z',
    '--no-renames',
    '--no-abbrev',
    '--no-ext-diff',
    '--no-textconv',
    '--ignore-submodules=dirty',
  ];
  const command =
    head.kind === 'commit'
      ? ['diff-tree', '-r', ...form, base, head.sha, '--']
      : // The porcelain looks at the contents of files that are only stat-dirty.
        ['diff', ...form, '--no-relative', '-O/dev/null', base, '--'];
  // Trees may have to be fetched (`--filter=tree:0`); no file is looked into.
  const settings = head.kind === 'commit' ? [] : await onlyLfs(repository);
  return (await runGit(repository, command, { settings, lazyFetch: true })).stdout;
}

/** Files that git doesn't know yet are files of the worktree all the same. Returns the paths of those that aren't wanted. */
async function addUntracked(
  repository: string,
  head: Tree,
  wanted: Wanted,
  found: Map<string, FileChange>,
): Promise<readonly string[]> {
  const { stdout } = await runGit(repository, ['ls-files', '-z', '--others', '--exclude-standard']);
  const untracked = records(stdout);
  const paths = untracked.filter(wanted);
  const others = untracked.filter((path) => !wanted(path));
  if (paths.length === 0) return others;
  // One that was taken out of the index but lies there still differs from base only where its content does.
  const dropped = paths.filter((path) => found.get(path)?.base !== undefined);
  const ids = new Map(await hashFiles(repository, dropped));
  for (const path of paths) {
    const was = found.get(path)?.base ?? null;
    found.set(path, { path, base: was, head: { tree: head, path, id: ids.get(path) ?? null } });
  }
  return others;
}

/** Ids of worktree files, as git would store them. */
async function hashFiles(
  repository: string,
  paths: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const pairs: (readonly [string, string])[] = [];
  const settings = await onlyLfs(repository);
  for (let i = 0; i < paths.length; i += 100) {
    const some = paths.slice(i, i + 100);
    // One git process at a time.
    // oxlint-disable-next-line no-await-in-loop
    const { stdout } = await runGit(repository, ['hash-object', '--', ...some], { settings });
    stdout
      .toString('latin1')
      .trim()
      .split('\n')
      .forEach((id, k) => pairs.push([some[k] ?? '', id]));
  }
  return pairs;
}

/** Fields of a `-z` listing. */
function records(listing: Buffer): string[] {
  const list = listing.toString('utf8').split('\0');
  list.pop();
  return list;
}

function cut(text: string, at: string): [string, string] {
  const i = text.indexOf(at);
  return i === -1 ? [text, ''] : [text.slice(0, i), text.slice(i + 1)];
}
