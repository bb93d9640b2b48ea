import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordPath, type HistoryRecord } from '../../../src/history/record.ts';
import { buildCli, runCli, type Cli, type CliResult } from '../../support/cli.ts';
import { resnet18, resnet50 } from '../../support/model-repository.ts';
import {
  gitEnv,
  removeScratch,
  runGitIn,
  scratchFolder,
  testRepository,
  type TestRepository,
} from '../../support/repository.ts';

let cli: Cli;
beforeAll(async () => {
  cli = runCli(await buildCli());
});
afterAll(removeScratch);

const policy = `version: 1
models:
  - { id: classifier, path: models/classifier.onnx, dims: { N: 1, H: 224, W: 224 }, budgets: { macs: { max: 2G } } }
`;

let origin: TestRepository;
let clone: TestRepository;
const shas: string[] = [];

const run = (...args: readonly string[]): CliResult =>
  cli(args, { cwd: clone.root, env: { ...(gitEnv as Record<string, string>), RUNNER_TEMP: scratchFolder() } });
const ok = (...args: readonly string[]): string => {
  const { code, stdout, stderr } = run(...args);
  if (code !== 0) throw new Error(stderr);
  return stdout;
};
const recordOf = (sha: string): HistoryRecord =>
  JSON.parse(runGitIn(origin.root, ['show', `flopgate-data:${recordPath(sha)}`])) as HistoryRecord;

beforeEach(() => {
  const folder = join(scratchFolder(), 'origin.git');
  runGitIn('.', ['init', '-q', '--bare', '-b', 'main', folder]);
  origin = testRepository(folder);
  origin.git('config', 'uploadpack.allowFilter', 'true');
  clone = testRepository();
  clone.git('remote', 'add', 'origin', `file://${origin.root}`);
  clone.write('flopgate.yml', policy);
  clone.write('models/classifier.onnx', resnet18.file);
  shas.splice(0, 9, clone.commit('A small net'));
  clone.write('models/classifier.onnx', resnet50.file);
  shas.push(clone.commit('A bigger net\n\nFlopgate-Accept: classifier.macs +200% it is worth it'));
  clone.write('README.md', 'nothing of weight');
  shas.push(clone.commit('=1+1, "words"'));
});

