import { lstatSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildNote, BuildOrder, BuildSide } from '#graph/build.ts';
import { asFault, Fault } from '#graph/fault.ts';
import type { Source } from '#graph/source.ts';
import type { FileChange, Tree, TreeFile } from '#graph/tree.ts';
import { makeTempFolder } from '#system/temp.ts';
import { buildKey, hashOf, keepBuild, keptBuild, type BuiltFile } from './kept.ts';
import { buildEnvironment, checkEvent } from './variables.ts';
import { runCommand } from './run-build.ts';
import { layOut, treeId } from './tree.ts';
import { listFolder } from '#host/files/models.ts';
import type { Repository } from '#host/git/repository.ts';
import { besideInTree } from '#host/source/beside.ts';
import { openFile } from '#host/source/file.ts';
import { openModelFile } from '#host/source/open.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A repository that can build: from then on its trees hold what was made, too. */
export interface BuildingRepository extends Repository {
  /** @throws Fault `build-refused` */
  build(order: BuildOrder): Promise<readonly BuildNote[]>;
}

/** What a side's build made, and what it should have made but did not. */
interface Outcome {
  readonly note: BuildNote;
  readonly files: readonly BuiltFile[];
  readonly missing: readonly string[];
}

/** Ids of files that git doesn't have; no object of git is named so. */
const BUILT = 'built-';
const MISSING = 'missing-';

const keyOf = (tree: Tree): string => (tree.kind === 'commit' ? tree.sha : 'worktree');
const isOurs = ({ id }: TreeFile): boolean => id?.startsWith(BUILT) === true || id?.startsWith(MISSING) === true;

/**
 * A repository with the team's own build over it: it runs in a folder that holds the revision's files and nothing else, with an
 * environment without tokens, for a limited time.
 */
export function withBuilds(repository: Repository, env: Environment = process.env): BuildingRepository {
  const made = new Map<string, Outcome>();

  const extra = (tree: Tree, wanted: (path: string) => boolean): readonly TreeFile[] => ownFiles(made, tree, wanted);
  const list = async (tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]> =>
    merged(await repository.list(tree, wanted), extra(tree, wanted));
  const bytes = async (file: TreeFile): Promise<bigint | null> =>
    isOurs(file) ? BigInt(builtOf(made, file)?.bytes ?? 0) : repository.bytes(file);
  const facts = async (file: TreeFile): Promise<{ readonly bytes: number | null; readonly oid: null }> => {
    const size = await bytes(file);
    return { bytes: size === null ? null : Number(size), oid: null };
  };
  const open = async (file: TreeFile): Promise<Source> => ({
    ...(await (isOurs(file) ? openBuilt(made, file) : repository.open(file))),
    beside: besideInTree({ list, open, facts }, file),
  });

  return {
    ...repository,
    async build(order) {
      checkEvent(env);
      const notes: BuildNote[] = [];
      for (const [side, what] of [['base', order.base] as const, ['head', order.head] as const]) {
        if (what === null) continue;
        // Base first, so that head's code comes too late to touch it.
        // oxlint-disable-next-line no-await-in-loop
        const outcome = await buildSide(repository, side, what, order, env);
        made.set(keyOf(what.tree), outcome);
        notes.push(outcome.note);
      }
      return notes;
    },
    list,
    async diff(base, head, wanted) {
      const found = await repository.diff(base, head, wanted);
      const [before, after] = [base === null ? [] : extra(base, wanted), extra(head, wanted)];
      return { ...found, files: withBuilt(found.files, before, after) };
    },
    prefetch: async (files) => repository.prefetch(files.filter((file) => !isOurs(file))),
    open,
    start: async (file, length) => (isOurs(file) ? startOfBuilt(made, file, length) : repository.start(file, length)),
    bytes,
  };
}

type Made = ReadonlyMap<string, Outcome>;

/** The files of a tree that aren't git's: what its build made, and stand-ins for what it did not make. */
function ownFiles(made: Made, tree: Tree, wanted: (path: string) => boolean): readonly TreeFile[] {
  const outcome = made.get(keyOf(tree));
  if (outcome === undefined) return [];
  return [
    ...outcome.files.map(({ path, hash }): TreeFile => ({ tree, path, id: `${BUILT}${hash}` })),
    ...outcome.missing.map((path): TreeFile => ({ tree, path, id: `${MISSING}${outcome.note.side}` })),
  ].filter(({ path }) => wanted(path));
}

const builtOf = (made: Made, { tree, path }: TreeFile): BuiltFile | undefined =>
  made.get(keyOf(tree))?.files.find((file) => file.path === path);

function startOfBuilt(made: Made, file: TreeFile, length: number): Uint8Array {
  const built = builtOf(made, file);
  if (built === undefined) throw notMade(file, made.get(keyOf(file.tree))?.note);
  const source = openFile(built.file, file.path);
  try {
    return source.read(0, length);
  } finally {
    source.close();
  }
}

