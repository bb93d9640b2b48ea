import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { Source } from '#graph/source.ts';
import { lentCredentials } from '#host/git/credentials.ts';
import { openPorcelain } from '#host/git/porcelain.ts';
import { openRepository } from '#host/git/repository.ts';
import { commitSide, gate, line } from '../../support/gate.ts';
import { startGitServer } from '../../support/git-server.ts';
import { net } from '../../support/models.ts';
import { serve } from '../../support/checkout.ts';
import { removeScratch, scratchFolder, testRepository, type TestRepository } from '../../support/repository.ts';

afterAll(removeScratch);
afterEach(() => vi.unstubAllEnvs());

const hasLfs = spawnSync('git', ['lfs', 'version']).status === 0;
const oidOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pointer = (bytes: Uint8Array): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oidOf(bytes)}\nsize ${bytes.length}\n`;

const models = {
  before: net(),
  after: net({ channels: 16 }),
  same: net({ depth: 5 }),
  odd: net({ depth: 3 }),
};
const store = new Map(Object.values(models).map((bytes) => [oidOf(bytes), bytes]));

interface Origin {
  readonly folder: string;
  readonly repo: TestRepository;
  readonly base: string;
  readonly head: string;
}

/** On a server: three models in LFS, of which head changes one and adds one with a name that patterns would mistake. */
function origin(): Origin {
  const folder = scratchFolder();
  const root = join(folder, 'octo/models');
  mkdirSync(root, { recursive: true });
  const repo = testRepository(root);
  repo.git('init', '-q', '-b', 'main');
  serve(repo);
  repo.write('.gitattributes', '*.onnx filter=lfs diff=lfs merge=lfs -text\n');
  repo.write('a.onnx', pointer(models.before));
  repo.write('same.onnx', pointer(models.same));
  repo.git('-c', 'filter.lfs.clean=cat', '-c', 'filter.lfs.required=false', 'add', '-A');
  repo.git('commit', '-q', '-m', 'base');
  const base = repo.git('rev-parse', 'HEAD');
  repo.write('a.onnx', pointer(models.after));
  repo.write('odd, *[x]!.onnx', pointer(models.odd));
  repo.git('-c', 'filter.lfs.clean=cat', '-c', 'filter.lfs.required=false', 'add', '-A');
  repo.git('commit', '-q', '-m', 'head');
  return { folder, repo, base, head: repo.git('rev-parse', 'HEAD') };
}

const downloads = (calls: readonly string[]): readonly string[] =>
  calls.flatMap((call) => /^GET .*\/info\/lfs\/objects\/([0-9a-f]{64})$/.exec(call)?.[1] ?? []).toSorted();

describe.skipIf(!hasLfs)('a real LFS server (skipped without git-lfs: apt-get install git-lfs runs it)', () => {
  test('only the objects of changed models are fetched, each once, with the job’s own credentials', async () => {
    const from = origin();
    const { folder, base, head } = from;
    await using server = await startGitServer(folder, 't0ken', store);
    const url = `${server.url}/octo/models`;
    // As actions/checkout leaves it, at depth 1: no credentials kept, no object fetched.
    const clone = checkoutOf(from, url);
    const lent = await lentCredentials(await openPorcelain(clone.root), server.url, 't0ken', {});
    for (const [name, value] of Object.entries(lent)) vi.stubEnv(name, value);
    await (await openPorcelain(clone.root)).fetch('origin', [base], ['--depth=1', '--filter=blob:none']);
    const report = await gate(clone, base, commitSide(head));
    expect(report.models.map(line)).toEqual([
      'changed a.onnx 202832 → 700576 warn',
      'added odd, *[x]!.onnx - → 350288 skipped',
    ]);
    expect(downloads(server.calls)).toEqual([models.before, models.after, models.odd].map(oidOf).toSorted());
    expect(report.models[0]?.figures.size.head).toBe(BigInt(models.after.length));
    // A second look fetches nothing.
    await gate(clone, base, commitSide(head));
    expect(downloads(server.calls)).toHaveLength(3);
  });

  test.each<readonly [string, ReadonlyMap<string, Uint8Array> | undefined, RegExp]>([
    [
      'the server lacks the object',
      new Map(),
      /a\.onnx is a Git LFS pointer.*can't be fetched: git lfs: .*(?:does not exist|404|not found)/i,
    ],
    ['the server has no LFS', undefined, /a\.onnx is a Git LFS pointer.*can't be fetched: git lfs: /],
    ['the server sends something else', new Map([[oidOf(models.after), models.before]]), /can't be fetched: git lfs: /],
  ])('%s: the model’s own fault', async (_, objects, message) => {
    const from = origin();
    const { folder, head } = from;
    await using server = await startGitServer(folder, undefined, objects);
    const clone = checkoutOf(from, `${server.url}/octo/models`);
    const host = await openRepository(clone.root);
    const [file] = await host.list({ kind: 'commit', sha: head }, (path) => path === 'a.onnx');
    if (file === undefined) throw new Error('a.onnx is there');
    await expect(host.open(file)).rejects.toMatchObject({
      code: 'git-lfs-pointer',
      message: expect.stringMatching(message) as string,
      hint: expect.stringContaining('git lfs fetch origin') as string,
    });
  });
});

test('without git-lfs the hint is to install it', async () => {
  const { repo, head } = origin();
  const host = await openRepository(repo.root);
  const [file] = await host.list({ kind: 'commit', sha: head }, (path) => path === 'a.onnx');
  // Git looks for its extensions on PATH and in its own folder: an empty one of the latter has none.
  vi.stubEnv('PATH', pathWithout('git-lfs'));
  vi.stubEnv('GIT_EXEC_PATH', '');
  if (file === undefined) throw new Error('a.onnx is there');
  const opened: Promise<Source> = host.open(file);
  await expect(opened).rejects.toMatchObject({
    code: 'git-lfs-pointer',
    hint: expect.stringMatching(/git-lfs|git lfs/) as string,
  });
});

/** PATH with a folder that holds nothing but git. */
function pathWithout(_program: string): string {
  const folder = scratchFolder();
  const git = spawnSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).stdout.trim();
  spawnSync('ln', ['-s', git, join(folder, 'git')]);
  return folder;
}

/** What actions/checkout leaves, with its remote at `url`: over the file transport, since git runs while the server's process waits. */
function checkoutOf({ repo, head }: Origin, url: string): TestRepository {
  const folder = join(scratchFolder(), 'checkout');
  mkdirSync(folder);
  const clone = testRepository(folder);
  clone.git('init', '-q', '.');
  clone.git('fetch', '-q', '--no-tags', '--depth=1', `file://${repo.root}`, `+${head}:refs/remotes/origin/main`);
  clone.git('-c', 'filter.lfs.smudge=cat', '-c', 'filter.lfs.required=false', 'checkout', '-q', '--detach', head);
  clone.git('remote', 'add', 'origin', url);
  return clone;
}
