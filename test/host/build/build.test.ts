import { chmodSync, existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { GateReport } from '#judge/types.ts';
import type { GateSide } from '#gate';
import { runGate } from '#gate';
import { withBuilds } from '#host/build/build.ts';
import { openRepository } from '#host/git/repository.ts';
import { parseReport } from '#judge/report-json.ts';
import { reportJson } from '#report/json.ts';
import { missingText } from '#report/reason.ts';
import { renderSummary } from '#report/comment/comment.ts';
import { commitSide, line, worktreeSide } from '../../support/gate.ts';
import { net } from '../../support/models.ts';
import {
  closedScratchFolder,
  removeScratch,
  scratchFolder,
  testRepository,
  type TestRepository,
} from '../../support/repository.ts';

afterAll(removeScratch);

const [small, large] = [202_832n, 700_576n];
const script = readFileSync(resolve(import.meta.dirname, '../../support/export-model.mjs'), 'utf8');
const run = `"${process.execPath}" export.mjs recipes out`;
const recipe = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const policy = (build: string, path = 'out/detector.onnx'): string => `version: 1
models: [{ id: detector, path: ${path} }]
defaults: { budgets: { macs: { fail: +5% } } }
build: ${build}
`;
const quoted = (command: string): string => JSON.stringify(command);

let cache: string;
beforeEach(() => {
  cache = closedScratchFolder();
});
afterEach(() => vi.unstubAllEnvs());

/** A repository whose model is made, never committed. */
function repository(build = quoted(run), path?: string): { readonly repo: TestRepository; readonly base: string } {
  const repo = testRepository();
  repo.write('.gitignore', 'out/\n');
  repo.write('export.mjs', script);
  repo.write('flopgate.yml', policy(build, path));
  repo.write('recipes/detector.b64', recipe(net()));
  return { repo, base: repo.commit('base') };
}

async function check(
  repo: TestRepository,
  base: string | null,
  head: string | GateSide,
  env: Readonly<Record<string, string>> = {},
): Promise<GateReport> {
  const host = withBuilds(await openRepository(repo.root), {
    ...process.env,
    FLOPGATE_CACHE: cache,
    GITHUB_ACTIONS: '',
    GITHUB_EVENT_NAME: '',
    ...env,
  });
  const report = await runGate(host, {
    base: base === null ? null : commitSide(base),
    head: typeof head === 'string' ? commitSide(head) : head,
    policyFrom: 'head',
    version: '0.0.0',
    now: new Date(0),
  });
  const incomplete = report.incomplete.map((one) => ({ kind: 'words', text: missingText(one) }));
  expect(parseReport(reportJson(report), 'report')).toEqual({ ...report, incomplete });
  return report;
}

const wider = (repo: TestRepository): string => {
  repo.write('recipes/detector.b64', recipe(net({ channels: 16 })));
  return repo.commit('wider');
};
const outcomes = ({ builds = [] }: GateReport): readonly string[] =>
  builds.map(({ side, outcome, models }) => `${side} ${outcome} ${models}`);

describe('models that git doesn’t have', () => {
  test('are built at base and at head, compared and judged', async () => {
    const { repo, base } = repository();
    const report = await check(repo, base, wider(repo));
    expect(report.models.map(line)).toEqual([`changed out/detector.onnx ${small} → ${large} fail`]);
    expect(outcomes(report)).toEqual(['base built 1', 'head built 1']);
    expect(report.builds?.[0]?.log).toBe('exporting detector.b64');
    expect(report).toMatchObject({ exitCode: 1, incomplete: [], findings: [] });
  });

  test('of the worktree as it lies, without a trace in it', async () => {
    const { repo, base } = repository();
    repo.write('recipes/detector.b64', recipe(net({ channels: 16 })));
    const status = repo.git('status', '--porcelain');
    const report = await check(repo, base, worktreeSide);
    expect(report.models.map(line)).toEqual([`changed out/detector.onnx ${small} → ${large} fail`]);
    expect(repo.git('status', '--porcelain')).toBe(status);
    expect(existsSync(join(repo.root, 'out'))).toBe(false);
    expect(repo.git('worktree', 'list').split('\n')).toHaveLength(1);
  });

  test('nothing is built where git has them all', async () => {
    const { repo, base } = repository(quoted('exit 9'), 'models/*.onnx');
    repo.write('models/a.onnx', net());
    const report = await check(repo, base, repo.commit('a'));
    expect(report.builds).toBeUndefined();
    expect(report.models.map(line)).toEqual([`added models/a.onnx - → ${small} skipped`]);
  });

  test('found by a glob, new at head, beside one that is committed', async () => {
    const { repo } = repository(quoted(run), 'out/**/*.onnx');
    repo.write('kept.onnx', net());
    const base = repo.commit('kept');
    repo.write('recipes/second.b64', recipe(net({ depth: 3 })));
    repo.write('kept.onnx', net({ channels: 16 }));
    const report = await check(repo, base, repo.commit('second'));
    expect(report.models.map(({ change, path }) => `${change} ${path}`).toSorted()).toEqual([
      'added out/second.onnx',
      'changed kept.onnx',
    ]);
  });

  test('that head commits are compared with the built ones of base', async () => {
    const { repo, base } = repository();
    repo.write('.gitignore', '');
    repo.write('out/detector.onnx', net({ channels: 16 }));
    repo.write('flopgate.yml', policy(quoted(run)).replace('models: [', 'models: [{ path: out/other.onnx }, '));
    const report = await check(repo, base, repo.commit('committed'));
    expect(report.models.find(({ id }) => id === 'detector')).toMatchObject({
      change: 'changed',
      figures: { macs: { base: small, head: large } },
    });
  });
});

describe('a build that fails is never a pass', () => {
  test.each<readonly [string, string, string, number]>([
    ['fails at head', 'test $FLOPGATE_BUILD = base && ', 'failed', 2],
    ['fails at base', 'test $FLOPGATE_BUILD = head && ', 'failed', 3],
  ])('%s', async (_, guard, outcome, exitCode) => {
    const { repo, base } = repository(quoted(`echo "::error::x" >&2; ${guard}${run}`));
    repo.write('README', 'x');
    const report = await check(repo, base, repo.commit('same model'));
    expect(report.exitCode).toBe(exitCode);
    expect(['fail', 'undecided']).toContain(report.verdict);
    expect(report.builds?.map((one) => one.outcome)).toContain(outcome);
    expect(report.incomplete.map(missingText)).toEqual([
      expect.stringMatching(/^the build at (?:head|base): it ended with exit code 1$/),
    ]);
    expect(renderSummary(report, {})).toContain('<pre>\n::error::x');
  });

  test('one that leaves nothing', async () => {
    const { repo, base } = repository(quoted('true'));
    const report = await check(repo, base, wider(repo));
    expect(report.exitCode).toBe(2);
    expect(report.models[0]?.head).toMatchObject({
      kind: 'failed',
      failure: { code: 'build-failed', message: expect.stringContaining('left no such file') as string },
    });
  });

  test('one that goes on for ever is stopped, with all that it started', async () => {
    const mark = join(scratchFolder(), 'alive');
    const { repo, base } = repository(
      `{ run: ${quoted(`(while true; do date > ${mark}; sleep 0.1; done) & sleep 600`)}, timeout: 1s }`,
    );
    const report = await check(repo, base, wider(repo));
    expect(outcomes(report)).toEqual(['base timed-out 0', 'head timed-out 0']);
    expect(report.exitCode).toBe(2);
    const last = readFileSync(mark, 'utf8');
    writeFileSync(mark, 'dead');
    await new Promise((resolve_) => setTimeout(resolve_, 400));
    expect([last === '', readFileSync(mark, 'utf8')]).toEqual([false, 'dead']);
  });

  test('a process left behind doesn’t hold it up', async () => {
    const { repo, base } = repository(quoted(`sleep 600 & ${run}`));
    expect(outcomes(await check(repo, base, wider(repo)))).toEqual(['base built 1', 'head built 1']);
  });

  test('a flood of words is cut in the middle', async () => {
    const { repo, base } = repository(quoted(`echo first; yes | head -c 3000000; ${run}; echo last`));
    const log = (await check(repo, base, wider(repo))).builds?.[1]?.log ?? '';
    expect(log.length).toBeLessThan(20_000);
    expect(log).toMatch(/^first\n[\s\S]*bytes left out[\s\S]*\nlast$/);
  });
});

describe('isolation', () => {
  test('no token, no credentials, no repository, its own folder', async () => {
    const { repo, base } = repository(quoted(`env; git rev-parse --show-toplevel; pwd; ${run}`));
    repo.git('config', 'http.extraheader', 'AUTHORIZATION: basic c2VjcmV0');
    const secrets = {
      GITHUB_TOKEN: 's3cret',
      INPUT_TOKEN: 's3cret',
      ACTIONS_RUNTIME_TOKEN: 's3cret',
      AWS_SECRET_ACCESS_KEY: 's3cret',
      HF_TOKEN: 's3cret',
      GIT_CONFIG_COUNT: '0',
      GITHUB_WORKSPACE: repo.root,
      GITHUB_ENV: '/s3cret',
    };
    const [first, second] = (await check(repo, base, wider(repo), secrets)).builds ?? [];
    for (const one of [first, second]) {
      expect(one?.log).not.toMatch(/s3cret|GIT_CONFIG|GITHUB_/);
      expect(one?.log).toContain('not a git repository');
      expect(one?.log).not.toContain(repo.root);
      expect(one?.outcome).toBe('built');
    }
    expect(/^\/.*$/m.exec(first?.log ?? '')?.[0]).not.toBe(/^\/.*$/m.exec(second?.log ?? '')?.[0]);
  });

  test('links that a revision holds lead nowhere', async () => {
    const { repo, base } = repository(quoted('mkdir -p out && ln -s /etc/passwd out/detector.onnx'));
    symlinkSync('/etc', join(repo.root, 'recipes/etc'));
    const report = await check(repo, base, repo.commit('links'));
    expect(report.models[0]?.head).toMatchObject({ failure: { code: 'build-failed' } });
  });

  test.each([['workflow_run'], ['pull_request_target'], ['issue_comment'], ['repository_dispatch'], ['']])(
    'refused under %j',
    async (event) => {
      const mark = join(scratchFolder(), 'mark');
      const { repo, base } = repository(quoted(`touch ${mark}`));
      await expect(
        check(repo, base, wider(repo), { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: event }),
      ).rejects.toMatchObject({
        code: 'build-refused',
        hint: expect.stringContaining('pull_request') as string,
      });
      expect(existsSync(mark)).toBe(false);
    },
  );

  test.each([['pull_request'], ['push'], ['merge_group']])('done under %s', async (event) => {
    const { repo, base } = repository();
    const report = await check(repo, base, wider(repo), { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: event });
    expect(outcomes(report)).toEqual(['base built 1', 'head built 1']);
  });
});

describe('kept builds', () => {
  test('the same tree, command and policy aren’t built twice; another command is', async () => {
    const { repo, base } = repository();
    const head = wider(repo);
    await check(repo, base, head);
    const again = await check(repo, base, head);
    expect(outcomes(again)).toEqual(['base cached 1', 'head cached 1']);
    expect(again.models.map(line)).toEqual([`changed out/detector.onnx ${small} → ${large} fail`]);
    repo.write('flopgate.yml', policy(quoted(`${run} `)));
    expect(outcomes(await check(repo, base, repo.commit('command')))).toEqual(['base cached 1', 'head built 1']);
  });

  test('one that isn’t whole any more is built anew; a failing one isn’t kept', async () => {
    const { repo, base } = repository();
    const head = wider(repo);
    await check(repo, base, head);
    const folder = join(cache, 'flopgate/builds');
    for (const key of readdirSync(folder)) writeFileSync(join(folder, key, '0'), net());
    expect(outcomes(await check(repo, base, head)).toSorted()).toEqual(['base cached 1', 'head built 1']);
    const failing = repository(quoted('exit 3'));
    await check(failing.repo, failing.base, wider(failing.repo));
    expect(readdirSync(folder).filter((name) => !name.includes('.'))).toHaveLength(2);
  });

  test.skipIf(process.platform === 'win32').each<[string, () => void]>([
    ['the folder is open to others, though sticky', () => chmodSync(cache, 0o1777)],
    ['a folder in it is open to others', () => chmodSync(join(cache, 'flopgate'), 0o777)],
    [
      'the kept build is',
      () =>
        readdirSync(join(cache, 'flopgate/builds')).forEach((key) =>
          chmodSync(join(cache, 'flopgate/builds', key), 0o777),
        ),
    ],
  ])('none is taken where others could have put it: %s', async (_, open) => {
    const { repo, base } = repository();
    const head = wider(repo);
    await check(repo, base, head);
    open();
    expect(outcomes(await check(repo, base, head))).toEqual(['base built 1', 'head built 1']);
  });
});
