import { describe, expect, test } from 'vitest';
import { gitEnvironment } from '#host/git/guard.ts';

const secret = 's3cret';

const settings = (env: Readonly<Record<string, string>>): readonly string[] =>
  Array.from(
    { length: Number(env['GIT_CONFIG_COUNT']) },
    (_, i) => `${env[`GIT_CONFIG_KEY_${i}`]}=${env[`GIT_CONFIG_VALUE_${i}`]}`,
  );

describe('git’s environment', () => {
  test.each(
    (
      'PATH Path HOME USER LANG LC_CTYPE TMPDIR SUDO_UID HTTPS_PROXY https_proxy no_proxy SSL_CERT_FILE CURL_CA_BUNDLE SSH_AUTH_SOCK ' +
      'XDG_CONFIG_HOME XDG_RUNTIME_DIR KRB5CCNAME SystemRoot ProgramFiles(x86) LOCALAPPDATA GIT_SSH_COMMAND GIT_SSL_CAINFO ' +
      'GIT_CONFIG_GLOBAL GIT_CONFIG_PARAMETERS GIT_ASKPASS GIT_TRACE GIT_TRACE_CURL GIT_COMMITTER_NAME GIT_EXEC_PATH GIT_DIR ' +
      'GIT_INDEX_FILE GIT_OBJECT_DIRECTORY VSCODE_GIT_IPC_HANDLE'
    ).split(' '),
  )('holds %s', (name) => {
    expect(gitEnvironment({}, { [name]: 'x' })).toHaveProperty([name], 'x');
  });

  test.each(
    (
      'INPUT_TOKEN INPUT_GITHUB-TOKEN GITHUB_TOKEN GH_TOKEN GITHUB_WORKSPACE GITHUB_ENV ACTIONS_RUNTIME_TOKEN RUNNER_TEMP NPM_TOKEN ' +
      'AWS_SECRET_ACCESS_KEY GIT_TOKEN GIT_PASSWORD GIT_PAT GIT_SSH_KEY GIT_EXTERNAL_DIFF GIT_EDITOR GIT_SEQUENCE_EDITOR PAGER NODE_OPTIONS ' +
      'BASH_ENV GIT_TEMPLATE_DIR GIT_TEST_ASSUME_DIFFERENT_OWNER MY_PATH PATH_TO_KEY'
    ).split(' '),
  )('does not hold %s', (name) => {
    const env = gitEnvironment({ lazyFetch: true }, { [name]: secret });
    expect(Object.values(env)).not.toContain(secret);
    expect(env).not.toHaveProperty([name]);
  });

  test.each([
    'GIT_DIR',
    'GIT_WORK_TREE',
    'GIT_INDEX_FILE',
    'GIT_COMMON_DIR',
    'GIT_OBJECT_DIRECTORY',
    'GIT_QUARANTINE_PATH',
  ])('does not hold %s of a hook where another repository is named', (name) => {
    expect(Object.values(gitEnvironment({ gitDir: '/own' }, { [name]: 'other' }))).not.toContain('other');
  });

  const lent = {
    GIT_CONFIG_COUNT: '3',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: 'evil',
    GIT_CONFIG_KEY_1: 'http.https://git.example/.extraheader',
    GIT_CONFIG_VALUE_1: secret,
    GIT_CONFIG_KEY_2: 'user.name',
    GIT_CONFIG_VALUE_2: 'me',
  };
  test('keeps what it is lent, with the guard’s settings after it', () => {
    const list = settings(gitEnvironment({ lazyFetch: true, settings: [['protocol.ext.allow', 'always']] }, lent));
    expect(list.slice(0, 4)).toEqual([
      'core.fsmonitor=evil',
      `http.https://git.example/.extraheader=${secret}`,
      'user.name=me',
      'protocol.ext.allow=always',
    ]);
    expect(list.slice(4)).toEqual(
      expect.arrayContaining(['core.fsmonitor=false', 'protocol.ext.allow=never', 'safe.bareRepository=explicit']),
    );
  });

  test('lends no credentials to a command that stays on this machine', () => {
    const env = gitEnvironment({ settings: [['credential.helper', secret]] }, lent);
    expect(env['GIT_NO_LAZY_FETCH']).toBe('1');
    expect(settings(env).filter((one) => one.includes(secret))).toEqual([]);
    expect(Object.values(env)).not.toContain(secret);
    expect(settings(env)).toContain('user.name=me');
  });

  test.each([
    ['ext:https', 'https'],
    ['https:ssh', 'https:ssh'],
    ['ext', ''],
  ])('GIT_ALLOW_PROTOCOL=%s allows %j', (given, kept) => {
    expect(gitEnvironment({}, { GIT_ALLOW_PROTOCOL: given })).toHaveProperty('GIT_ALLOW_PROTOCOL', kept);
  });

  test.each(['x', '-1', '1e9', ''])('a count of settings that is none, %j, lends none', (count) => {
    expect(Number(gitEnvironment({}, { GIT_CONFIG_COUNT: count })['GIT_CONFIG_COUNT'])).toBeLessThan(10);
  });
});
