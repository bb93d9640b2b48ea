import { afterAll, expect, test } from 'vitest';
import { runAction } from '../support/action-run.ts';
import { pullRequestPayload } from '../support/events.ts';
import { startGithub } from '../support/github-server.ts';
import { mergeCheckout, modelRepository } from '../support/model-repository.ts';
import { net } from '../support/models.ts';
import { removeScratch } from '../support/repository.ts';

afterAll(removeScratch);

const models = 500;

test(
  `${models} changed models: one comment within GitHub’s limit, from a clone that had none of the files of base`,
  { timeout: 300_000 },
  async () => {
    await using github = await startGithub();
    const many = modelRepository((repository) => {
      for (let i = 0; i < models; i += 1)
        repository.write(`models/group-${i % 25}/model-${i}.onnx`, net({ channels: 4, depth: 2, size: 8 + i }));
    });
    // What the pull request changes: every one of them, which is on main already.
    many.repository.git('checkout', '-q', 'main');
    many.repository.git('merge', '-q', 'feature');
    const origin = many.push('deeper', (repository) => {
      for (let i = 0; i < models; i += 1)
        repository.write(`models/group-${i % 25}/model-${i}.onnx`, net({ channels: 4, depth: 3, size: 8 + i }));
    });
    const workspace = mergeCheckout(`file://${many.repository.root}`, origin).root;
    const payload = pullRequestPayload({ headSha: origin.headSha });
    const result = await runAction({ event: 'pull_request', payload, workspace, github });
    expect(result.outputs).toMatchObject({ changed: String(models), verdict: 'pass' });
    const [comment] = github.state.comments;
    expect(comment?.body.length).toBeLessThanOrEqual(60_000);
    expect(comment?.body).toContain(`${models} models`);
    expect(Buffer.byteLength(result.summary)).toBeLessThanOrEqual(1 << 20);
    expect(result.log.match(/^::(?:error|warning) /gm)?.length ?? 0).toBeLessThanOrEqual(20);
  },
);
