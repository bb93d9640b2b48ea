import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const cache = join(root, '.cache/dist-test');

/**
 * Folder of dist/ as src/ builds to at this moment, built once for each state of the sources; so that the tests see what is
 * written, whether or not dist/ has been built anew since. (That dist/ itself is up to date is dist:check's business.)
 */
export function builtDist(): string {
  const files = [...globSync('src/**/*.ts', { cwd: root }), 'package-lock.json', 'tools/build.ts', 'tools/licences.ts'];
  const hash = createHash('sha256');
  for (const file of files.toSorted()) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  const folder = join(cache, hash.digest('hex').slice(0, 16));
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const old = globSync('*', { cwd: cache });
  const aside = join(cache, `.${randomUUID()}`);
  execFileSync(process.execPath, [join(root, 'tools/build.ts'), '--out', aside], { cwd: root, stdio: 'pipe' });
  try {
    renameSync(aside, folder);
    for (const name of old) rmSync(join(cache, name), { recursive: true, force: true });
  } catch {
    // Another test file has built the same in the meantime.
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}
