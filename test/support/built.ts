import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const cache = join(root, '.cache/dist-test');
/** Builds older than that are taken away; younger ones may be in use by a test that goes on at the same time. */
const KEPT_MS = 3_600_000;

let built: string | null = null;

/**
 * Folder of dist/ as src/ builds to at this moment, built once for each state of the sources; so that the tests see what is
 * written, whether or not dist/ has been built anew since. (That dist/ itself is up to date is dist:check's business.)
 */
export function builtDist(): string {
  built ??= build();
  return built;
}

function build(): string {
  const files = [
    ...globSync('src/**/*.ts', { cwd: root }),
    'package-lock.json',
    'tools/build.ts',
    'tools/chunks.ts',
    'tools/bundle.ts',
    'tools/dashboard.ts',
    'tools/licences.ts',
  ];
  const hash = createHash('sha256');
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  const folder = join(cache, hash.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const aside = join(cache, `.${randomUUID()}`);
  execFileSync(process.execPath, [join(root, 'tools/build.ts'), '--out', aside], { cwd: root, stdio: 'pipe' });
  try {
    renameSync(aside, folder);
    removeOld();
  } catch {
    // Another test file has built the same in the meantime.
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}

function removeOld(): void {
  for (const name of globSync('*', { cwd: cache })) {
    const path = join(cache, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}
