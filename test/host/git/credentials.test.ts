import { afterAll, expect, test } from 'vitest';
import { lentCredentials } from '#host/git/credentials.ts';
import { openPorcelain } from '#host/git/porcelain.ts';
import { removeScratch, testRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const server = 'https://git.example';
const header = `AUTHORIZATION: basic ${Buffer.from('x-access-token:secret').toString('base64')}`;

const lent = async (remote: string | null, config: readonly string[] = [], token = 'secret', env = {}) => {
  const repository = testRepository();
  if (remote !== null) repository.git('remote', 'add', 'origin', remote);
  if (config.length > 0) repository.git('config', ...config);
  return lentCredentials(await openPorcelain(repository.root), server, token, env);
};

test('a checkout that kept none is lent the token, beside what git is told already', async () => {
  expect(await lent(`${server}/octo/models`, [], 'secret', { GIT_CONFIG_COUNT: '2' })).toEqual({
    GIT_CONFIG_COUNT: '3',
    GIT_CONFIG_KEY_2: `http.${server}/.extraheader`,
    GIT_CONFIG_VALUE_2: header,
  });
});

test.each<[string, string | null, readonly string[], string]>([
  [
    'a checkout that kept its own',
    `${server}/octo/models`,
    [`http.${server}/.extraheader`, 'AUTHORIZATION: x'],
    'secret',
  ],
  ['a remote on another server', 'https://elsewhere.example/octo/models', [], 'secret'],
  ['a remote whose name begins alike', `${server}.evil.example/octo/models`, [], 'secret'],
  ['a remote by ssh', 'git@git.example:octo/models.git', [], 'secret'],
  ['a repository without remote', null, [], 'secret'],
  ['a job without token', `${server}/octo/models`, [], ''],
])('%s is lent nothing', async (_, remote, config, token) => {
  expect(await lent(remote, config, token)).toEqual({});
});

test.each(['x-access-token@', 'x-access-token:@', ''])(
  'a remote with the user %j is lent the token unless it has a password',
  async (user) => {
    const remote = `https://${user}git.example/octo/models`;
    expect(Object.keys(await lent(remote)).length).toBe(user.includes(':') ? 0 : 3);
    expect(await lent(`https://x-access-token:own@git.example/octo/models`)).toEqual({});
  },
);
