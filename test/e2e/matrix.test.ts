import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runAction, type ActionResult } from '../support/action-run.ts';
import { pullRequestPayload } from '../support/events.ts';
import { startGithub, type GithubServer } from '../support/github-server.ts';
import { mergeCheckout, modelRepository, resnet18Again, resnet50 } from '../support/model-repository.ts';
import { net } from '../support/models.ts';
import { removeScratch, scratchFolder } from '../support/repository.ts';

afterAll(removeScratch);

const models = modelRepository((repository) => {
  repository.write('models/classifier.onnx', resnet50.file);
  repository.write('models/second.onnx', resnet18Again.file);
  repository.write('models/third.onnx', net());
});
const origin = models.origin();
const url = `file://${models.repository.root}`;

const step = async (
  github: GithubServer,
  inputs: Readonly<Record<string, string>>,
  workspace?: string,
): Promise<ActionResult> => {
  const payload = pullRequestPayload({ headSha: origin.headSha });
  const folder = workspace ?? mergeCheckout(url, origin).root;
  return runAction({ event: 'pull_request', payload, workspace: folder, github, inputs: { bench: 'off', ...inputs } });
};

test('plan, a job for each shard, and merge: one verdict and one comment; a lost shard is no pass', async () => {
  await using github = await startGithub();
  const plan = await step(github, { mode: 'plan', shards: '2' });
  expect(plan).toMatchObject({ code: 0, outputs: { changed: '3' } });
  const { include } = JSON.parse(plan.outputs['matrix'] ?? '') as { include: readonly { shard: string }[] };
  expect(include.map(({ shard }) => shard)).toEqual(['1/2', '2/2']);

  const jobs = await Promise.all(include.map(async ({ shard }) => step(github, { shard })));
  expect(new Set(jobs.map(({ code }) => code))).toEqual(new Set([0, 1]));
  expect(github.state.comments).toEqual([]);

  // As actions/download-artifact leaves them: a folder each.
  const workspace = scratchFolder();
  const collect = (into: string, some: readonly ActionResult[]): void => {
    for (const [i, { outputs }] of some.entries()) {
      mkdirSync(join(workspace, into, `report-${i}`), { recursive: true });
      cpSync(outputs['report'] ?? '', join(workspace, into, `report-${i}/flopgate-report.json`));
    }
  };
  collect('all', jobs);
  collect(
    'passed',
    jobs.filter(({ code }) => code === 0),
  );

  const merged = await step(github, { mode: 'merge', reports: 'all' }, workspace);
  expect(merged).toMatchObject({ code: 1, outputs: { verdict: 'fail', changed: '3', failed: '1' } });
  expect(github.state.comments).toHaveLength(1);

  const lost = await step(github, { mode: 'merge', reports: 'passed' }, workspace);
  expect(lost).toMatchObject({ code: 3, outputs: { verdict: 'undecided' } });
  expect(github.state.comments).toHaveLength(1);
  expect(github.state.comments[0]?.body).toContain('Incomplete');
});
