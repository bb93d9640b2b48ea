import { afterAll, describe, expect, test } from 'vitest';
import { judgementText } from '#report/reason.ts';
import type { GateReport } from '#judge/types.ts';
import { gate } from '../support/gate.ts';
import { usualBase, ways, type Way } from '../support/escapes.ts';
import { removeScratch, testRepository, type TestRepository } from '../support/repository.ts';

/**
 * Every way to take a model from under the eyes of the gate, each a pull request of a real repository. None ends as a pass, and none
 * with exit code 0 under `strict`. docs/blind-spots.md lists them.
 */
afterAll(removeScratch);

/** All that is said of a run. */
const said = (report: GateReport): string =>
  [
    ...report.models.flatMap((one) => one.judgements.map((judgement) => judgementText(judgement, one))),
    ...report.findings.map(({ detail }) => detail),
    ...report.policy.changes.map(({ text }) => text),
  ].join('\n');

async function judge({ base, head }: Way, strict: boolean): Promise<GateReport> {
  const repository = testRepository();
  const write = (text: string): void =>
    repository.write('flopgate.yml', text.replace('STRICT', strict ? 'strict: true\n' : ''));
  repository.write('README.md', 'x');
  (base ?? usualBase)(repository, write);
  const before = commitIndex(repository, 'base');
  head(repository, write);
  return gate(repository, before, commitIndex(repository, 'head'));
}

/** As `commit`, with a submodule that isn't there kept in the index. */
function commitIndex(repository: TestRepository, message: string): string {
  const links = repository
    .git('ls-files', '--stage')
    .split('\n')
    .filter((line) => line.startsWith('160000'))
    .map((line) => line.split(/\s/));
  repository.git('add', '-A');
  for (const [mode = '', id = '', , at = ''] of links)
    repository.git('update-index', '--add', '--cacheinfo', `${mode},${id},${at}`);
  repository.git('commit', '-q', '--allow-empty', '-m', message);
  return repository.git('rev-parse', 'HEAD');
}

describe('a pull request that', () => {
  test.for(ways.filter(({ onlyStrict }) => onlyStrict === undefined))('$name: never a pass, and named', async (way) => {
    const report = await judge(way, false);
    expect(['warn', 'undecided', 'fail']).toContain(report.verdict);
    expect(said(report)).toMatch(way.says);
  });

  test.for(ways)('$name, under strict: not exit code 0', async (way) => {
    const report = await judge(way, true);
    expect(report.exitCode).not.toBe(0);
    expect(said(report)).toMatch(way.says);
  });
});
