import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { runAction, type ActionResult, type ActionRun } from '../support/action-run.ts';
import type { Origin } from '../support/checkout.ts';
import { pullRequestPayload, workflowRunPayload } from '../support/events.ts';
import { readOnlyToken, startGithub, type GithubServer } from '../support/github-server.ts';
import {
  mergeCheckout,
  modelRepository,
  policyText,
  resnet18,
  type ModelRepository,
} from '../support/model-repository.ts';
import { net } from '../support/models.ts';
import { removeScratch, scratchFolder, type TestRepository } from '../support/repository.ts';
import { zipOf } from '../support/zip.ts';

afterAll(removeScratch);

const path = 'models/classifier.onnx';

const judge = async (
  github: GithubServer,
  { repository }: ModelRepository,
  origin: Origin,
  more: Partial<ActionRun> & { readonly headRepo?: string } = {},
): Promise<ActionResult> => {
  const payload = pullRequestPayload({ headSha: origin.headSha, headRepo: more.headRepo ?? 'eve/models' });
  const workspace = mergeCheckout(`file://${repository.root}`, origin).root;
  return runAction({ event: 'pull_request', payload, workspace, github, token: readOnlyToken, ...more });
};

const become = (name: string, content: string | Uint8Array) => (repository: TestRepository) => {
  repository.remove(path);
  repository.write(name, content);
};

