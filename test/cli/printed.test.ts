import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCli, runCli, type Cli } from '../support/cli.ts';
import { net } from '../support/models.ts';
import { removeScratch, scratchFolder, testRepository } from '../support/repository.ts';

let cli: Cli;
beforeAll(async () => {
  cli = runCli(await buildCli());
});
afterAll(removeScratch);

test.each([
  ['count', ['count', '##[error]pwned.onnx', '--json']],
  ['compare', ['compare', '##[error]pwned.onnx', '--json']],
  ['an error', ['count', '##[error]none.onnx', '--json']],
])('JSON on stdout holds no command of a workflow’s log, and the same data: %s', (_, args) => {
  const home = scratchFolder();
  writeFileSync(join(home, '##[error]pwned.onnx'), net());
  const { stdout } = cli(args, { cwd: home });
  expect(stdout).not.toContain('##[');
  expect(JSON.stringify(JSON.parse(stdout))).toContain(args[1]);
});

test('JSON on stdout holds neither controls of a terminal nor marks of direction', () => {
  const home = scratchFolder();
  const name = 'a\u009b31m\u202egnp.onnx';
  writeFileSync(join(home, name), net());
  const { stdout } = cli(['count', name, '--json'], { cwd: home });
  expect(/[\u0080-\u009f\u202a-\u202e]/.exec(stdout)).toBeNull();
  expect(JSON.parse(stdout)).toMatchObject({ models: [{ path: name }] });
});

test('nor does a layer’s name in a part of a long document', () => {
  const home = scratchFolder();
  const names = '##[error]\u202e\u009b31m';
  writeFileSync(join(home, 'net.onnx'), net({ names }));
  const { stdout } = cli(['count', 'net.onnx', '--json'], { cwd: home });
  expect(/##\[|[\u0080-\u009f\u202a-\u202e]/.exec(stdout)).toBeNull();
  expect(JSON.stringify(JSON.parse(stdout))).toContain(`${names}conv1`);
});

test('markdown on stdout holds no command of a workflow’s log', () => {
  const home = scratchFolder();
  writeFileSync(join(home, 'net.onnx'), net({ names: '##[error]' }));
  const { stdout } = cli(['count', 'net.onnx', '--md', '--per-layer'], { cwd: home });
  expect(stdout).toContain('##\u200b[error]conv1');
  expect(stdout).not.toContain('##[');
});

test('--debug: where a failure comes from holds neither a command nor an escape sequence', () => {
  const { stderr } = cli(['explain', '##[error]x\u001b[2J\n::error::y.onnx', '--debug'], { cwd: scratchFolder() });
  expect(stderr).toContain('at ');
  // oxlint-disable-next-line no-control-regex
  expect(/##\[|\u001b|^\s*::/m.exec(stderr)).toBeNull();
});

test('init --dry-run: a file’s name in what would be written is no command', () => {
  const repository = testRepository();
  repository.write('##[error]net.onnx', net());
  repository.commit('a model');
  const { code, stdout } = cli(['init', '--dry-run'], { cwd: repository.root });
  expect(code).toBe(0);
  expect(stdout).toContain(String.raw`#\#[error]net`);
  expect(stdout).not.toContain('##[');
});

test('policy --explain: a name of the policy starts no workflow command and makes no line of its own', () => {
  const repository = testRepository();
  const dims = String.raw`{ "x\n::error::pwned": 1, "y\n    macs            max              99G": 2 }`;
  repository.write(
    'flopgate.yml',
    `version: 1\nmodels:\n  - { id: '::warning::net', path: net.onnx, dims: ${dims} }\n`,
  );
  repository.write('net.onnx', net());
  repository.commit('a model');
  const { code, stdout } = cli(['policy', '--explain', '::warning::net'], { cwd: repository.root });
  expect(code).toBe(0);
  expect(stdout.split('\n').filter((line) => /^\s*::|^\s*macs {2}.*99G$/.test(line))).toEqual([]);
  expect(stdout).toContain(String.raw`x\n::error::pwned=1`);
});
