import { asFault, Fault } from '#graph/fault.ts';
import { runGit } from '#host/git/run-git.ts';
import type { DataFile } from './commit.ts';
import { DATA, type Scratch } from './remote.ts';
import { badOlder, mayHold, olderPath, parseOlder, type Volume } from './volumes.ts';

/** A file of the data branch. */
interface Sought {
  readonly path: string;
  /** Of a record: when its commit was made, in seconds since 1970. Absent: it is looked for in the newest volume only. */
  readonly time?: number;
}

/** The data branch as the remote has it at this moment. */
export interface Tip {
  /** Null if there is no branch (yet, or any more). */
  readonly sha: string | null;
  /** Text of a file, null if there is none. */
  read(path: string, time?: number): Promise<string | null>;
  /** Paths of those that are there. */
  present(sought: readonly Sought[]): Promise<ReadonlySet<string>>;
}

export interface FetchedTip extends Tip {
  /** Volumes that were closed, from first to last. @throws Fault `bad-older` */
  older(): readonly Volume[];
  /** About how many records and layers the newest volume holds. */
  size(): Promise<number>;
}

/** What comes along of a commit: its root and folders with the files of the root; the folders below them, too, with badges; all. */
export type Portion = 'tree:2' | 'tree:3' | 'all';

const fetchFlags = ['-q', '--no-tags', '--no-write-fetch-head', '--recurse-submodules=no'] as const;
const filterOf = (portion: Portion): string => (portion === 'all' ? '--no-filter' : `--filter=${portion}`);

