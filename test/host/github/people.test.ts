import { describe, expect, test } from 'vitest';
import { openGitHub, type GitHub } from '#host/github/client.ts';
import { isMember, labelledBy, type Labelled } from '#host/github/people.ts';
import { jobToken, startGithub, type GithubServer } from '../../support/github-server.ts';
import { jobBot, type Person, type State } from '../../support/github-state.ts';

const repository = 'octo/models';
const ada: Person = { login: 'ada', id: 1, type: 'User' };
const [old, head] = ['a'.repeat(40), 'b'.repeat(40)];
const place = { repository, number: 7, headSha: head };
const valid: Labelled = { kind: 'valid', login: 'ada' };
const stale: Labelled = { kind: 'stale', login: 'ada' };
const none: Labelled = { kind: 'none' };

const client = async ({ url, graphqlUrl }: GithubServer): Promise<GitHub> =>
  openGitHub({ token: jobToken, apiUrl: url, graphqlUrl });

/** What happens to the pull request, in order: a label put on or taken off, a push. */
type Step = 'on' | 'off' | 'push' | 'old push' | 'force push' | 'comment';

async function labelledAfter(
  steps: readonly Step[],
  by: Person,
  role: Parameters<State['roles']['set']>[1],
  since?: string,
): Promise<Labelled> {
  await using github = await startGithub();
  github.state.roles.set(by.login, role);
  const label = (event: 'labeled' | 'unlabeled', name = 'flopgate-accept') =>
    ({ issue: 7, event, label: name, by, at: '2026-03-01T12:00:00Z' }) as const;
  const events = {
    on: label('labeled'),
    off: label('unlabeled'),
    push: { issue: 7, event: 'committed', sha: head },
    'old push': { issue: 7, event: 'committed', sha: old },
    'force push': { issue: 7, event: 'head_ref_force_pushed' },
    comment: { issue: 7, event: 'commented' },
  } as const;
  github.state.labellings.push(...steps.map((step) => events[step]));
  for (let i = 0; i < 120; i += 1) github.state.labellings.push(label('labeled', `other-${i}`));
  return await labelledBy(await client(github), place, 'Flopgate-Accept', since);
}

const custom = (permission: 'write' | 'read', triage: boolean) => ({ name: 'ml-reviewer', permission, triage });

describe.concurrent('a label counts', () => {
  test.for<[string, Step[], Person, Parameters<State['roles']['set']>[1], Labelled]>([
    ['from somebody who may write', ['push', 'on'], ada, 'write', valid],
    ['from somebody who may triage', ['push', 'on'], ada, 'triage', valid],
    ['put back', ['push', 'on', 'off', 'on'], ada, 'admin', valid],
    ['with talk after it', ['push', 'on', 'comment'], ada, 'admin', valid],
    ['from a custom role that may write', ['push', 'on'], ada, custom('write', true), valid],
    ['from a custom role that may triage', ['push', 'on'], ada, custom('read', true), valid],
    ['not from a custom role that may only read', ['push', 'on'], ada, custom('read', false), none],
    ['not from somebody who may only read', ['push', 'on'], ada, 'read', none],
    ['not from a stranger', ['push', 'on'], ada, 'none', none],
    ['not from a workflow', ['push', 'on'], jobBot, 'write', none],
    ['not taken off again', ['push', 'on', 'off'], ada, 'admin', none],
    ['not where it never was', ['push'], ada, 'admin', none],
    ['not for a commit after it', ['old push', 'on', 'push'], ada, 'admin', stale],
    ['not for commits rewritten after it', ['push', 'on', 'force push'], ada, 'admin', stale],
    ['not for a commit that the timeline hasn’t', ['old push', 'on'], ada, 'admin', stale],
  ])('%s', async ([, steps, by, role, expected]) => {
    expect(await labelledAfter(steps, by, role)).toEqual(expected);
  });

  test.for<[string, Labelled]>([
    ['2026-03-01T11:59:59Z', valid],
    ['2026-03-01T12:00:00Z', valid],
    ['2026-03-01T12:00:01Z', stale],
  ])('a commit known to have come at %s, wherever its own dates put it', async ([since, expected]) => {
    expect(await labelledAfter(['push', 'on'], ada, 'write', since)).toEqual(expected);
  });
});

test('members of a team, where the token may see them', async () => {
  await using github = await startGithub();
  const hub = await client(github);
  await expect(isMember(hub, 'octo/ml', 'ada')).rejects.toMatchObject({ code: 'github-forbidden' });
  github.state.teams.set('*', []).set('octo/ml', ['ada']);
  expect(await isMember(hub, 'octo/ml', 'ada')).toBe(true);
  expect(await isMember(hub, 'octo/ml', 'eve')).toBe(false);
});
