import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { spawned } from '../support/action-run.ts';
import { builtDist } from '../support/built.ts';
import { checkout, openPullRequest, serve } from '../support/checkout.ts';
import { mergeGroupPayload, pullRequestPayload, pushPayload, type Payload } from '../support/events.ts';
import { startGitServer, type GitServer } from '../support/git-server.ts';
import { jobToken, startGithub, type GithubServer } from '../support/github-server.ts';
import { resnet18Again, resnet50 } from '../support/model-repository.ts';
import { removeScratch, scratchFolder, testRepository } from '../support/repository.ts';

const root = resolve(import.meta.dirname, '../..');
const act = join(root, '.cache/tools/bin/act');
const workflow = '.github/workflows/gate.yml';
const missing = existsSync(act) ? false : 'act is not installed: bash tools/ci-tools.sh';
if (missing !== false) console.warn(missing);

afterAll(removeScratch);

/** This project's own repository, as far as its workflow needs it, with a pull request that changes a model. */
const project = (model: Buffer) => {
  const folder = scratchFolder();
  const path = join(folder, 'octo/models');
  mkdirSync(path, { recursive: true });
  const repository = testRepository(path);
  repository.git('init', '-q', '-b', 'main');
  serve(repository);
  for (const file of [workflow, 'action.yml', 'flopgate.yml', 'examples/models']) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    cpSync(join(root, file), join(path, file), { recursive: true });
  }
  cpSync(builtDist(), join(path, 'dist'), { recursive: true });
  repository.write('package.json', '{ "type": "module" }');
  repository.commit('the project');
  repository.git('checkout', '-q', '-b', 'feature');
  repository.write('examples/models/resnet18.onnx', model);
  repository.commit('another export');
  repository.git('checkout', '-q', 'main');
  repository.write('README.md', 'main goes on');
  repository.commit('something else');
  return { folder, origin: openPullRequest(repository) };
};

/** Runs the workflow with act on this machine, in a checkout of depth one. */
const run = async (
  folder: string,
  git: GitServer,
  github: GithubServer,
  event: string,
  payload: Payload,
  sha: string,
): Promise<{ readonly code: number | null; readonly log: string }> => {
  const clone = checkout(`file://${folder}/octo/models`, sha, 'remotes/pull/7/merge');
  clone.git('remote', 'set-url', 'origin', `${git.url}/octo/models`);
  const home = scratchFolder();
  writeFileSync(join(home, 'event.json'), JSON.stringify(payload));
  const settings = {
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_SERVER_URL: git.url,
    GITHUB_REPOSITORY: 'octo/models',
  };
  return spawned(
    act,
    [
      event,
      '--json',
      '--no-cache-server',
      '-W',
      workflow,
      '-P',
      'ubuntu-latest=-self-hosted',
      '-e',
      join(home, 'event.json'),
      '-s',
      `GITHUB_TOKEN=${jobToken}`,
      ...Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ],
    clone.root,
    { HOME: home, XDG_CACHE_HOME: home, PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin` },
  );
};
interface Line {
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly kvPairs?: Readonly<Record<string, string>>;
  readonly msg: string;
}

/** What act logs, line by line. */
const linesOf = (log: string): readonly Line[] =>
  log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

const outputsOf = (log: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    linesOf(log)
      .filter(({ command }) => command === 'set-output')
      .map(({ name = '', arg = '' }) => [name, arg]),
  );

describe.skipIf(missing)('this project’s own workflow', () => {
  test.for<[string, Buffer, (headSha: string, mergeSha: string, mainSha: string) => Payload, number]>([
    ['pull_request', resnet18Again.file, (headSha) => pullRequestPayload({ headSha }), 0],
    ['pull_request', resnet50.file, (headSha) => pullRequestPayload({ headSha }), 1],
    ['push', resnet50.file, (_, mergeSha, mainSha) => pushPayload(mainSha, mergeSha), 1],
    ['merge_group', resnet50.file, (_, mergeSha, mainSha) => mergeGroupPayload(mergeSha, mainSha), 1],
  ])('%s', async ([event, model, payload, code]) => {
    const { folder, origin } = project(model);
    await using git = await startGitServer(folder);
    await using github = await startGithub();
    const sent = payload(origin.headSha, origin.mergeSha, origin.mainSha);
    const result = await run(folder, git, github, event, sent, origin.mergeSha);
    expect(result).toMatchObject({ code });
    const isPull = event === 'pull_request';
    expect(outputsOf(result.log)).toMatchObject({
      verdict: code === 0 ? 'pass' : 'fail',
      'base-sha': origin.mainSha,
      'head-sha': isPull ? origin.headSha : origin.mergeSha,
    });
    const errors = linesOf(result.log).filter(({ command }) => command === 'error');
    expect(errors.some(({ kvPairs }) => kvPairs?.['file'] === 'examples/models/resnet18.onnx')).toBe(code === 1);
    expect(github.state.comments).toHaveLength(isPull ? 1 : 0);
    // The base came by one fetch from the server.
    expect(git.calls.filter((call) => call.startsWith('POST')).length).toBeGreaterThan(0);
  });
});
