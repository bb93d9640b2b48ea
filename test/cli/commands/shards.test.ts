import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, runCli, type Cli } from '../../support/cli.ts';
import { net } from '../../support/models.ts';
import { removeScratch, scratchFolder, testRepository, type TestRepository } from '../../support/repository.ts';

let cli: Cli;
let repo: TestRepository;
const reports = join(scratchFolder(), 'reports');
beforeAll(async () => {
  cli = runCli(await buildCli());
  repo = testRepository();
  repo.write('flopgate.yml', 'version: 1\ndefaults: { budgets: { macs: { fail: +5% } } }\n');
  for (const name of ['a', 'b', 'c']) repo.write(`${name}.onnx`, net());
  repo.commit('base');
  for (const name of ['a', 'b', 'c']) repo.write(`${name}.onnx`, net({ names: 'x/', channels: name === 'c' ? 16 : 8 }));
  repo.commit('head');
});
afterAll(removeScratch);

const run = (...args: readonly string[]) => cli(args, { cwd: repo.root });

describe('plan, check --shard, merge', () => {
  test('the matrix, each of its jobs, and their one verdict', () => {
    const plan = run('plan', '--shards', '2', '--base', 'HEAD^', '--head', 'HEAD');
    const { include } = JSON.parse(plan.stdout) as { include: { shard: string; models: number }[] };
    expect(include.map(({ shard, models }) => [shard, models])).toEqual([
      ['1/2', 2],
      ['2/2', 1],
    ]);
    const codes = include.map(({ shard }, i) => {
      const { code, stdout } = run('check', '--base', 'HEAD^', '--head', 'HEAD', '--shard', shard, '--json');
      mkdirSync(join(reports, `shard-${i}`), { recursive: true });
      writeFileSync(join(reports, `shard-${i}`, 'flopgate-report.json'), stdout);
      return code;
    });
    expect(new Set(codes)).toEqual(new Set([0, 1]));
    const out = join(reports, 'whole.json');
    const merged = run('merge', reports, '--out', out);
    expect(merged.code).toBe(1);
    expect(merged.stdout).toContain('1 of 3 models over budget');
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ exitCode: 1, shard: null, unchanged: 0 });
    expect(run('merge', reports, '--md').stdout).toMatch(/^## ❌ Flopgate: 1 of 3 models over budget$/m);
    const alone = run('merge', join(reports, `shard-${codes.indexOf(0)}`));
    expect(alone.code).toBe(3);
    expect(alone.stdout).toMatch(/incomplete {2}shard \d of 2 sent no report/);
  });

  test.each<readonly [readonly string[], RegExp]>([
    [['plan'], /usage: --shards is a number from 1 to 256/],
    [['plan', '--shards', '0'], /usage: --shards/],
    [['check', '--shard', '3/2'], /usage: shard: '3\/2' is no shard/],
    [['merge'], /usage: .*nothing given/],
    [['merge', 'nowhere.json'], /missing-file: nowhere\.json/],
    [['merge', 'a.onnx'], /bad-report: a\.onnx is not JSON/],
    [['merge', '.github'], /missing-file/],
  ])('%j: exit code 2', (args, message) => {
    const { code, stderr } = run(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^hint: .+$/m);
  });
});
