/**
 * Writes runtimes/onnxruntime-node/hashes.json: SHA-256 of every file of the runtime that the lock beside it pins, for all
 * platforms, as npm installs it (about 100 MB are fetched). To be run when the lock changes: `npm run runtime-hashes`.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { filesBelow, hashOf } from '../src/bench/runtime/runtime-hashes.ts';

const manifest = resolve(import.meta.dirname, '../runtimes/onnxruntime-node');
/** What a worker loads: the package and the one that it requires. The rest of the lock is its installer's. */
const packages = ['onnxruntime-common', 'onnxruntime-node'];

const folder = mkdtempSync(join(tmpdir(), 'runtime-hashes-'));
try {
  for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(manifest, name), join(folder, name));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  const root = join(folder, 'node_modules');
  const paths = packages.flatMap((name) => [...filesBelow(root, name)].map(({ path }) => path)).toSorted();
  const files = Object.fromEntries(paths.map((path) => [path, hashOf(join(root, path))]));
  const { version } = JSON.parse(readFileSync(join(root, 'onnxruntime-node/package.json'), 'utf8')) as {
    version: string;
  };
  writeFileSync(join(manifest, 'hashes.json'), `${JSON.stringify({ version, files }, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
