import type { Porcelain } from './porcelain.ts';
import { remoteOf } from './revision.ts';

/**
 * Environment for git by which a fetch from the server is allowed, for checkouts that kept no credentials of their own
 * (`persist-credentials: false`); empty if there are some, or where the remote is another server. A token in the environment
 * is seen by git alone, not in any list of processes.
 */
export async function lentCredentials(
  git: Porcelain,
  serverUrl: string,
  token: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Readonly<Record<string, string>>> {
  const remote = await remoteOf(git);
  const url = remote === null ? null : withoutUser(await git.ask(['remote', 'get-url', remote]));
  if (token === '' || url === null || !url.startsWith(`${serverUrl}/`)) return {};
  // Two Authorization headers in one request are refused.
  if ((await git.ask(['config', '--get-urlmatch', 'http.extraheader', url])) !== null) return {};
  const at = Number(env['GIT_CONFIG_COUNT'] ?? '0');
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: String(at + 1),
    [`GIT_CONFIG_KEY_${at}`]: `http.${serverUrl}/.extraheader`,
    [`GIT_CONFIG_VALUE_${at}`]: `AUTHORIZATION: basic ${basic}`,
  };
}

/** An address without the user in it, who needs the password all the same; null if it holds a password of its own. */
function withoutUser(url: string | null): string | null {
  const [, scheme = '', user, rest = ''] = /^(https?:\/\/)(?:([^@/]*)@)?(.*)$/s.exec(url ?? '') ?? [];
  return user?.includes(':') === true ? null : `${scheme}${rest}`;
}
