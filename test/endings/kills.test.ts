import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seeded } from '#bench/decide/pseudo-random.ts';
import { builtDist } from '../support/built.ts';
import { net } from '../support/models.ts';
import { endOf, livingWith, pause, shell, start, until } from '../support/programs.ts';
import { removeScratch, runGitIn, scratchFolder, testRepository, type TestRepository } from '../support/repository.ts';

/** Kills of each kind: a few here; FLOPGATE_KILLS=200 for an hour of it. */
const KILLS = Number(process.env['FLOPGATE_KILLS'] ?? '4');
const SEED = Number(process.env['FLOPGATE_SEED'] ?? Date.now() % 1_000_000);

let repo: TestRepository;
let origin: TestRepository;
let temp: string;
beforeAll(() => void builtDist());
afterAll(removeScratch);

beforeEach(() => {
  temp = join(scratchFolder(), randomUUID());
  mkdirSync(temp);
  const folder = join(scratchFolder(), 'origin.git');
  runGitIn('.', ['init', '-q', '--bare', '-b', 'main', folder]);
  origin = testRepository(folder);
  origin.git('config', 'uploadpack.allowFilter', 'true');
  repo = testRepository();
  repo.git('remote', 'add', 'origin', `file://${folder}`);
  const build = 'mkdir -p out; cp net.onnx out/made.onnx; sleep 0.2';
  repo.write('.gitignore', 'out/\npage.html*\n');
  repo.write(
    'flopgate.yml',
    `version: 1\nmodels: [{ id: net, path: net.onnx }, { id: made, path: out/made.onnx }]\nbuild: ${JSON.stringify(build)}\n`,
  );
  repo.write('net.onnx', net());
  repo.commit('one');
  repo.write('net.onnx', net({ channels: 9 }));
  repo.commit('two');
});

const env = (): Readonly<Record<string, string>> => ({ TMPDIR: temp, FLOPGATE_CACHE: join(temp, 'cache') });
const ours = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('flopgate-')) : [];

/** Both repositories are whole, nothing of a run lies in the checkout, and nothing of it is locked. */
function expectIntact(): void {
  for (const one of [repo, origin]) expect(one.git('fsck', '--full', '--strict', '--no-dangling')).toBe('');
  expect(repo.git('status', '--porcelain')).toBe('');
  expect(repo.git('worktree', 'list').split('\n')).toHaveLength(1);
  const locks = [repo.root, origin.root].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.lock$|\.tmp$/.test(name)),
  );
  expect(locks).toEqual([]);
}

const commands: readonly (readonly [string, readonly string[]])[] = [
  ['check', ['check', '--base', 'HEAD~1', '--json']],
  ['history record', ['history', 'record']],
  ['dashboard', ['dashboard', '--out', 'page.html']],
];

/** A dashboard needs a history. */
function prepare([command]: readonly string[]): void {
  if (command === 'dashboard') shell('$flopgate history record', { cwd: repo.root, env: env() });
}

/** The end of the page that dashboard writes, where it is there. */
function pageEnd(): string {
  const path = join(repo.root, 'page.html');
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().slice(-'</html>'.length) : 'none';
}

describe.skipIf(process.platform !== 'linux')(`killed at any moment (FLOPGATE_SEED=${SEED})`, () => {
  test.each(commands)('%s: all is whole, and the next run works and sweeps', { timeout: 36e5 }, async (_, args) => {
    prepare(args);
    const random = seeded(SEED);
    for (let i = 0; i < KILLS; i += 1) {
      const run = start(args, { cwd: repo.root, env: env() });
      // One kill after another, each second one while the run has folders.
      if (i % 2 === 0)
        // oxlint-disable-next-line no-await-in-loop
        await until(
          () => ours(temp).length > 0 || run.exitCode !== null,
          (isThere) => isThere,
        );
      // oxlint-disable-next-line no-await-in-loop
      else await Promise.race([pause(50 + random.uniform() * 900), endOf(run)]);
      run.kill('SIGKILL');
      // oxlint-disable-next-line no-await-in-loop
      await endOf(run);
      // oxlint-disable-next-line no-await-in-loop
      await until(
        () => livingWith(temp),
        (lines) => lines.length === 0,
      );
      expect(pageEnd()).toMatch(/^(?:none|<\/html>)$/);
    }
    const { code, stderr } = shell(`$flopgate ${args.join(' ')}`, { cwd: repo.root, env: env() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('internal') as string });
    expect(ours(temp)).toEqual([]);
    expect(ours(join(temp, 'cache/flopgate/builds'))).toEqual([]);
    expectIntact();
  });
});

describe('two at once', () => {
  test.each(commands)('%s: both answer, and all is whole', async (_, args) => {
    prepare(args);
    const both = [1, 2, 3].map(() => start(args, { cwd: repo.root, env: env() }));
    expect(await Promise.all(both.map(endOf))).toEqual([0, 0, 0]);
    expect(ours(temp)).toEqual([]);
    expectIntact();
    const kept = join(temp, 'cache/flopgate/builds');
    const builds = existsSync(kept) ? readdirSync(kept) : [];
    expect(builds.filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([]);
    const records = origin.git('for-each-ref', '--format=%(refname)', 'refs/heads/flopgate-data');
    expect(records === '' ? '1' : origin.git('rev-list', '--count', 'flopgate-data')).toBe('1');
  });
});

/** Each look at the wall clock finds it so far from where the last left it. Loaded by Node before the program. */
const clock = (step: number): string =>
  `let t = Date.now(); const Real = Date; const now = () => (t += ${step});
   globalThis.Date = class extends Real { constructor(...a) { if (a.length === 0) super(now()); else super(...a); } static now() { return now(); } };`;

function runWith(step: number, line: string) {
  const preload = join(scratchFolder(), 'clock.cjs');
  writeFileSync(preload, clock(step));
  return shell(line, { cwd: repo.root, env: { ...env(), NODE_OPTIONS: `--require ${preload}` } });
}

describe('a clock that jumps', () => {
  test.each([3_600_000, -3_600_000])('by %i ms: a busy branch is tried again, and recorded on', (step) => {
    // Somebody else holds the branch while the first push comes.
    const lock = 'refs/heads/flopgate-data.lock';
    const hook = `#!/bin/sh\nif [ -e "${temp}/busy" ]; then rm -f ${lock}; else touch "${temp}/busy" ${lock}; fi\n`;
    mkdirSync(join(origin.root, 'hooks'), { recursive: true });
    writeFileSync(join(origin.root, 'hooks/update'), hook, { mode: 0o755 });
    const { code, stderr } = runWith(step, '$flopgate history record');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(existsSync(join(temp, 'busy'))).toBe(true);
    expectIntact();
  });

  test.each([86_400_000, -86_400_000])('by %i ms: check, history, dashboard and badge answer', (step) => {
    for (const line of [
      'check --base HEAD~1',
      'history record',
      'history show net',
      'dashboard --out page.html',
      'badge net',
    ])
      expect({ line, code: runWith(step, `$flopgate ${line}`).code }).toEqual({ line, code: 0 });
    expectIntact();
  });
});
