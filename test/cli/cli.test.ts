import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, runCli, type Cli } from '../support/cli.ts';
import { net } from '../support/models.ts';
import { removeScratch, scratchFolder, testRepository } from '../support/repository.ts';

let entry: string;
let cli: Cli;
beforeAll(async () => {
  entry = await buildCli();
  cli = runCli(entry);
});
afterAll(removeScratch);

const golden = (name: string): string => resolve(import.meta.dirname, '../golden/cli', name);
const resnet = resolve(import.meta.dirname, '../fixtures/onnx/tv_resnet50_ts13.onnx');

/** A folder with the models that most rows below are about. */
const home = scratchFolder();
writeFileSync(join(home, 'small.onnx'), net());
writeFileSync(join(home, 'large.onnx'), net({ channels: 16, names: 'export2/' }));
writeFileSync(join(home, 'dynamic.onnx'), net({ batch: 'batch', size: 'side' }));
writeFileSync(join(home, 'mystery.onnx'), net({ tail: { op: 'Mystery', domain: 'acme' } }));
writeFileSync(join(home, 'small.onnx.gz'), gzipSync(net()));
writeFileSync(join(home, 'bad.onnx'), '{"this is": "no model, whatever its name says"}');
writeFileSync(join(home, 'new\nline\u001b[31m.onnx'), net());

const inHome = (...args: readonly string[]) => cli(args, { cwd: home });

const macsIn = (stdout: string): unknown =>
  (JSON.parse(stdout) as { models: { path: string; figures: { macs: { base: string; head: string } } }[] }).models.map(
    ({ path, figures }) => [path, figures.macs.base, figures.macs.head],
  );

describe('what a newcomer reads', () => {
  test.each([
    ['help.txt', ['--help']],
    ['count-help.txt', ['count', '--help']],
    ['diff-help.txt', ['diff', '--help']],
    ['check-help.txt', ['check', '--help']],
    ['policy-help.txt', ['policy', '--help']],
    ['schema-help.txt', ['schema', '--help']],
    ['init-help.txt', ['init', '--help']],
    ['doctor-help.txt', ['doctor', '--help']],
    ['plan-help.txt', ['plan', '--help']],
    ['merge-help.txt', ['merge', '--help']],
    ['count.txt', ['count', 'small.onnx']],
    ['count-dynamic.txt', ['count', 'dynamic.onnx']],
    ['count-bound.txt', ['count', 'dynamic.onnx', '--dim', 'batch=8', '--dim', 'side=16']],
    ['count-unknown.txt', ['count', 'mystery.onnx']],
    ['count-many.txt', ['count', 'small.onnx', 'large.onnx', 'dynamic.onnx']],
    ['count-layers.txt', ['count', 'small.onnx', '--per-layer']],
    ['count.md', ['count', 'small.onnx', 'mystery.onnx', 'dynamic.onnx', '--md']],
    ['count-layers.md', ['count', 'small.onnx', '--per-layer', '--md']],
    ['compare-help.txt', ['compare', '--help']],
    ['explain-help.txt', ['explain', '--help']],
    ['compare.txt', ['compare', 'large.onnx', 'small.onnx', 'dynamic.onnx', 'small.onnx.gz']],
    ['explain.txt', ['explain', 'small.onnx']],
    ['explain-open.txt', ['explain', 'dynamic.onnx']],
    ['explain-device.txt', ['explain', 'small.onnx', '--device', 'T4', '--what-if']],
    ['diff.txt', ['diff', 'small.onnx', 'large.onnx']],
    ['diff-same.txt', ['diff', 'small.onnx', 'small.onnx']],
  ])('%s', async (name, args) => {
    const { code, stdout, stderr } = inHome(...args);
    expect([code, stderr]).toEqual([0, '']);
    await expect(stdout).toMatchFileSnapshot(golden(name));
  });

  test('a real network', async () => {
    const { stdout } = cli(['count', 'tv_resnet50_ts13.onnx'], { cwd: resolve(resnet, '..') });
    expect(stdout).toContain('4,089,184,256');
    await expect(stdout).toMatchFileSnapshot(golden('count-resnet50.txt'));
  });
});

