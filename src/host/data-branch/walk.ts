import { once } from 'node:events';
import type { TreeFile } from '#graph/tree.ts';
import { gitFault, runGit, startGit } from '#host/git/run-git.ts';
import { parentsOf } from '#host/git/revision.ts';
import { listTree } from '#host/git/trees.ts';

export interface WalkedCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  /** ISO 8601. */
  readonly committedAt: string;
  readonly subject: string;
}

const format = '%H%x00%P%x00%cI%x00%s';

/**
 * A commit as it names itself: with the parents that a shallow clone lacks, too.
 * @throws Fault if the commit isn't here
 */
export async function readCommit(repository: string, sha: string): Promise<WalkedCommit> {
  const command = [
    'show',
    '-s',
    '-z',
    '--no-ext-diff',
    '--no-textconv',
    '--format=%H%x00%cI%x00%s',
    '--end-of-options',
    sha,
    '--',
  ];
  const { stdout } = await runGit(repository, command);
  const [id = '', committedAt = '', subject = ''] = stdout.toString('utf8').split('\0');
  return { sha: id, parents: await parentsOf(repository, id), committedAt, subject };
}

/**
 * The commits of `A..B` along first parents, oldest first, each with all its wanted files. One git process lists what every commit
 * changed; no file is read, and no more than one commit's listing is held.
 * @throws Fault as `runGit`
 */
export async function* walkCommits(
  repository: string,
  range: string,
  wanted: (path: string) => boolean,
): AsyncGenerator<{ readonly commit: WalkedCommit; readonly files: readonly TreeFile[] }> {
  const flags = [
    '--first-parent',
    '-m',
    '--reverse',
    '--raw',
    '-z',
    '--no-renames',
    '--no-abbrev',
    '--no-ext-diff',
    '--no-textconv',
    '--root',
  ];
  const log = ['log', ...flags, `--format=%x01${format}`, '--end-of-options', range, '--'];
  const files = new Map<string, string>();
  let commit: WalkedCommit | null = null;
  let first = true;
  for await (const { header, changes } of entries(repository, log)) {
    commit = header;
    if (first) {
      // What the first commit doesn't change is there all the same.
      const tree = { kind: 'commit', sha: commit.sha } as const;
      for (const { path, id } of await listTree(repository, tree, wanted)) if (id !== null) files.set(path, id);
      first = false;
    } else
      for (const { path, mode, id } of changes) {
        if (!wanted(path)) continue;
        if (mode.startsWith('100')) files.set(path, id);
        else files.delete(path);
      }
    const tree = { kind: 'commit', sha: commit.sha } as const;
    const listed = [...files].map(([path, id]): TreeFile => ({ tree, path, id }));
    yield { commit, files: listed.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
  }
}

interface Entry {
  readonly header: WalkedCommit;
  readonly changes: { readonly path: string; readonly mode: string; readonly id: string }[];
}

/** Fields of the log: four of a commit, the first after \1, then two of each change. */
async function* entries(repository: string, args: readonly string[]): AsyncGenerator<Entry> {
  let entry: { fields: string[]; changes: Entry['changes'] } | null = null;
  let change = '';
  for await (const raw of fieldsOf(repository, args)) {
    if (entry !== null && entry.fields.length < 4) entry.fields.push(raw);
    else if (entry !== null && change !== '') {
      const [, mode = '', , id = ''] = change.split(' ');
      entry.changes.push({ path: raw, mode, id });
      change = '';
    } else if (raw.startsWith('\u0001')) {
      if (entry !== null) yield done(entry);
      entry = { fields: [raw.slice(1)], changes: [] };
    } else change = raw.replace(/^\n/, '');
  }
  if (entry !== null) yield done(entry);
}

function done({ fields, changes }: { fields: string[]; changes: Entry['changes'] }): Entry {
  const [sha = '', parents = '', committedAt = '', subject = ''] = fields;
  return { header: { sha, parents: parents.split(' ').filter((one) => one !== ''), committedAt, subject }, changes };
}

async function* fieldsOf(repository: string, args: readonly string[]): AsyncGenerator<string> {
  const git = startGit(repository, args);
  const exit = once(git, 'close');
  exit.catch(() => undefined);
  let said = '';
  git.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 1 << 16) said += text;
  });
  let rest = '';
  try {
    for await (const chunk of (git.stdout?.setEncoding('utf8') ?? []) as AsyncIterable<string>) {
      const parts = (rest + chunk).split('\0');
      rest = parts.pop() ?? '';
      yield* parts;
    }
    const [code] = (await exit) as [number | null];
    if (code !== 0) throw gitFault('log', said);
  } finally {
    git.kill();
  }
}
