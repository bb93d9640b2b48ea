import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { gitEnv, removeScratch, runGitIn, scratchFolder, testRepository } from '../support/repository.ts';

const cli = resolve(import.meta.dirname, '../support/history-writer-cli.ts');

afterAll(removeScratch);

interface Writer {
  readonly sha: string;
  readonly text: string;
  readonly said: string;
  readonly code: number | null;
  readonly errors: string;
}

/** A process of its own; killed with all its children after `killAt` ms. */
async function write(cwd: string, sha: string, killAt: number | null): Promise<Writer> {
  const text = `{"sha":"${sha}"}\n`;
  const child = spawn(process.execPath, [cli, sha, text], {
    cwd,
    env: { ...gitEnv, RUNNER_TEMP: scratchFolder() },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, errors] = ['', ''];
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const closed = once(child, 'exit');
  if (killAt !== null) {
    await Promise.race([closed, sleep(killAt)]);
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  const [code] = (await closed) as [number | null];
  return { sha, text, said, code, errors };
}

test('twenty writers at once, half of them killed at random moments: all that was acknowledged is there, once, and the branch is whole', async () => {
  const origin = join(scratchFolder(), 'origin.git');
  runGitIn('.', ['init', '-q', '--bare', origin]);
  runGitIn(origin, ['config', 'uploadpack.allowFilter', 'true']);
  const clone = testRepository();
  clone.git('remote', 'add', 'origin', `file://${origin}`);
  const shas = Array.from({ length: 20 }, () => randomBytes(20).toString('hex'));
  const writers = await Promise.all(
    shas.map((sha, i) => write(clone.root, sha, i % 2 === 0 ? null : 600 + Math.random() * 5000)),
  );

  const survivors = writers.filter((_, i) => i % 2 === 0);
  expect(survivors.map(({ errors, said }) => errors + said)).toEqual(
    survivors.map(() => expect.stringMatching(/^acknowledged written after \d+\n$/)),
  );
  const tree = runGitIn(origin, ['ls-tree', '-r', '--name-only', 'flopgate-data']).split('\n');
  expect(new Set(tree).size).toBe(tree.length);
  for (const { sha, text, said } of writers) {
    const path = `v1/${sha.slice(0, 2)}/${sha}.json`;
    if (said === '' && !tree.includes(path)) continue;
    expect(runGitIn(origin, ['cat-file', 'blob', `flopgate-data:${path}`])).toBe(text.trimEnd());
  }
  const records = tree.filter((path) => path.startsWith('v1/'));
  // One commit a record, each adding one file to what was there: nothing was lost on the way, nothing written twice.
  const log = runGitIn(origin, ['log', '--format=%s', '--name-status', '--no-renames', 'flopgate-data']).split('\n');
  expect(log.filter((line) => line.startsWith('A\tv1/'))).toHaveLength(records.length);
  expect(log.filter((line) => /^[DM]\t/.test(line))).toEqual([]);
  expect(runGitIn(origin, ['fsck', '--strict', '--full', '--no-dangling'])).toBe('');
  expect(runGitIn(clone.root, ['for-each-ref'])).toBe('');
});