const inOtherForm: readonly (readonly [string, (repository: TestRepository) => void, string])[] = [
  [
    'deleted',
    (repository) => repository.remove(path),
    'deleted, renamed to something else, or no regular file any more',
  ],
  [
    'a symbolic link',
    (repository) => {
      repository.remove(path);
      repository.write('large.bin', resnet18.file);
      symlinkSync('../large.bin', join(repository.root, path));
    },
    'no regular file any more',
  ],
  [
    'a submodule',
    (repository) => {
      repository.remove(path);
      repository.git('rm', '-q', '--cached', path);
      repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},models`);
    },
    'is a submodule there',
  ],
  ['compressed', become(`${path}.gz`, gzipSync(resnet18.file)), 'classifier.onnx.gz'],
  ['an .ort file', become('models/classifier.ort', 'ORTM'), 'classifier.ort'],
  ['a .tflite file', become('models/classifier.tflite', 'TFL3'), 'classifier.tflite'],
  ['renamed out of its entry', become('models/other.onnx', resnet18.file), 'isn’t held to the same budgets'],
  ['replaced by a model of other structure', become('models/other.onnx', net()), 'is gone at head'],
  [
    'undecidable',
    (repository) => repository.write(path, net({ tail: { op: 'Mystery', domain: 'own' } })),
    'must leave what the base branch judges decidable',
  ],
];

describe('what base’s policy has budgets for, and a fork makes', () => {
  test.for(inOtherForm)('%s: exit code 3, with the reason', { timeout: 120_000 }, async ([, change, reason]) => {
    const fork = modelRepository(change);
    await using github = await startGithub();
    const plain = reason.replace('’', "'");
    const result = await judge(github, fork, fork.origin());
    expect(result.log).toMatch(
      /^::error title=Flopgate%3A classifier|^::error title=Flopgate%3A models\/(?:other.onnx|classifier.onnx.gz)/m,
    );
    expect(result).toMatchObject({ code: 3, outputs: { verdict: 'undecided' }, report: { exitCode: 3 } });
    expect(result.log).toContain(plain);
    expect(result.summary.replaceAll(/&#\d+;/g, '')).toContain(plain);
    expect(result.summary).toContain('ask a maintainer to set the label');
    expect(result.summary).not.toContain('no longer judged');
  });

  test('deleted in the repository itself: as ever', async () => {
    const own = modelRepository((repository) => repository.remove(path));
    await using github = await startGithub();
    const result = await judge(github, own, own.origin(), { headRepo: 'octo/models' });
    expect(result).toMatchObject({ code: 0, report: { exitCode: 0 } });
  });

  test('renamed to where the same budgets hold: judged', async () => {
    const fork = modelRepository(become('models/other.onnx', resnet18.file));
    fork.repository.write('flopgate.yml', policyText.replace(path, '"models/*.onnx"'));
    fork.repository.commit('a glob');
    await using github = await startGithub();
    const result = await judge(github, fork, fork.origin());
    expect(result).toMatchObject({ code: 0, outputs: { verdict: 'pass', changed: '1' } });
  });

  test('that nothing has budgets for: as ever', async () => {
    const fork = modelRepository((repository) => repository.remove(path));
    fork.repository.write('flopgate.yml', 'version: 1\n');
    fork.repository.commit('no budgets');
    await using github = await startGithub();
    expect(await judge(github, fork, fork.origin())).toMatchObject({ code: 0 });
  });

  test('gone, and a maintainer sets the label: accepted', async () => {
    const fork = modelRepository((repository) => repository.remove(path));
    await using github = await startGithub();
    github.state.roles.set('ada', 'triage');
    const by = { login: 'ada', id: 1, type: 'User' } as const;
    github.state.labellings.push({ issue: 7, event: 'labeled', label: 'flopgate-accept', by });
    const result = await judge(github, fork, fork.origin());
    expect(result).toMatchObject({ code: 0, report: { exitCode: 0 } });
    expect(result.summary).toContain('ada');
  });

  test('its weights elsewhere: the size of the rest decides nothing', async () => {
    const fork = modelRepository((repository) => {
      repository.write('models/side.onnx', net());
    });
    const { repository } = fork;
    repository.write('models/big.onnx', net());
    repository.write('models/big.onnx.data', 'x'.repeat(1000));
    repository.write('flopgate.yml', `${policyText}  `.replace('memory: { max: 1GiB }', 'size: { max: 1MiB }'));
    repository.commit('weights beside a model');
    repository.git('checkout', '-q', 'feature');
    repository.git('merge', '-q', '-m', 'merge', 'main');
    repository.remove('models/big.onnx.data');
    repository.write('models/weights.bin', 'x'.repeat(2000));
    repository.write('models/big.onnx', net({ depth: 3 }));
    repository.commit('elsewhere');
    repository.git('checkout', '-q', 'main');
    await using github = await startGithub();
    const result = await judge(github, fork, fork.origin());
    expect(result).toMatchObject({ code: 3 });
    expect(result.summary).toContain('are gone');
  });
});

test('in the shards of a matrix, merged, and told by mode: report', { timeout: 240_000 }, async () => {
  const fork = modelRepository((repository) => {
    repository.remove(path);
    repository.write('models/second.onnx', net());
  });
  const origin = fork.origin();
  await using github = await startGithub();
  const shards = await Promise.all(
    ['1/2', '2/2'].map(async (shard) => judge(github, fork, origin, { inputs: { shard, bench: 'off' } })),
  );
  expect(new Set(shards.map(({ code }) => code))).toEqual(new Set([0, 3]));
  const workspace = scratchFolder();
  for (const [i, { outputs }] of shards.entries()) {
    mkdirSync(join(workspace, `reports/${i}`), { recursive: true });
    cpSync(outputs['report'] ?? '', join(workspace, `reports/${i}/flopgate-report.json`));
  }
  const merged = await judge(github, fork, origin, { workspace, inputs: { mode: 'merge', reports: 'reports' } });
  expect(merged).toMatchObject({ code: 3, outputs: { verdict: 'undecided' } });
  expect(merged.summary).toContain('is gone at head');

  const { headSha } = origin;
  const pull = { number: 7, headRepository: 'eve/models', headBranch: 'feature', headSha, baseBranch: 'main' };
  github.state.pulls.push({ ...pull, state: 'open' });
  const zip = zipOf([{ name: 'flopgate-report.json', content: JSON.stringify(merged.report) }]);
  github.state.artifacts.push({ id: 77, run: 41, name: 'flopgate-report', zip, expired: false });
  const payload = workflowRunPayload({ headSha });
  await runAction({ event: 'workflow_run', payload, workspace: scratchFolder(), github, run: 900 });
  expect(github.state.comments.map(({ body }) => body)).toEqual([expect.stringContaining('is gone at head')]);
});
