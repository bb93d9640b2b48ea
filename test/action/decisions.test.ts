import { afterAll, describe, expect, test } from 'vitest';
import { runAction, type ActionResult } from '../support/action-run.ts';
import { checkout, type Origin } from '../support/checkout.ts';
import { mergeGroupPayload, pullRequestPayload, pushPayload, type Payload } from '../support/events.ts';
import { startGithub, type GithubServer } from '../support/github-server.ts';
import type { Person, PullRequest } from '../support/github-state.ts';
import { mergeCheckout, modelRepository, policyText, resnet50 } from '../support/model-repository.ts';
import { removeScratch } from '../support/repository.ts';

afterAll(removeScratch);

const larger = modelRepository((repository) => repository.write('models/classifier.onnx', resnet50.file));
const url = `file://${larger.repository.root}`;
const origin = larger.origin();
const ada: Person = { login: 'ada', id: 1, type: 'User' };
const eve: Person = { login: 'eve', id: 2, type: 'User' };

const enough = 'larger\n\nFlopgate-Accept: classifier.macs +130% wanted';

const pull = (commits: PullRequest['commits'] = [], more: Partial<PullRequest> = {}): PullRequest => ({
  number: 7,
  state: 'open',
  headRepository: 'octo/models',
  headBranch: 'feature',
  headSha: origin.headSha,
  baseBranch: 'main',
  author: ada,
  commits,
  ...more,
});

const labelled = (github: GithubServer, by: Person): void => {
  github.state.roles.set(by.login, 'triage');
  github.state.labellings.push({ issue: 7, event: 'labeled', label: 'flopgate-accept', by });
};

const onPull = async (github: GithubServer, at: Origin = origin, more: Payload = {}): Promise<ActionResult> => {
  const payload = { ...pullRequestPayload({ headSha: at.headSha }), ...more };
  return runAction({ event: 'pull_request', payload, workspace: mergeCheckout(url, at).root, github });
};

/** At depth 1, as the merge queue's or the pushed commit is checked out. */
const onEvent = async (github: GithubServer, event: string, payload: Payload): Promise<ActionResult> =>
  runAction({ event, payload, workspace: checkout(url, origin.mergeSha, 'heads/main').root, github });

describe.concurrent('a pull request, from a checkout that knows no history', () => {
  test.for<[string, readonly string[], number]>([
    ['a trailer with room enough', [enough, 'more'], 0],
    ['a trailer without', ['larger\n\nFlopgate-Accept: classifier.macs +100% wanted'], 1],
    ['a trailer for another model', ['larger\n\nFlopgate-Accept: other.macs +130% wanted'], 1],
    ['a trailer without a reason', ['larger\n\nFlopgate-Accept: classifier.macs +130%'], 1],
    ['none', ['larger'], 1],
  ])('%s', async ([, messages, code]) => {
    await using github = await startGithub();
    github.state.pulls.push(pull(messages.map((message, i) => ({ sha: String(i).repeat(40), message }))));
    const result = await onPull(github);
    expect(result).toMatchObject({ code, outputs: { verdict: code === 0 ? 'warn' : 'fail' } });
  });

  test('a label, put there by somebody who may', async () => {
    await using github = await startGithub();
    github.state.pulls.push(pull());
    labelled(github, ada);
    expect(await onPull(github)).toMatchObject({ code: 0, outputs: { verdict: 'warn' } });
  });

  test('a push after the label ends it, and the summary says so', async () => {
    await using github = await startGithub();
    github.state.pulls.push(pull());
    labelled(github, ada);
    github.state.labellings.push({ issue: 7, event: 'committed', sha: origin.headSha });
    const result = await onPull(github);
    expect(result).toMatchObject({ code: 1, outputs: { verdict: 'fail' } });
    expect(result.summary).toContain('was given before the newest commit');
  });
});

