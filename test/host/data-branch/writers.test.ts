import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openHistoryBranch } from '../../../src/host/data-branch/data-branch.ts';
import { gitEnv, removeScratch, runGitIn, scratchFolder, testRepository } from '../../support/repository.ts';

const cli = resolve(import.meta.dirname, '../../support/history-writer-cli.ts');

afterAll(removeScratch);

interface Writer {
  readonly sha: string;
  readonly text: string;
  readonly said: string;
  readonly code: number | null;
  readonly errors: string;
}

const FIRST = 1_700_000_000;

/** A process of its own; killed with all its children after `killAt` ms. */
async function write(cwd: string, sha: string, at: number, volume: number, killAt: number | null): Promise<Writer> {
  const text = `${JSON.stringify({ sha, committedAt: new Date((FIRST + at) * 1000).toISOString() })}\n`;
  const child = spawn(process.execPath, [cli, sha, text, String(FIRST + at), String(volume)], {
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

// Ids of folders by which a volume's size is told: each counts as sixteen, so that a volume of 64 holds four.
test.each([
  { volume: 1000, volumes: 1 },
  { volume: 64, volumes: 3 },
])(
  'twenty writers at once, half of them killed at random moments, in $volumes volumes or more: all that was acknowledged is there, once, and the branch is whole',
  async ({ volume, volumes }) => {
    const origin = join(scratchFolder(), 'origin.git');
    runGitIn('.', ['init', '-q', '--bare', origin]);
    runGitIn(origin, ['config', 'uploadpack.allowFilter', 'true']);
    const clone = testRepository();
    clone.git('remote', 'add', 'origin', `file://${origin}`);
    const shas = Array.from({ length: 20 }, (_, i) => `${(i % 16).toString(16)}0${randomBytes(19).toString('hex')}`);
    const writers = await Promise.all(
      shas.map((sha, i) => write(clone.root, sha, i, volume, i % 2 === 0 ? null : 600 + Math.random() * 5000)),
    );

    const survivors = writers.filter((_, i) => i % 2 === 0);
    expect(survivors.map(({ errors, said }) => errors + said)).toEqual(
      survivors.map(() => expect.stringMatching(/^acknowledged written after \d+\n$/)),
    );
    const branch = await openHistoryBranch(clone.root, 'flopgate-data');
    const records = new Map<string, string>();
    const whole = await branch.whole();
    for await (const { path, text } of whole.files()) {
      if (!path.startsWith('v1/')) continue;
      expect(records.has(path)).toBe(false);
      records.set(path, text);
    }
    branch.close();
    expect(whole.problems).toEqual([]);
    for (const { sha, text, said } of writers) {
      const path = `v1/${sha.slice(0, 2)}/${sha}.json`;
      if (said === '' && !records.has(path)) continue;
      expect(records.get(path)).toBe(text);
    }
    // One commit a record, each adding one file: nothing was lost on the way, nothing written twice; only a closed volume's files go.
    const log = runGitIn(origin, ['log', '--format=%s', '--name-status', '--no-renames', 'flopgate-data']).split('\n');
    const added = log.filter((line) => line.startsWith('A\tv1/'));
    const closed = log.filter((line) => line.startsWith('D\t')).length;
    expect(added).toHaveLength(records.size);
    expect(new Set(added).size).toBe(added.length);
    const tip = runGitIn(origin, ['ls-tree', '-r', '--name-only', 'flopgate-data', '--', 'v1/']).split('\n');
    expect(closed).toBe(records.size - tip.length);
    expect(closed / 4).toBe(volumes === 1 ? 0 : Math.ceil(records.size / 4) - 1);
    expect(closed / 4 + 1).toBeGreaterThanOrEqual(volumes);
    expect(log.filter((line) => line.startsWith('M\t') && line !== 'M\tolder.json')).toEqual([]);
    expect(runGitIn(origin, ['fsck', '--strict', '--full', '--no-dangling'])).toBe('');
    expect(runGitIn(clone.root, ['for-each-ref'])).toBe('');
  },
);
