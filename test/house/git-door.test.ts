import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const files = globSync('src/**/*.ts', { cwd: root }).map((file) => file.replaceAll('\\', '/'));
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const filesWith = (pattern: RegExp): readonly string[] => files.filter((file) => pattern.test(textOf(file))).toSorted();

/** Who may start processes, and which. A new one is added here on purpose, never for git. */
const starters: Readonly<Record<string, string>> = {
  'src/bench/environment.ts': 'powershell, sysctl',
  'src/bench/launch.ts': 'the worker of a measurement',
  'src/bench/runtime/runtime-fetch.ts': 'npm',
  'src/host/build/run-build.ts': 'the team’s own build',
  'src/host/git/run-git.ts': 'git',
  'src/system/descendants.ts': 'ps, to find what is to be ended',
};

describe('git has one door, src/host/git/run-git.ts', () => {
  test('no other file starts processes but those of this list', () => {
    expect(filesWith(/from '(?:node:)?child_process'|import\('(?:node:)?child_process'\)/)).toEqual(
      Object.keys(starters),
    );
  });

  test('no other file names git as a program', () => {
    const started = /\b(?:spawn|spawnSync|exec|execSync|execFile|execFileSync|fork)\(\s*['"`]git\b/;
    expect(filesWith(started)).toEqual(['src/host/git/run-git.ts']);
    expect(filesWith(/['"`]git(?:\.exe)?['"`]/).filter((file) => file in starters)).toEqual([
      'src/host/git/run-git.ts',
    ]);
  });

  test('simple-git is opened by one file, with the guard’s folder and environment', () => {
    expect(filesWith(/['"]simple-git['"]/)).toEqual(['src/host/git/porcelain.ts']);
    const text = textOf('src/host/git/porcelain.ts');
    expect(text.match(/simpleGit\(/g)).toHaveLength(1);
    expect(text).toMatch(/const \{ cwd, env \} = guarded\([^]*simpleGit\(\{ baseDir: cwd,[^]*\.env\(env\)/);
  });

  test('an environment for git is made by the guard alone', () => {
    expect(filesWith(/\.\.\.process\.env/)).toEqual([]);
    expect(filesWith(/gitEnvironment\(/)).toEqual(['src/host/git/guard.ts', 'src/host/git/run-git.ts']);
  });
});