function openBuilt(made: Made, file: TreeFile): Source {
  const built = builtOf(made, file);
  if (built !== undefined) return openModelFile(built.file, file.path);
  throw notMade(file, made.get(keyOf(file.tree))?.note);
}

function merged(files: readonly TreeFile[], more: readonly TreeFile[]): readonly TreeFile[] {
  if (more.length === 0) return files;
  const known = new Set(files.map(({ path }) => path));
  const all = [...files, ...more.filter(({ path }) => !known.has(path))];
  return all.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Git's own changes, with those of built files; a file that git has on one side only is joined with the built one of the other. */
function withBuilt(
  files: readonly FileChange[],
  before: readonly TreeFile[],
  after: readonly TreeFile[],
): readonly FileChange[] {
  const found = new Map(files.map((change) => [change.path, change]));
  for (const side of ['base', 'head'] as const) {
    for (const file of side === 'base' ? before : after) {
      const { base = null, head = null } = found.get(file.path) ?? {};
      const change = { path: file.path, base, head };
      found.set(file.path, change[side] === null ? { ...change, [side]: file } : change);
    }
  }
  return [...found.values()]
    .filter(({ base, head }) => base?.id !== head?.id || base?.id === null || base?.id?.startsWith(MISSING) === true)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function notMade({ path }: TreeFile, note: BuildNote | undefined): Fault {
  const side = note?.side ?? 'head';
  const why = note?.problem ?? 'it ended well, but left no such file';
  const last = note?.log.split('\n').at(-1)?.slice(0, 300) ?? '';
  return new Fault(
    'build-failed',
    `${path} was to be made by the build at ${side}: ${why}`,
    last === '' ? 'run the command of build: by hand' : `it said last: ${last}`,
  );
}

async function buildSide(
  repository: Repository,
  side: 'base' | 'head',
  what: BuildSide,
  order: BuildOrder,
  env: Environment,
): Promise<Outcome> {
  // Built models are read until the very end, which removes it.
  const { path: scratch } = makeTempFolder(`build${side}`);
  const note = { side, command: what.run.slice(0, 2000), models: 0, seconds: 0, log: '' };
  // What a build at base that went well didn't make is new at head.
  const due = side === 'head' ? what.expected : [];
  try {
    const id = await treeId(repository.root, what.tree, scratch);
    const key = buildKey(['1', id, what.run, order.policy, process.platform, process.arch]);
    const kept = await keptBuild(key, env);
    if (kept !== null) return outcomeOf({ ...note, outcome: 'cached', log: kept.log, problem: null }, kept.files, due);
    const folder = join(scratch, 'tree');
    await layOut(repository.root, id, folder, scratch);
    const before = new Set(listFolder(folder, order.wanted));
    const sha = what.tree.kind === 'commit' ? what.tree.sha : '';
    const own = { FLOPGATE_BUILD: side, FLOPGATE_SHA: sha, TMPDIR: tmpdir() };
    const end = await runCommand(what.run, { cwd: folder, env: buildEnvironment(env, own), timeoutMs: what.timeoutMs });
    const told = { ...note, seconds: end.seconds, log: end.log };
    if (end.timedOut)
      return outcomeOf(
        { ...told, outcome: 'timed-out', problem: `it took longer than ${what.timeoutMs / 1000} s and was stopped` },
        [],
        what.expected,
      );
    if (end.code !== 0)
      return outcomeOf(
        { ...told, outcome: 'failed', problem: `it ended with exit code ${end.code}` },
        [],
        what.expected,
      );
    const files = await collect(folder, order.wanted, before);
    keepBuild(key, env, files, end.log);
    return outcomeOf({ ...told, outcome: 'built', problem: null }, files, due);
  } catch (thrown) {
    return outcomeOf(
      { ...note, outcome: 'failed', problem: asFault(thrown).message.slice(0, 2000) },
      [],
      what.expected,
    );
  }
}

function outcomeOf(note: Omit<BuildNote, 'models'>, files: readonly BuiltFile[], expected: readonly string[]): Outcome {
  const made = new Set(files.map(({ path }) => path));
  return { note: { ...note, models: files.length }, files, missing: expected.filter((path) => !made.has(path)) };
}

/** The models that lie there now and didn't before: regular files only, no link that leads elsewhere. */
async function collect(
  folder: string,
  wanted: (path: string) => boolean,
  before: ReadonlySet<string>,
): Promise<readonly BuiltFile[]> {
  const files: BuiltFile[] = [];
  for (const path of listFolder(folder, wanted)) {
    if (before.has(path)) continue;
    const file = join(folder, path);
    const stat = lstatSync(file);
    if (!stat.isFile()) continue;
    // One large file at a time.
    // oxlint-disable-next-line no-await-in-loop
    files.push({ path, file, hash: await hashOf(file), bytes: stat.size });
  }
  return files;
}
