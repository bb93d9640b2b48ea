import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { recordPath } from '../../../src/history/record.ts';
import { readHistory } from '../../../src/gate/history/read-history.ts';
import { backfill, recordHead } from '../../../src/gate/history/story.ts';
import { readLatest } from '../../../src/gate/history/write-history.ts';
import { openRepository, type Repository } from '../../../src/host/git/repository.ts';
import { openHistoryBranch, type HistoryBranch } from '../../../src/host/data-branch/data-branch.ts';
import { readCommit, walkCommits } from '../../../src/host/data-branch/walk.ts';
import { resnet18, resnet50 } from '../../support/model-repository.ts';
import {
  gitEnv,
  removeScratch,
  runGitIn,
  scratchFolder,
  testRepository,
  type TestRepository,
} from '../../support/repository.ts';

afterAll(removeScratch);

const data = 'flopgate-data';
/** Every append closes what is there. */
const each = { volume: 0 };

let origin: TestRepository;
let clone: TestRepository;
let repository: Repository;
let shas: readonly string[];

/** The clocks go wrong: the second commit was made ten years before the first. */
const days = ['2030-05-01', '2020-05-01', '2025-05-01', '2025-05-02'];

beforeEach(async () => {
  const folder = join(scratchFolder(), 'origin.git');
  runGitIn('.', ['init', '-q', '--bare', '-b', 'main', folder]);
  origin = testRepository(folder);
  origin.git('config', 'uploadpack.allowFilter', 'true');
  clone = testRepository();
  clone.git('remote', 'add', 'origin', `file://${origin.root}`);
  clone.write('flopgate.yml', 'version: 1\nmodels: [{ id: net, path: net.onnx, dims: { N: 1, H: 224, W: 224 } }]\n');
  shas = days.map((day, i) => {
    clone.write('net.onnx', (i < 2 ? resnet18 : resnet50).file);
    clone.git('add', '-A');
    const tree = clone.git('write-tree');
    const parent = i === 0 ? [] : ['-p', 'HEAD'];
    const env = { ...gitEnv, GIT_COMMITTER_DATE: `${day}T12:00:00Z` };
    const command = ['-C', clone.root, 'commit-tree', tree, ...parent, '-m', `commit ${i}`];
    const sha = execFileSync('git', command, { env, encoding: 'utf8' }).trim();
    clone.git('update-ref', 'HEAD', sha);
    return sha;
  });
  repository = await openRepository(clone.root);
});

async function within<T>(options: { readonly volume: number }, use: (branch: HistoryBranch) => Promise<T>): Promise<T> {
  const branch = await openHistoryBranch(clone.root, data, options);
  try {
    return await use(branch);
  } finally {
    branch.close();
  }
}

const recorded = async (sha: string, options = each): Promise<string> =>
  within(options, async (branch) => {
    const commit = await readCommit(clone.root, sha);
    return (await recordHead(repository, branch, commit, { version: 'test' })).kind;
  });
const all = async () => within(each, async (branch) => readHistory(await branch.whole()));
const inTip = (): readonly string[] =>
  origin
    .git('ls-tree', '-r', '--name-only', data)
    .split('\n')
    .filter((path) => path.startsWith('v1/'));
/** Paths of records that commits of the branch added. */
const addedEver = (): readonly string[] =>
  origin
    .git('log', '--format=', '--name-status', '--no-renames', data)
    .split('\n')
    .filter((line) => line.startsWith('A\tv1/'));
const older = (): { readonly volumes: readonly { readonly tip: string; readonly times: unknown }[] } =>
  JSON.parse(origin.git('show', `${data}:older.json`)) as ReturnType<typeof older>;

async function recordAll(): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop
  for (const sha of shas) expect(await recorded(sha)).toBe('written');
}

