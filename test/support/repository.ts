import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { closedFolder } from '#system/closed-folder.ts';

/** A real git repository in a folder of its own. */
export interface TestRepository {
  readonly root: string;
  /** Runs git there and returns its trimmed output. */
  git(...args: readonly string[]): string;
  write(path: string, content: string | Uint8Array): void;
  remove(path: string): void;
  /** Commits all that lies there and returns the commit's id. */
  commit(message: string): string;
}

/** Git as on a fresh machine: the developer's own settings must not decide what a test sees. */
export const gitEnv: Readonly<Record<string, string | undefined>> = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'C',
  GIT_COMMITTER_EMAIL: 'c@example.org',
};

const scratch: string[] = [];

/** A new folder; `removeScratch` deletes it. */
export function scratchFolder(name = 'flopgate-'): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), name)));
  scratch.push(folder);
  return folder;
}

/** One that nobody else can write to, as a cache has to be: not in the system's temporary folder. */
export function closedScratchFolder(): string {
  // Beside the checkout, or where that itself lies in a folder that others may write, in the user's cache.
  const places = [resolve(import.meta.dirname, '../../.cache'), join(homedir(), '.cache', 'flopgate-tests')];
  const above = places.find((place) => closedFolder(place) !== null);
  if (above === undefined)
    throw new Error(`this test needs a folder that nobody else may write: neither of ${places.join(', ')} is one`);
  mkdirSync(above, { recursive: true, mode: 0o755 });
  const folder = realpathSync(mkdtempSync(join(above, 'closed-')));
  scratch.push(folder);
  return folder;
}

/** For `afterAll`. */
export function removeScratch(): void {
  for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function runGitIn(root: string, args: readonly string[]): string {
  const out = execFileSync('git', ['-C', root, ...args], {
    encoding: 'utf8',
    env: gitEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return out.replace(/\n$/, '');
}

/** @param root a folder that is a repository already, e.g. a clone; absent: a new one */
export function testRepository(root?: string): TestRepository {
  const folder = root ?? scratchFolder();
  const git = (...args: readonly string[]): string => runGitIn(folder, args);
  if (root === undefined) git('init', '-q', '-b', 'main');
  return {
    root: folder,
    git,
    write(path, content) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    },
    remove: (path) => rmSync(join(folder, path)),
    commit(message) {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
  };
}

/** A clone over the file transport, as from a server that allows single commits and partial clones. */
export function cloneOf(origin: TestRepository, ...flags: readonly string[]): TestRepository {
  origin.git('config', 'uploadpack.allowFilter', 'true');
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const folder = join(scratchFolder(), 'clone');
  runGitIn(origin.root, ['clone', '-q', ...flags, `file://${origin.root}`, folder]);
  return testRepository(folder);
}