describe('usage that can’t be understood: exit code 2, the word that was meant', () => {
  test.each<readonly [readonly string[], RegExp, RegExp]>([
    [['coutn'], /^flopgate: usage: there is no command coutn$/m, /^hint: did you mean flopgate count\?$/m],
    [['count'], /nothing given/, /e\.g\. flopgate count/],
    [['count', 'small.onnx', '--per-leyer'], /has no option --per-leyer/, /did you mean --per-layer\?/],
    [['count', 'small.onnx', '-x'], /has no option -x$/m, /--help/],
    [['count', 'small.onnx', '--dim'], /--dim needs a value/, /--dim NAME=N/],
    [['count', 'small.onnx', '--dim', 'batch'], /--dim batch isn't of the form NAME=N/, /--dim batch=8/],
    [['count', 'small.onnx', '--dim', 'batch=-1'], /isn't of the form/, /batch=8/],
    [['count', 'small.onnx', '--input', 'image=1x3xA'], /isn't of the form NAME=1x3x224x224/, /scalar/],
    [['count', 'small.onnx', '--value', 'steps=five'], /isn't of the form NAME=JSON/, /steps=5/],
    [['count', 'small.onnx', '--json=yes'], /--json takes no value/, /--json alone/],
    [['compare', 'small.onnx', '--by', 'mcas'], /can't be ranked by mcas/, /did you mean --by macs\?/],
    [['explain', 'small.onnx', 'large.onnx'], /2 given/, /flopgate explain/],
    [['diff', 'small.onnx'], /1 given/, /flopgate diff/],
    [['check', 'extra'], /1 given/, /flopgate check/],
    [['help', 'chek'], /there is no command chek/, /did you mean flopgate check\?/],
  ])('%j', (args, message, hint) => {
    const { code, stdout, stderr } = inHome(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(hint);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('count', () => {
  test.each([
    ['missing.onnx', 'missing-file'],
    ['.', 'not-a-file'],
    ['bad.onnx', 'not-onnx'],
  ])('%s is a failure of two lines', (path, code) => {
    const result = inHome('count', path);
    expect([result.code, result.stdout]).toEqual([2, '']);
    expect(result.stderr).toMatch(new RegExp(`^flopgate: ${code}: .+\nhint: .+\n$`));
  });

  test('one that can’t be read doesn’t stop the others', () => {
    const { code, stdout, stderr } = inHome('count', 'bad.onnx', 'small.onnx', 'missing.onnx');
    expect(code).toBe(2);
    expect(stdout).toContain('202,832');
    expect(stderr.match(/^flopgate: /gm)).toHaveLength(2);
  });

  test('--json is one document and nothing else, failures in it', () => {
    const { code, stdout, stderr } = inHome('count', 'small.onnx', 'bad.onnx', '--json');
    const document = JSON.parse(stdout) as { models: Record<string, unknown>[] };
    expect(code).toBe(2);
    expect(document).toMatchObject({
      schema: 'flopgate/count/1',
      models: [
        { path: 'small.onnx', format: 'onnx', totals: { macs: '202832', flops: '405664', params: '872' }, exact: true },
        { path: 'bad.onnx', error: { code: 'not-onnx', hint: expect.any(String) as string } },
      ],
    });
    expect(document.models[0]).not.toHaveProperty('error');
    expect(stderr).toContain('flopgate: not-onnx: ');
  });

  test.each<readonly [string, readonly string[]]>([
    ['symbols by name', ['--dim', 'batch=1', '--dim', 'side=16']],
    ['a whole shape', ['--input', 'image=1x3x16x16']],
    ['the last of two', ['--dim', 'batch=5', '--dim', 'batch=1', '--dim=side=16']],
  ])('sizes: %s', (_, args) => {
    const { stdout } = inHome('count', 'dynamic.onnx', '--json', ...args);
    expect(JSON.parse(stdout)).toMatchObject({ models: [{ totals: { macs: '202832' }, unbound: [] }] });
  });

  test('names may hold equals signs', () => {
    writeFileSync(join(home, 'equals.onnx'), net({ batch: 'a=b', size: 'side' }));
    const { stdout } = inHome('count', 'equals.onnx', '--json', '--dim', 'a=b=1', '--dim', 'side=16');
    expect(JSON.parse(stdout)).toMatchObject({ models: [{ totals: { macs: '202832' } }] });
  });

  test('gzip', () => {
    expect(inHome('count', 'small.onnx.gz').stdout).toContain('202,832');
  });

  test('hostile names come out inert', () => {
    const { stdout, code } = inHome('count', 'new\nline\u001b[31m.onnx');
    expect(code).toBe(0);
    expect(stdout).toContain('new\\nline\\e[31m.onnx');
    expect(stdout).not.toContain('\u001b');
    const missing = inHome('count', 'x\u001b[2Jy\n::error::z');
    expect(missing.stderr).not.toContain('\u001b');
    expect(missing.stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  test('colour only where it is asked for', () => {
    const forced = cli(['count', 'small.onnx'], { cwd: home, env: { FORCE_COLOR: '1' } });
    expect(forced.stdout).toContain('\u001b[1m');
    const refused = cli(['count', 'small.onnx'], { cwd: home, env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(refused.stdout).not.toContain('\u001b');
  });

  test('a reader that goes away is no failure', () => {
    const command = `'${process.execPath}' '${entry}' count '${resnet}' --json | head -c 10`;
    const { stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['{\n  "schem', '']);
  });

  test('--debug shows where a failure comes from', () => {
    expect(inHome('count', 'small.onnx', '--input', 'nope=1', '--debug').stderr).toMatch(/unknown-input/);
    expect(inHome('diff', 'a', 'b', '--debug').stderr).toMatch(/^\s+at /m);
  });
});

describe('compare and explain', () => {
  test('ranks by the figure asked for; one that can’t be read doesn’t stop the others', () => {
    const { code, stdout } = inHome('compare', 'bad.onnx', 'large.onnx', 'small.onnx', '--by', 'params', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'flopgate/compare/1',
      by: 'params',
      models: [
        { rank: 1, ratio: 1, path: 'small.onnx', totals: { params: '872' } },
        { rank: 2, ratio: 2896 / 872, path: 'large.onnx', totals: { macs: '700576' } },
      ],
    });
  });

  test('shares of the layers and of the operators are the whole', () => {
    const { stdout } = inHome('explain', 'small.onnx', '--json');
    const one = JSON.parse(stdout) as Record<
      'hot' | 'operators',
      { name: string; macs: string; macsShare: number | null }[]
    >;
    for (const list of [one.hot, one.operators])
      expect(list.reduce((sum, { macs }) => sum + BigInt(macs), 0n)).toBe(202_832n);
    expect(one.hot[0]).toMatchObject({ name: 'conv1', macs: '147456', macsShare: 147_456 / 202_832 });
  });

  test('a model that can’t be explained is a failure', () => {
    expect(inHome('explain', 'bad.onnx')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('diff', () => {
  const repo = testRepository();
  repo.write('models/a.onnx', net());
  repo.write('models/b.onnx', net({ depth: 3 }));
  const first = repo.commit('first');
  repo.write('models/a.onnx', net({ channels: 16 }));
  repo.commit('second');
  const run = (...args: readonly string[]) => cli(['diff', ...args], { cwd: repo.root });

  test.each<readonly [string, readonly string[]]>([
    ['two files of revisions', [`${first}:models/a.onnx`, 'HEAD:models/a.onnx']],
    ['a revision and the worktree', [`${first}:models/a.onnx`, 'models/a.onnx']],
  ])('%s', (_, args) => {
    expect(macsIn(run(...args, '--json').stdout)).toEqual([['models/a.onnx', '202832', '700576']]);
  });

  test.each<readonly [string, readonly string[], string]>([
    ['two revisions', [first, 'HEAD'], 'models/a.onnx'],
    ['a range', [`${first}..HEAD`], 'models/a.onnx'],
    ['folders of revisions', [`${first}:models`, 'HEAD:models/'], 'a.onnx'],
    ['a folder of a revision and one on disk', ['HEAD^:models', 'models'], 'a.onnx'],
  ])('%s', (_, args, path) => {
    const { stdout, code } = run(...args, '--json');
    expect(code).toBe(0);
    expect(macsIn(stdout)).toContainEqual([path, '202832', '700576']);
  });

  test('nothing differs', () => {
    expect(run('HEAD', 'HEAD').stdout).toBe('no model differs (2 are the same)\n');
  });

  test.each<readonly [readonly string[], string]>([
    [['nope.onnx', 'models/a.onnx'], 'missing-file'],
    [['HEAD:nope.onnx', 'models/a.onnx'], 'missing-file'],
    [['nope:models/a.onnx', 'models/a.onnx'], 'missing-base'],
    [['models', 'models/a.onnx'], 'usage'],
  ])('%j', (args, code) => {
    const { code: exit, stderr } = run(...args);
    expect(exit).toBe(2);
    expect(stderr).toMatch(new RegExp(`^flopgate: ${code}: .+\nhint: .+\n$`));
  });

  test('outside of a repository a word that is no file is no file', () => {
    expect(cli(['diff', 'x', 'y'], { cwd: home }).stderr).toMatch(/^flopgate: missing-file: x is neither/);
  });
});