describe('volumes', () => {
  test('each holds its own, the tip names them, a plain clone has them, and all are read as one history', async () => {
    await recordAll();
    expect(inTip()).toEqual([recordPath(shas[3] ?? '')]);
    const tips = origin.git('log', '--reverse', '--format=%H', data).split('\n');
    const seconds = days.map((day) => Date.parse(`${day}T12:00:00Z`) / 1000);
    expect(older().volumes).toEqual(tips.slice(0, 3).map((tip, i) => ({ tip, times: [[seconds[i], seconds[i]]] })));
    expect(origin.git('fsck', '--strict', '--no-dangling')).toBe('');
    const copy = scratchFolder();
    runGitIn(copy, ['clone', '-q', '--branch', data, `file://${origin.root}`, '.']);
    for (const [i, sha] of shas.entries())
      expect(runGitIn(copy, ['show', `${tips[i]}:${recordPath(sha)}`])).toContain(`"sha":"${sha}"`);
    const { history, layers, problems } = await all();
    expect(problems).toEqual([]);
    expect(history.map(({ sha }) => sha)).toEqual(shas);
    // The second version's layers stand in the third volume, the first's in the first.
    expect([...layers.keys()].toSorted()).toEqual(
      [...new Set(history.flatMap(({ models }) => models.map(({ key }) => key)))].toSorted(),
    );
    expect(layers.size).toBe(2);
  });

  test('a commit that stands in any of them is not recorded again: one by one, and by a backfill', async () => {
    await recordAll();
    const before = origin.git('rev-parse', data);
    for (const sha of shas)
      // oxlint-disable-next-line no-await-in-loop
      expect(await recorded(sha, { volume: 1000 })).toBe('present');
    expect(origin.git('rev-parse', data)).toBe(before);
    await within(each, async (branch) =>
      backfill(repository, branch, {
        version: 'test',
        policyOf: shas[3] ?? '',
        walk: (wanted) => walkCommits(clone.root, 'HEAD', wanted),
        progress: () => undefined,
      }),
    );
    expect(new Set(addedEver()).size).toBe(addedEver().length);
    expect(addedEver()).toHaveLength(4);
  });

  test('the newest commit’s record is found where a late one began the next volume', async () => {
    await recorded(shas[3] ?? '');
    await recorded(shas[2] ?? '');
    expect(inTip()).toEqual([recordPath(shas[2] ?? '')]);
    const latest = await within(each, async (branch) => readLatest(await branch.tip()));
    expect(latest?.sha).toBe(shas[3]);
  });

  test('thrown back over a roll-over, or deleted: the next record goes on top of what is there', async () => {
    await recorded(shas[0] ?? '');
    const first = origin.git('rev-parse', data);
    await recorded(shas[1] ?? '');
    origin.git('update-ref', `refs/heads/${data}`, first);
    await recorded(shas[2] ?? '');
    expect(older().volumes.map(({ tip }) => tip)).toEqual([first]);
    expect((await all()).history.map(({ sha }) => sha)).toEqual([shas[2], shas[0]]);
    expect(await recorded(shas[1] ?? '')).toBe('written');
    origin.git('update-ref', '-d', `refs/heads/${data}`);
    expect(await recorded(shas[0] ?? '')).toBe('written');
    expect(origin.git('rev-list', '--count', data)).toBe('1');
  });

  test('a server that hands out nothing by its id', async () => {
    await recordAll();
    clone.git('config', 'protocol.version', '0');
    origin.git('config', 'uploadpack.allowFilter', 'false');
    expect((await all()).history.map(({ sha }) => sha)).toEqual(shas);
    expect(await recorded(shas[0] ?? '')).toBe('present');
  });
});

/** A commit on the branch made by hand. */
function byHand(path: string, text: string): void {
  const writer = testRepository(scratchFolder());
  writer.git('clone', '-q', '--branch', data, `file://${origin.root}`, '.');
  writer.write(path, text);
  writer.commit('by hand');
  writer.git('push', '-q', 'origin', `HEAD:${data}`);
}

describe('what others did to the branch', () => {
  test('a volume that the remote has no more is told; what it held can be recorded again', async () => {
    await recorded(shas[0] ?? '');
    await recorded(shas[1] ?? '');
    const gone = 'd'.repeat(40);
    const [{ times } = { times: null }] = older().volumes;
    byHand('older.json', JSON.stringify({ schema: 'flopgate/older/1', volumes: [{ tip: gone, times }] }));
    const { history, problems } = await all();
    expect(history.map(({ sha }) => sha)).toEqual([shas[1]]);
    expect(problems).toEqual([expect.stringContaining(gone)]);
    expect(await recorded(shas[0] ?? '')).toBe('written');
  });

  test.each([
    '',
    '[]',
    '{"schema":"flopgate/older/2","volumes":[]}',
    '{"schema":"flopgate/older/1","volumes":[{"tip":"--all"}]}',
  ])('older.json that says %j: what is there is shown, nothing is written over it', async (text) => {
    await recorded(shas[0] ?? '');
    byHand('older.json', text);
    const { history, problems } = await all();
    expect(history.map(({ sha }) => sha)).toEqual([shas[0]]);
    expect(problems).toEqual([expect.stringContaining('older.json')]);
    await expect(recorded(shas[1] ?? '')).rejects.toMatchObject({ code: 'bad-older' });
  });

  test('a record that stands in two volumes counts once, as it was written first', async () => {
    await recorded(shas[0] ?? '');
    const path = recordPath(shas[0] ?? '');
    const text = origin.git('show', `${data}:${path}`);
    await recorded(shas[1] ?? '');
    byHand(path, text.replace('commit 0', 'another'));
    expect((await all()).history.map(({ subject }) => subject)).toEqual(['commit 0', 'commit 1']);
  });
});

test('a branch from before there were volumes: the first append closes it, at its records’ own times', async () => {
  const files = Array.from({ length: 400 }, (_, i) => {
    const sha = `${(i % 256).toString(16).padStart(2, '0')}${String(i).padStart(38, '0')}`;
    const committedAt = new Date(1_600_000_000_000 + i * 86_400_000).toISOString();
    const text = JSON.stringify({ schema: 'flopgate/record/1', sha, committedAt, models: [] });
    return `M 100644 inline ${recordPath(sha)}\ndata ${text.length}\n${text}\n`;
  });
  const stream = `commit refs/heads/${data}\ncommitter a <a> 1600000000 +0000\ndata 1\nx\n${files.join('')}`;
  execFileSync('git', ['-C', origin.root, 'fast-import', '--quiet'], { input: stream });
  const tip = origin.git('rev-parse', data);
  // 400 files are found to be about as many by a sample of them.
  expect(await recorded(shas[0] ?? '', { volume: 600 })).toBe('written');
  expect(inTip()).toHaveLength(401);
  origin.git('update-ref', `refs/heads/${data}`, tip);
  expect(await recorded(shas[0] ?? '', { volume: 300 })).toBe('written');
  expect(inTip()).toEqual([recordPath(shas[0] ?? '')]);
  const [{ times } = { times: null }] = older().volumes;
  const spans = times as readonly (readonly [number, number])[];
  expect([spans[0]?.[0], spans.at(-1)?.[1]]).toEqual([1_600_000_000, 1_600_000_000 + 399 * 86_400]);
  expect((await all()).history).toHaveLength(401);
});