/** @throws Fault `not-a-data-branch`, or as `runGit` */
export async function fetchTip(scratch: Scratch, ref: string, portion: Portion): Promise<FetchedTip> {
  const { folder, how } = scratch;
  const command = ['fetch', ...fetchFlags, '--depth=1', filterOf(portion), '--', DATA, `+${ref}:refs/heads/tip`];
  try {
    await runGit(folder, command, { ...how, lazyFetch: true });
  } catch (thrown) {
    if (!/couldn't find remote ref/.test(asFault(thrown).message)) throw thrown;
    return noBranch;
  }
  const names = ['refs/heads/tip', 'refs/heads/tip:v1', `refs/heads/tip:${olderPath}`];
  const [commit, records, older] = await objectsOf(scratch, names);
  // A branch of something else must never get our files.
  if (commit?.type !== 'commit' || records?.type !== 'tree')
    throw new Fault(
      'not-a-data-branch',
      `${nameOf(ref)} has no folder v1: it is no branch of Flopgate's`,
      'name another branch in history.branch of flopgate.yml, or delete this one',
    );
  return tipAt(scratch, ref, commit.id, older?.bytes.toString('utf8') ?? null);
}

const nameOf = (ref: string): string => ref.replace('refs/heads/', '');

const noBranch: FetchedTip = {
  sha: null,
  read: async () => null,
  present: async () => new Set(),
  older: () => [],
  size: async () => 0,
};

function tipAt(scratch: Scratch, ref: string, sha: string, olderFile: string | null): FetchedTip {
  const listing = openListing(scratch, sha);
  const volumes = new Map<string, Listing | null>();

  function older(): readonly Volume[] {
    const known = parseOlder(olderFile);
    if (known === null) throw badOlder(nameOf(ref));
    return known;
  }

  /** Those that may hold one of the times and are there, from last to first. */
  async function volumesOf(times: readonly number[]): Promise<readonly Listing[]> {
    if (times.length === 0) return [];
    const able = older()
      .filter((volume) => times.some((time) => mayHold(volume, time)))
      .map(({ tip }) => tip);
    const fresh = able.filter((tip) => !volumes.has(tip));
    const here = await fetchCommits(scratch, ref, fresh, 'tree:3');
    for (const tip of fresh) volumes.set(tip, here.has(tip) ? openListing(scratch, tip) : null);
    return able.toReversed().flatMap((tip) => volumes.get(tip) ?? []);
  }

  return {
    sha,
    older,
    size: async () => listing.size(),
    async read(path, time) {
      const text = await readAt(scratch, sha, path);
      if (text !== null || time === undefined) return text;
      for (const volume of await volumesOf([time])) {
        // The first that has it is enough.
        // oxlint-disable-next-line no-await-in-loop
        const found = await readAt(scratch, volume.sha, path);
        if (found !== null) return found;
      }
      return null;
    },
    async present(sought) {
      const here = new Set(await listing.present(sought.map(({ path }) => path)));
      const missing = sought.filter(({ path, time }) => time !== undefined && !here.has(path));
      const others = await volumesOf(missing.map(({ time = Number.NaN }) => time));
      const found = await Promise.all(others.map(async (volume) => volume.present(missing.map(({ path }) => path))));
      return new Set([...here, ...found.flatMap((paths) => [...paths])]);
    },
  };
}

async function readAt(scratch: Scratch, sha: string, path: string): Promise<string | null> {
  const [found = null] = await objectsOf(scratch, [`${sha}:${path}`]);
  return found?.type === 'blob' ? found.bytes.toString('utf8') : null;
}

/** The files of a commit, each folder looked at once. */
interface Listing {
  readonly sha: string;
  present(paths: readonly string[]): Promise<readonly string[]>;
  size(): Promise<number>;
}

/** One folder in sixteen: ids are spread evenly, so the number of files follows from these. */
const SAMPLED = 16;
const SAMPLE = ['v1', 'layers'].flatMap((top) =>
  Array.from({ length: SAMPLED }, (_, i) => `${top}/${i.toString(16)}0/`),
);

function openListing({ folder, how }: Scratch, sha: string): Listing {
  const listed = new Set<string>();
  const names = new Set<string>();
  async function list(folders: readonly string[]): Promise<void> {
    const fresh = [...new Set(folders)].filter((one) => !listed.has(one));
    if (fresh.length === 0) return;
    const command = ['ls-tree', '-z', '--name-only', sha, '--', ...fresh];
    const { stdout } = await runGit(folder, command, { ...how, lazyFetch: true });
    for (const name of stdout.toString('utf8').split('\0')) if (name !== '') names.add(name);
    for (const one of fresh) listed.add(one);
  }
  return {
    sha,
    async present(paths) {
      await list([...SAMPLE, ...paths.map(folderOf)]);
      return paths.filter((path) => names.has(path));
    },
    async size() {
      await list(SAMPLE);
      return SAMPLED * [...names].filter((name) => SAMPLE.includes(folderOf(name))).length;
    },
  };
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/**
 * Brings commits of the branch by their ids, in one fetch.
 * @returns those that are there; a rewritten branch may name others
 */
export async function fetchCommits(
  { folder, how }: Scratch,
  ref: string,
  shas: readonly string[],
  portion: Portion,
): Promise<ReadonlySet<string>> {
  if (shas.length === 0) return new Set();
  const fetch = ['fetch', ...fetchFlags];
  try {
    await runGit(folder, [...fetch, '--depth=1', filterOf(portion), '--', DATA, ...shas], { ...how, lazyFetch: true });
    return new Set(shas);
  } catch (thrown) {
    if (asFault(thrown).code !== 'missing-commit') throw thrown;
  }
  // One is gone, or this server hands out nothing by its id: the branch with all its ancestors, then.
  await runGit(folder, [...fetch, '--depth=2147483647', '--no-filter', '--', DATA, ref], { ...how, lazyFetch: true });
  const input = shas.map((sha) => `${sha}\n`).join('');
  const { stdout } = await runGit(folder, ['cat-file', '--batch-check'], { ...how, input });
  const lines = stdout.toString('utf8').split('\n');
  return new Set(shas.filter((sha) => lines.some((line) => line.startsWith(`${sha} commit `))));
}

/** Files that are read together; a part of the history is in memory, never all. */
const TOGETHER = 500;

/** Files of a commit that is here with all its files. @param wanted of the paths */
export async function* filesOf(
  scratch: Scratch,
  sha: string,
  wanted: (path: string) => boolean,
): AsyncGenerator<DataFile> {
  const { folder, how } = scratch;
  const { stdout } = await runGit(folder, ['ls-tree', '-r', '-z', sha], { ...how });
  const entries = stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [meta = '', path] = line.split('\t');
      const [, type, id = ''] = meta.split(' ');
      return type === 'blob' && path !== undefined && wanted(path) ? [{ path, id }] : [];
    });
  for (let at = 0; at < entries.length; at += TOGETHER) {
    const some = entries.slice(at, at + TOGETHER);
    // oxlint-disable-next-line no-await-in-loop
    const found = await objectsOf(
      scratch,
      some.map(({ id }) => id),
    );
    for (const [i, { path }] of some.entries())
      yield { path, text: found[i]?.bytes.toString('utf8') ?? '', once: true };
  }
}

interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Objects by id or by any other name that git knows, fetched if they aren't here; null if there is none. */
async function objectsOf({ folder, how }: Scratch, names: readonly string[]): Promise<readonly (GitObject | null)[]> {
  const input = names.map((name) => `${name}\n`).join('');
  const { stdout } = await runGit(folder, ['cat-file', '--batch'], { ...how, input, lazyFetch: true });
  let from = 0;
  return names.map(() => {
    const end = stdout.indexOf('\n', from);
    const header = stdout.toString('utf8', from, end);
    const [, id = '', type = '', size = ''] = /^([0-9a-f]+) (\w+) (\d+)$/.exec(header) ?? [];
    from = end + 1;
    if (type === '') return null;
    const bytes = stdout.subarray(from, from + Number(size));
    from += bytes.length + 1;
    return { id, type, bytes };
  });
}