test('record, once and again; what is there already isn’t read again; show, export and badge tell it', () => {
  expect(ok('history', 'record', 'HEAD~1')).toMatch(/recorded on flopgate-data: 1 models, 1 read/);
  expect(ok('history', 'record')).toMatch(/1 models, 0 read/);
  expect(ok('history', 'record')).toMatch(/was recorded on flopgate-data before/);
  expect(ok('history', 'record', shas[0] ?? '')).toMatch(/1 read/);
  const [first = '', second = '', third = ''] = shas;
  expect(recordOf(first).models[0]).toMatchObject({
    id: 'classifier',
    exact: true,
    failure: null,
    figures: { macs: String(resnet18.macs), size: String(resnet18.file.length) },
    budgets: { macs: '2000000000' },
  });
  expect(recordOf(second)).toMatchObject({
    parents: [first],
    acceptances: [{ model: 'classifier', metric: 'macs', reason: 'it is worth it', by: second }],
  });
  expect(recordOf(third).models).toEqual(recordOf(second).models);
  // A late record of an old commit leaves the badge of the newest alone.
  expect(JSON.parse(origin.git('show', 'flopgate-data:latest.json'))).toMatchObject({ sha: third });
  const badge = { schemaVersion: 1, label: 'classifier MACs', message: '4.09 G', color: 'red' };
  expect(JSON.parse(origin.git('show', 'flopgate-data:badges/classifier.json'))).toEqual(badge);
  expect(JSON.parse(ok('badge', 'classifier'))).toEqual(badge);
  expect(run('badge', 'clasifier').stderr).toContain('did you mean classifier?');

  expect(ok('history', 'show')).toMatch(/classifier\s+▁██\s+4\.09 G\s+\+125 %/);
  const rows = ok('history', 'show', 'classifier', '--metric', 'params').trimEnd().split('\n');
  expect(rows.map((row) => row.split(/\s{2,}/)[0])).toEqual(['commit', ...shas.map((sha) => sha.slice(0, 7))]);
  const csv = ok('history', 'export').split('\r\n');
  expect(csv[3]).toMatch(
    new RegExp(`^${third},\\d{4}-[^,]+,"'=1\\+1, ""words""",classifier,,models/classifier.onnx,onnx,true,,4089184256,`),
  );
  expect(JSON.parse(ok('history', 'export', '--json'))).toMatchObject({ commits: shas.map((sha) => ({ sha })) });
  const metrics = ok('history', 'export', '--format', 'openmetrics');
  expect(metrics).toMatch(/# TYPE flopgate_memory_bytes gauge\n# UNIT flopgate_memory_bytes bytes\n/);
  expect(metrics.endsWith('# EOF\n')).toBe(true);
  expect(clone.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  expect(clone.git('status', '--short')).toBe('');
});

test('backfill counts each version once, keeps what is recorded, and needs no checkout', () => {
  ok('history', 'record');
  const before = origin.git('rev-parse', `flopgate-data:${recordPath(shas[2] ?? '')}`);
  expect(ok('history', 'record', '--backfill', 'HEAD')).toBe(
    '3 commits recorded on flopgate-data: 2 model versions read.\n',
  );
  expect(origin.git('rev-parse', `flopgate-data:${recordPath(shas[2] ?? '')}`)).toBe(before);
  expect(recordOf(shas[0] ?? '')).toMatchObject({ backfilled: true, models: [{ figures: { macs: '1814073344' } }] });
  const [first = ''] = shas;
  expect(ok('history', 'record', '--backfill', `${first}..HEAD`)).toMatch(/^2 commits/);
  expect(ok('dashboard', '--out', '-')).toContain('<title>');
  expect(run('history', 'record', '--backfill', 'nowhere..HEAD')).toMatchObject({ code: 2 });
});

describe('a branch that isn’t as it was', () => {
  test('deleted, or thrown back: the next record goes on top of what is there', () => {
    ok('history', 'record', 'HEAD~2');
    const old = origin.git('rev-parse', 'flopgate-data');
    ok('history', 'record', 'HEAD~1');
    origin.git('update-ref', 'refs/heads/flopgate-data', old);
    ok('history', 'record');
    expect(
      origin
        .git('ls-tree', '-r', '--name-only', 'flopgate-data')
        .split('\n')
        .filter((one) => one.startsWith('v1/')),
    ).toHaveLength(2);
    origin.git('update-ref', '-d', 'refs/heads/flopgate-data');
    expect(ok('history', 'record')).toMatch(/1 models, 1 read/);
    expect(origin.git('rev-list', '--count', 'flopgate-data')).toBe('1');
    expect(origin.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  test('of something else, or protected: nothing is written, and it is said what to do', () => {
    clone.git('push', '-q', 'origin', 'main');
    expect(run('history', 'record', '--branch', 'main')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/not-a-data-branch: main has no folder v1.*\nhint: name another branch/) as string,
    });
    origin.git('config', 'receive.denyCurrentBranch', 'refuse');
    origin.git('config', 'transfer.hideRefs', 'refs/heads/flopgate-data');
    const refused = run('history', 'record');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('flopgate-data') as string });
  });

  test('a record that somebody wrote by hand is told and passed over', () => {
    ok('history', 'record');
    const sha = 'f'.repeat(40);
    const writer = testRepository(scratchFolder());
    writer.git('clone', '-q', '--branch', 'flopgate-data', `file://${origin.root}`, '.');
    writer.write(recordPath(sha), '');
    writer.commit('by hand');
    writer.git('push', '-q', 'origin', 'HEAD:flopgate-data');
    const { stdout, stderr, code } = run('history', 'show', 'classifier');
    expect({ code, stderr }).toEqual({ code: 0, stderr: `flopgate: ${recordPath(sha)} is no JSON\n` });
    expect(stdout).toContain('4.09 G');
  });
});

test.each([
  [['history'], 'record, show or export?'],
  [['history', 'recrod'], 'did you mean record?'],
  [['history', 'show', '--metric', 'mac'], 'did you mean macs?'],
  [['history', 'show', '--last', 'x'], 'no number of commits'],
  [['history', 'export', '--format', 'xml'], 'csv, json, openmetrics'],
  [['history', 'record', 'HEAD', '--backfill', 'HEAD'], 'takes one commit'],
])('%j is refused', (args, words) => {
  const { code, stderr } = run(...args);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(words) as string });
});
