import { spawn } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'rolldown';
import { scratchFolder } from './repository.ts';

/** A copy of src/ to change, for trials of what a newcomer would add. */
const root = resolve(import.meta.dirname, '../..');

export function copySource(prefix: string): string {
  const folder = scratchFolder(prefix);
  cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return folder;
}

/** Builds the command line of a copy, in chunks named by their files; the path of its entry. */
export async function buildCopy(folder: string): Promise<string> {
  const dir = join(folder, 'built');
  await build({
    cwd: folder,
    input: { cli: join(folder, 'src/cli.ts') },
    platform: 'node',
    external: /^node:/,
    tsconfig: false,
    logLevel: 'silent',
    output: { dir, chunkFileNames: '[name].js' },
  });
  return join(dir, 'cli.js');
}

export async function typeCheckCopy(
  folder: string,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit'], { cwd: folder });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return new Promise((done, failed) => child.on('error', failed).on('close', (code) => done({ code, output })));
}
