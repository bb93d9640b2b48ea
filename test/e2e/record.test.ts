import { afterAll, expect, test } from 'vitest';
import { runAction, type ActionResult } from '../support/action-run.ts';
import { checkout } from '../support/checkout.ts';
import { pullRequestPayload, pushPayload, zeros, type Payload } from '../support/events.ts';
import { startGithub } from '../support/github-server.ts';
import { mergeCheckout, modelRepository, resnet50 } from '../support/model-repository.ts';
import { removeScratch } from '../support/repository.ts';

afterAll(removeScratch);

const models = modelRepository((repository) => repository.write('models/classifier.onnx', resnet50.file));
const { mainSha, mergeSha, headSha } = models.origin();
const url = `file://${models.repository.root}`;

async function record(event: string, payload: Payload): Promise<ActionResult> {
  await using github = await startGithub();
  const { root } = checkout(url, mergeSha, 'heads/checked-out');
  return await runAction({ event, payload, github, workspace: root, inputs: { mode: 'record', bench: 'off' } });
}

test('mode: record keeps a push to the default branch from the shallowest clone, over budget or not; again changes nothing', async () => {
  const first = await record('push', pushPayload(mainSha, mergeSha));
  expect(first).toMatchObject({ code: 0, outputs: { verdict: 'pass', 'head-sha': mergeSha } });
  expect(first.summary).toMatch(/`[0-9a-f]{7}` is recorded on `flopgate-data`: 1 models, 1 of them counted anew\./);
  const text = models.repository.git('show', `flopgate-data:v1/${mergeSha.slice(0, 2)}/${mergeSha}.json`);
  expect(JSON.parse(text)).toMatchObject({
    sha: mergeSha,
    parents: [mainSha, headSha],
    models: [{ id: 'classifier', figures: { macs: String(resnet50.macs) }, budgets: { macs: '2000000000' } }],
  });
  const again = await record('push', pushPayload(mainSha, mergeSha));
  expect(again.summary).toContain('was recorded on `flopgate-data` before.');
  expect(models.repository.git('rev-list', '--count', 'flopgate-data')).toBe('1');
});

test('of a pull request or a deleted branch nothing is recorded', async () => {
  const pull = await record('pull_request', pullRequestPayload({ headSha }));
  expect(pull).toMatchObject({ code: 0, outputs: { verdict: 'skipped' } });
  const gone = await record('push', pushPayload(mainSha, zeros, { deleted: true }));
  expect(gone).toMatchObject({ code: 0, outputs: { verdict: 'skipped' } });
});

test('a pull request is told how its models went so far', async () => {
  await record('push', pushPayload(mainSha, mergeSha));
  await using github = await startGithub();
  const { root } = mergeCheckout(url, { repository: models.repository, mainSha, headSha, mergeSha });
  const result = await runAction({
    event: 'pull_request',
    payload: pullRequestPayload({ headSha }),
    github,
    workspace: root,
  });
  const line =
    /\*\*History\*\* \[`flopgate-data`\]\(http\S+\/octo\/models\/tree\/flopgate-data\), MACs: `classifier` [▁-█]+ 4\.09 G/;
  expect(result.summary).toMatch(line);
  expect(github.state.comments[0]?.body).toMatch(line);
});
