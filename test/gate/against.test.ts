import { afterAll, describe, expect, test } from 'vitest';
import { judgementText } from '#report/reason.ts';
import type { GateReport } from '#judge/types.ts';
import { checkout } from '../support/checkout.ts';
import { gate } from '../support/gate.ts';
import { removeScratch, testRepository, type TestRepository } from '../support/repository.ts';
import { residualNet } from '../support/residual-net.ts';

afterAll(removeScratch);

const policy = (against: string): string =>
  `version: 1\nagainst: ${against}\ndefaults: { budgets: { macs: { fail: +10% } } }\n`;

const widths = [32, 34, 36, 38, 40];

/** Five commits, each less than 10 % dearer than the one before, the first with a tag; returns their ids. */
function creeping(repo: TestRepository, against: string): readonly string[] {
  repo.write('flopgate.yml', policy(against));
  return widths.map((width, i) => {
    repo.write('net.onnx', residualNet({ widths: [16, width, 64] }));
    const sha = repo.commit(`width ${width}`);
    if (i === 0) repo.git('tag', '-a', 'v1', '-m', 'v1');
    return sha;
  });
}

const said = ({ models }: GateReport): readonly string[] =>
  models.flatMap((model) =>
    model.judgements.filter(({ verdict }) => verdict === 'fail').map((one) => judgementText(one, model)),
  );

describe('against', () => {
  test('many small steps: the one that goes beyond what may be added since the tag fails', async () => {
    const repo = testRepository();
    const shas = creeping(repo, 'v1');
    const steps = shas.slice(1).map(async (sha, i) => gate(repo, shas[i] ?? '', sha));
    const reports = await Promise.all(steps);
    expect(reports.map(({ exitCode }) => exitCode)).toEqual([0, 0, 1, 1]);
    expect(said(reports[3] as GateReport)[0]).toMatch(/^MACs .*: \+1\d % since `v1`, where \+10% is allowed$/);
  });

  test.each<[string, number, number]>([
    ['a branch that is where head is', 0, 0],
    ['as old as no commit is', 0, 3],
    ['as old as base', 31, 0],
  ])('%s', async (what, daysOn, exitCode) => {
    const repo = testRepository();
    const shas = creeping(repo, what.includes('branch') ? 'main' : '30 days');
    const now = new Date(Date.now() + daysOn * 86_400_000);
    expect((await gate(repo, shas[3] ?? '', shas[4] ?? '', { now })).exitCode).toBe(exitCode);
  });

  test('a clone of depth 1 fetches the tag', async () => {
    const repo = testRepository();
    const shas = creeping(repo, 'v1');
    repo.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = checkout(`file://${repo.root}`, shas[4] ?? '', 'heads/main', 2);
    expect(await gate(clone, shas[3] ?? '', shas[4] ?? '')).toMatchObject({ exitCode: 1, incomplete: [] });
  });

  test('a state that nobody knows is missing from the answer, never a pass', async () => {
    const repo = testRepository();
    const shas = creeping(repo, 'v9');
    const report = await gate(repo, shas[0] ?? '', shas[1] ?? '');
    expect(report).toMatchObject({ verdict: 'undecided', exitCode: 3, incomplete: [{ kind: 'no-anchor' }] });
  });

  test('a person accepts what was added since then', async () => {
    const repo = testRepository();
    const shas = creeping(repo, 'v1');
    const accept = async (bound: string): Promise<number> => {
      repo.write('a.txt', bound);
      const head = repo.commit(`x\n\nFlopgate-Accept: net.onnx.macs ${bound} worth it`);
      return (await gate(repo, shas[3] ?? '', head)).exitCode;
    };
    expect([await accept('+5%'), await accept('+20%')]).toEqual([1, 0]);
  });

  test('a model of another name then is held to base alone, and that is said', async () => {
    const repo = testRepository();
    const shas = creeping(repo, 'v1');
    repo.git('mv', 'net.onnx', 'other.onnx');
    const base = repo.commit('renamed');
    repo.write('other.onnx', residualNet({ widths: [16, 41, 64] }));
    const report = await gate(repo, base, repo.commit('wider'));
    expect(report.findings).toMatchObject([{ code: 'no-anchor' }]);
    expect([report.exitCode, shas.length]).toEqual([0, 5]);
  });
});