describe.concurrent('after the pull request', () => {
  const queue = mergeGroupPayload(origin.mergeSha, origin.mainSha);
  const push = pushPayload(origin.mainSha, origin.mergeSha, { commits: [{ id: origin.mergeSha }] });
  const rows: readonly (readonly [string, string, Payload])[] = [
    ['in the merge queue', 'merge_group', queue],
    ['when its merge is pushed', 'push', push],
  ];
  const brought = (github: GithubServer, ...pulls: readonly PullRequest[]): void => {
    github.state.pulls.push(...pulls);
    github.state.brought.set(
      origin.mergeSha,
      pulls.map(({ number }) => number),
    );
  };
  const signed = [{ sha: origin.headSha, message: enough }];

  test.for(rows)('%s: nothing accepts it', async ([, event, payload]) => {
    await using github = await startGithub();
    brought(github, pull([], { isMerged: event === 'push' }));
    expect(await onEvent(github, event, payload)).toMatchObject({ code: 1 });
  });

  test.for(rows)('%s: its label counts', async ([, event, payload]) => {
    await using github = await startGithub();
    brought(github, pull([], { isMerged: event === 'push' }));
    labelled(github, ada);
    expect(await onEvent(github, event, payload)).toMatchObject({ code: 0, outputs: { verdict: 'warn' } });
  });

  test.for(rows)('%s: trailers of its commits count', async ([, event, payload]) => {
    await using github = await startGithub();
    brought(github, pull(signed, { isMerged: event === 'push' }));
    expect(await onEvent(github, event, payload)).toMatchObject({ code: 0, outputs: { verdict: 'warn' } });
  });

  test.for(rows)('%s: trailers of a fork’s commits don’t', async ([, event, payload]) => {
    await using github = await startGithub();
    brought(github, pull(signed, { isMerged: event === 'push', headRepository: 'eve/models' }));
    expect(await onEvent(github, event, payload)).toMatchObject({ code: 1 });
  });

  test.for(rows)('%s: an answer that doesn’t come accepts nothing, and is said', async ([, event, payload]) => {
    await using github = await startGithub({ without: /^(?:pulls\/get|repos\/list-pull)/ });
    brought(github, pull(signed, { isMerged: event === 'push' }));
    const result = await onEvent(github, event, payload);
    expect(result.code).toBe(1);
    expect(result.summary).toContain('none of them accepts anything');
  });

  test('a push of two pull requests: the label of one doesn’t speak for both', async () => {
    await using github = await startGithub();
    brought(github, pull([], { isMerged: true }), pull([], { isMerged: true, number: 8 }));
    labelled(github, ada);
    expect(await onEvent(github, 'push', push)).toMatchObject({ code: 1 });
  });
});

/** The same pull request under a policy with another `accept`. */
const under = (rule: string, owners = ''): Origin => {
  const { repository } = larger;
  repository.git('checkout', '-q', 'main');
  repository.write('flopgate.yml', policyText.replace('accept: { max: true }', `accept: { max: true, ${rule} }`));
  if (owners !== '') repository.write('.github/CODEOWNERS', owners);
  repository.commit('who may accept');
  return larger.origin();
};

describe.concurrent('who may accept: base’s policy says', () => {
  test.for<[string, string, string, Person, number]>([
    ['not the author', 'not_author: true', '', ada, 1],
    ['somebody else', 'not_author: true', '', eve, 0],
    ['somebody named', 'by: [eve]', '', eve, 0],
    ['somebody not named', 'by: [eve]', '', ada, 1],
    ['a member of the team', 'by: [octo/ml]', '', eve, 0],
    ['no member of the team', 'by: [octo/ml]', '', ada, 1],
    ['an owner of the model', 'by: [codeowners]', '* @ada\n/models/ @eve\n', eve, 0],
    ['an owner of the rest', 'by: [codeowners]', '* @ada\n/models/ @eve\n', ada, 1],
    ['a team that owns the model', 'by: [codeowners]', 'models/*.onnx @octo/ml\n', eve, 0],
  ])('%s', async ([, rule, owners, by, code]) => {
    await using github = await startGithub();
    const its = under(rule, owners);
    github.state.pulls.push(pull([], { headSha: its.headSha }));
    github.state.teams.set('*', []).set('octo/ml', ['eve']);
    labelled(github, by);
    expect((await onPull(github, its)).code).toBe(code);
  });

  test.for<[string, PullRequest['commits'], number]>([
    ['signed by somebody named', [{ sha: '1'.repeat(40), message: enough, by: eve }], 0],
    ['signed by somebody else', [{ sha: '1'.repeat(40), message: enough, by: ada }], 1],
    ['that claims to be', [{ sha: '1'.repeat(40), message: enough, by: eve, isForged: true }], 1],
    ['not signed', [{ sha: '1'.repeat(40), message: enough }], 1],
  ])('a trailer in a commit %s', async ([, commits, code]) => {
    await using github = await startGithub();
    const its = under('by: [eve]');
    github.state.pulls.push(pull(commits, { headSha: its.headSha }));
    expect((await onPull(github, its)).code).toBe(code);
  });

  test('no trailer where the policy has turned them off', async () => {
    await using github = await startGithub();
    const its = under('trailer: false');
    github.state.pulls.push(pull([{ sha: '1'.repeat(40), message: enough }], { headSha: its.headSha }));
    expect((await onPull(github, its)).code).toBe(1);
  });
});
