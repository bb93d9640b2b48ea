import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Fault } from '#graph/fault.ts';

/** Where a repository lies. Paths are real ones. */
export interface Place {
  /** Folder of the work tree, or the bare repository itself. */
  readonly top: string;
  readonly gitDir: string;
  readonly bare: boolean;
  /** Whoever owns it, it is the job's own. */
  readonly owned: boolean;
}

/** What only git knows about a place that was found. */
export interface PlaceQuestions {
  /** Whether the outer repository has files of its own, not only submodules, under one of the paths (from its top). */
  tracks(outer: Place, paths: readonly string[]): boolean;
  /** Keys that a file of settings sets; includes aren't followed. */
  keysIn(file: string): readonly string[];
}

const hint = 'run it inside a git repository; for two files by themselves: flopgate diff OLD NEW';

/**
 * The repository around a folder: the nearest `.git` on the way up. Git itself would also take a folder that merely looks like the inside
 * of a repository, which anybody can commit, and would run the commands of its settings.
 * @param ceiling topmost folder that is looked at; absent: the whole way up
 * @param owned the place is the job's own, and no bare repository is
 * @throws Fault `not-a-repository`, `foreign-repository`, `no-git` if the folder isn't there
 */
export function findPlace(folder: string, ask: PlaceQuestions, ceiling?: string, owned = false): Place {
  const start = realPath(folder);
  if (start === null)
    throw new Fault('no-git', `git can't be run in ${folder}, which doesn't exist`, 'name a folder that is there');
  const top = ceiling === undefined ? undefined : (realPath(ceiling) ?? undefined);
  const found = findUp(start, { ask, ceiling: top, owned }) ?? (owned ? null : bareAt(start, ask));
  if (found === null) throw new Fault('not-a-repository', `${folder} is in no git repository`, hint);
  return found;
}

/**
 * The folder of a job that is named from its workspace. A link on the way there must not lead into another repository: the pull request may
 * have put it.
 * @throws Fault `not-a-repository`, `foreign-repository`
 */
export function findPlaceIn(workspace: string, folder: string, ask: PlaceQuestions): Place {
  const path = resolve(workspace, folder);
  // A workflow that names a folder elsewhere means it.
  if (!isWithin(workspace, path)) return findPlace(path, ask, undefined, true);
  const root = realPath(workspace);
  const place = findPlace(path, ask, workspace, true);
  if (root === null) return place;
  const straight = beforeLinks(root, relative(workspace, path));
  const expected = findUp(straight, { ask, ceiling: root, owned: true });
  if (isWithin(root, place.top) && (expected === null || expected.top === place.top)) return place;
  throw foreign(`${path} is a link into another repository, ${place.top}`, 'name the folder itself, without links');
}

/** The path from root as far as it goes without a symbolic link. */
function beforeLinks(root: string, path: string): string {
  let at = root;
  for (const part of path.split(sep).filter((one) => one !== '')) {
    const next = join(at, part);
    if (lstatSync(next, { throwIfNoEntry: false })?.isDirectory() !== true) break;
    at = next;
  }
  return at;
}

interface Search {
  readonly ask: PlaceQuestions;
  readonly ceiling: string | undefined;
  readonly owned: boolean;
}

function findUp(start: string, search: Search): Place | null {
  for (let at = start; ; at = dirname(at)) {
    const gitDir = gitDirAt(at);
    if (gitDir !== null) {
      const place = { top: at, gitDir, bare: false, owned: search.owned };
      if (!isEnd(at, search)) checkNested(place, search);
      return place;
    }
    if (isEnd(at, search)) return null;
  }
}

const isEnd = (at: string, { ceiling }: Search): boolean =>
  dirname(at) === at || (ceiling !== undefined && !isWithin(ceiling, dirname(at)));

/**
 * A repository inside the work tree of another is a submodule or a linked worktree of it, or else a clone that lies among files that the
 * outer one doesn't know: actions/checkout with `path` makes such. One between tracked files was put there by something else, a build
 * or an archive, say.
 * @throws Fault `foreign-repository`
 */
function checkNested(place: Place, search: Search): void {
  const outer = findUp(dirname(place.top), search);
  if (outer === null || isWithin(commonOf(outer.gitDir), place.gitDir)) return;
  const paths = [place.top, place.gitDir, commonOf(place.gitDir)]
    .filter((path) => path !== outer.top && isWithin(outer.top, path))
    .map((path) => relative(outer.top, path));
  if (!search.ask.tracks(outer, paths)) return;
  throw foreign(
    `${join(place.top, '.git')} lies among the files of ${outer.top}, and is no submodule or worktree of it`,
    'remove it; if it is yours: GIT_DIR=PATH flopgate …',
  );
}

const foreign = (message: string, advice: string): Fault => new Fault('foreign-repository', message, advice);

/** The git directory that a folder's `.git` is, or names, as a real path. @throws Fault `not-a-repository` if it names none */
function gitDirAt(folder: string): string | null {
  const entry = join(folder, '.git');
  const stat = statOf(entry);
  if (stat?.isDirectory() === true) return isGitDir(entry) ? realPath(entry) : null;
  if (stat?.isFile() !== true || stat.size > 1 << 16) return null;
  const named = /^gitdir: ([^\0]+?)[\r\n]*$/.exec(readFileSync(entry, 'utf8'))?.[1];
  const path = named === undefined ? null : resolve(folder, named);
  if (path !== null && isGitDir(path)) return realPath(path);
  throw new Fault(
    'not-a-repository',
    `${entry} names ${path === null ? 'no folder' : `${path}, which is no git repository`}`,
    'if a worktree was moved: git worktree repair',
  );
}

function isGitDir(path: string): boolean {
  const has = (name: string): boolean => statOf(join(path, name))?.isDirectory() === true;
  // HEAD may be a symbolic link to a branch that isn't there yet.
  if (lstatSync(join(path, 'HEAD'), { throwIfNoEntry: false }) === undefined) return false;
  return (has('objects') && has('refs')) || statOf(join(path, 'commondir'))?.isFile() === true;
}

/** What linked worktrees of one repository share. */
function commonOf(gitDir: string): string {
  if (statOf(join(gitDir, 'commondir'))?.isFile() !== true) return gitDir;
  const common = resolve(gitDir, readFileSync(join(gitDir, 'commondir'), 'utf8').trim());
  return realPath(common) ?? gitDir;
}

/** Settings of a bare repository that let git run nothing and go nowhere by themselves. */
const harmless =
  /^(?:core\.(?:repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks|sharedrepository|compression|bigfilethreshold)|extensions\.(?:objectformat|refstorage)|remote\..*\.(?:url|fetch|mirror|tagopt)|branch\..*\.(?:remote|merge)|(?:gc|pack|repack)\..*|receive\.(?:deny.*|fsckobjects)|transfer\..*|uploadpack\.(?:allow.*|hiderefs)|user\.(?:name|email)|gitweb\..*|http\.(?:receivepack|uploadpack))$/i;

/** A bare repository that the user stands in; null if the folder is none. @throws Fault `foreign-repository` */
function bareAt(folder: string, ask: PlaceQuestions): Place | null {
  if (!isGitDir(folder)) return null;
  const file = join(folder, 'config');
  const key = statOf(file) === undefined ? undefined : ask.keysIn(file).find((one) => !harmless.test(one));
  if (key === undefined) return { top: folder, gitDir: folder, bare: true, owned: false };
  throw foreign(
    `${folder} looks like a bare repository, and sets ${key}: anybody can commit such a folder`,
    `if it is yours, say so: GIT_DIR=${JSON.stringify(folder)} flopgate …`,
  );
}

function statOf(path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
