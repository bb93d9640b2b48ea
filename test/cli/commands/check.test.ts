import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, runCli, type Cli } from '../../support/cli.ts';
import { net } from '../../support/models.ts';
import { cloneOf, removeScratch, scratchFolder, testRepository } from '../../support/repository.ts';

let cli: Cli;
beforeAll(async () => {
  cli = runCli(await buildCli());
});
afterAll(removeScratch);

const golden = (name: string): string => resolve(import.meta.dirname, '../../golden/cli', name);

/** A folder that is no repository. */
const home = scratchFolder();

const check = (repo: { readonly root: string }, ...args: readonly string[]) =>
  cli(['check', ...args], { cwd: repo.root });

const shaless = (text: string): string => text.replaceAll(/\b[0-9a-f]{7}\b/g, '0000000');

describe('check', () => {
  const policy = `version: 1
models:
  - id: detector
    path: models/detector.onnx
    budgets: { macs: { max: 500k } }
defaults:
  budgets: { macs: { fail: +5%, warn: +1%, on_inconclusive: fail }, params: { fail: +900% } }
`;
  const make = (head: Readonly<Record<string, string | Uint8Array>>, rules = policy) => {
    const repo = testRepository();
    repo.write('flopgate.yml', rules);
    repo.write('models/detector.onnx', net());
    repo.write('models/other.onnx', net({ depth: 3 }));
    repo.commit('base');
    repo.git('checkout', '-q', '-b', 'topic');
    for (const [path, content] of Object.entries(head)) repo.write(path, content);
    repo.commit('head');
    return repo;
  };

  test.each<readonly [string, number, Readonly<Record<string, string | Uint8Array>>]>([
    ['check-nothing.txt', 0, { 'README.md': 'text' }],
    ['check-pass.txt', 0, { 'models/detector.onnx': net({ names: 'renamed/' }) }],
    ['check-fail.txt', 1, { 'models/detector.onnx': net({ channels: 16 }) }],
    ['check-unreadable.txt', 2, { 'models/other.onnx': 'text where a model was' }],
    ['check-undecided.txt', 3, { 'models/other.onnx': net({ depth: 3, tail: { op: 'Mystery', domain: 'acme' } }) }],
  ])('%s: exit code %i', async (name, exit, head) => {
    const { code, stdout, stderr } = check(make(head));
    expect(code).toBe(exit);
    await expect(shaless(stdout)).toMatchFileSnapshot(golden(name));
    expect(stderr).toMatch(/^flopgate: reading the policy$/m);
  });

  test('--json: one document on stdout, progress on stderr', () => {
    const { code, stdout, stderr } = check(make({ 'models/detector.onnx': net({ channels: 16 }) }), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'flopgate/report/1',
      verdict: 'fail',
      exitCode: 1,
      base: { how: 'merge base with main' },
      head: { sha: 'worktree' },
      models: [{ id: 'detector', path: 'models/detector.onnx', change: 'changed', verdict: 'fail' }],
    });
    expect(stderr).toContain('flopgate: counting 1/1 models/detector.onnx');
  });

  test('a model that isn’t committed is judged; --head HEAD leaves it out', () => {
    const repo = make({});
    repo.write('models/detector.onnx', net({ channels: 16 }));
    expect(check(repo).code).toBe(1);
    expect(check(repo, '--head', 'HEAD').code).toBe(0);
    expect(check(repo, '--paths', 'elsewhere/**').code).toBe(0);
  });

  test('from below the root, with a policy elsewhere', () => {
    const repo = make({ 'models/detector.onnx': net({ channels: 16 }) });
    mkdirSync(join(repo.root, 'ci'));
    writeFileSync(join(repo.root, 'ci/loose.yml'), 'version: 1\ndefaults: { budgets: { macs: { fail: +900% } } }\n');
    const { code, stdout } = cli(['check', '--config', '../ci/loose.yml', '--json'], {
      cwd: join(repo.root, 'models'),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      policy: { path: 'ci/loose.yml' },
      models: [{ path: 'models/detector.onnx' }],
    });
  });

  test.each<readonly [string, readonly string[], string, RegExp]>([
    ['no such base', ['--base', 'nope'], 'missing-base', /the base 'nope' is no commit/],
    ['no such head', ['--head', 'nope'], 'missing-head', /the head 'nope' is no commit/],
    ['no such policy', ['--config', 'nope.yml'], 'missing-policy', /nope\.yml/],
    ['a policy outside', ['--config', '/etc/passwd'], 'usage', /outside/],
  ])('%s: exit code 2', (_, args, code, message) => {
    const result = check(make({}), ...args);
    expect([result.code, result.stdout]).toEqual([2, '']);
    const lines = result.stderr.split('\n').filter((line) => !/^flopgate: (?:reading|looking|counting) /.test(line));
    expect(lines.join('\n')).toMatch(new RegExp(`^flopgate: ${code}: .+\nhint: .+\n$`));
    expect(result.stderr).toMatch(message);
  });

  test('a broken policy: its line, and what was meant', () => {
    const result = check(make({}, `${policy}bugdets: {}\n`));
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(/^flopgate: bad-policy: flopgate\.yml:8:1: .*$/m);
    expect(result.stderr).toMatch(/^hint: .+$/m);
  });

  test('a failure under --json is a document, too', () => {
    const { code, stdout } = check(make({}), '--base', 'nope', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'flopgate/error/1', error: { code: 'missing-base' } });
  });

  test('in a clone of depth 1 the parent is fetched', () => {
    const repo = make({ 'models/detector.onnx': net({ channels: 16 }) });
    const clone = cloneOf(repo, '--depth=1', '--branch=topic');
    const { code, stdout } = check(clone, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ base: { how: 'first parent of head' } });
    clone.git('remote', 'remove', 'origin');
    const lone = cloneOf(repo, '--depth=1', '--branch=topic');
    lone.git('remote', 'set-url', 'origin', 'file:///nowhere');
    const result = check(lone);
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(
      /^flopgate: missing-base: .*isn't in this clone, and fetching it from origin failed/m,
    );
  });

  test('outside of a repository', () => {
    const { code, stderr } = cli(['check'], { cwd: home });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^flopgate: not-a-repository: .+\nhint: .+\n$/);
  });

  test('policy lists the models; --explain tells one of them', async () => {
    const repo = make({});
    const listed = cli(['policy'], { cwd: repo.root });
    await expect(listed.stdout).toMatchFileSnapshot(golden('policy.txt'));
    const explained = cli(['policy', '--explain', 'detector'], { cwd: repo.root });
    await expect(explained.stdout).toMatchFileSnapshot(golden('policy-explain.txt'));
    expect(cli(['policy', '--explain', 'detektor'], { cwd: repo.root }).stderr).toMatch(
      /unknown-model.*\nhint: did you mean detector\?/,
    );
    const json = JSON.parse(cli(['policy', '--explain', 'detector', '--json'], { cwd: repo.root }).stdout) as unknown;
    expect(json).toMatchObject({
      schema: 'flopgate/policy/1',
      models: [{ id: 'detector', cases: [{ budgets: { macs: { max: { value: '500000' } } } }] }],
    });
  });

  test('schema is JSON Schema', () => {
    expect(JSON.parse(cli(['schema']).stdout)).toMatchObject({
      $schema: expect.stringContaining('json-schema.org') as string,
    });
  });
});
