import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'rolldown';
import { scratchFolder } from './repository.ts';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type Cli = (
  args: readonly string[],
  options?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
) => CliResult;

const root = resolve(import.meta.dirname, '../..');

/** Bundles the command line as it is now, as dist/ is built; for `beforeAll`. @returns the path of cli.js */
export async function buildCli(): Promise<string> {
  const dir = scratchFolder();
  writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
  const input = { cli: join(root, 'src/cli.ts') };
  await build({
    cwd: root,
    input,
    platform: 'node',
    external: /^node:/,
    tsconfig: false,
    logLevel: 'silent',
    output: { dir },
  });
  return join(dir, 'cli.js');
}

/** Runs the command line as a user does, in a process of its own. */
export const runCli =
  (entry: string): Cli =>
  (args, options = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
      encoding: 'utf8',
      cwd: options.cwd ?? process.cwd(),
      env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '', FORCE_COLOR: '', ...options.env },
    });
    return { code: status, stdout, stderr };
  };
