import { isAbsolute, resolve } from 'node:path';
import { makeTempFolder } from '#system/temp.ts';
import type { Setting } from '#host/git/guard.ts';
import { guarded, runGit, type GitOptions } from '#host/git/run-git.ts';

/** Name of the remote in the scratch repository. */
export const DATA = 'data';

/** A bare repository of our own, with one remote: whatever becomes of it, the user's repository stays as it was. */
export interface Scratch {
  readonly folder: string;
  /** For every git command there: its place, and the rights that the user's repository has to its remote. */
  readonly how: Pick<GitOptions, 'at' | 'settings'>;
  /** Where the data branch lives, for messages. */
  readonly url: string;
  remove(): void;
}

/**
 * Makes a scratch repository that may read and write what the user's repository may.
 * @param root the user's repository; without a remote it is itself where the data branch lives
 * @throws Fault as `runGit`
 */
export async function openScratch(root: string): Promise<Scratch> {
  const settings = await localSettings(root);
  const name = remoteName(settings);
  const url = await urlOf(root, name, []);
  const pushUrl = await urlOf(root, name, ['--push']);
  const { path: folder, remove } = makeTempFolder('history', process.env['RUNNER_TEMP'] || undefined);
  const own = [
    [`remote.${DATA}.url`, url],
    [`remote.${DATA}.pushurl`, pushUrl],
    [`remote.${DATA}.promisor`, 'true'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['core.hooksPath', '/dev/null'],
    ['push.recurseSubmodules', 'no'],
    // One tree at a time is asked for, by its id: what else is here has no say in it.
    ['fetch.negotiationAlgorithm', 'noop'],
  ] as const;
  const how = { at: { gitDir: folder }, settings: [...settings.filter(isRight), ...own] };
  try {
    const format = await runGit(root, ['rev-parse', '--show-object-format']);
    const init = ['init', '-q', '--bare', '--template=', `--object-format=${format.stdout.toString('utf8').trim()}`];
    await runGit(folder, [...init, folder], { at: { gitDir: folder } });
  } catch (thrown) {
    remove();
    throw thrown;
  }
  return { folder, how, url, remove };
}

/** What the repository's own files set, includes followed (a checkout's credentials lie there). */
async function localSettings(root: string): Promise<readonly Setting[]> {
  const wanted = String.raw`^(remote\..*\.url|http\..*|credential\..*|ssh\..*|protocol\..*|core\.sshcommand|core\.gitproxy)$`;
  const command = ['config', '--local', '--includes', '-z', '--get-regexp', wanted];
  const { stdout } = await runGit(root, command, { answers: [1] });
  return stdout
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf('\n');
      return at === -1 ? [entry, 'true'] : [entry.slice(0, at), entry.slice(at + 1)];
    });
}

const isRight = ([key]: Setting): boolean => !key.startsWith('remote.');

function remoteName(settings: readonly Setting[]): string | null {
  const names = settings.flatMap(([key]) => /^remote\.(.*)\.url$/s.exec(key)?.[1] ?? []);
  return names.includes('origin') ? 'origin' : (names[0] ?? null);
}

/** An address that holds in any folder. */
async function urlOf(root: string, name: string | null, flags: readonly string[]): Promise<string> {
  if (name === null) return guarded(root).cwd;
  const { stdout } = await runGit(root, ['remote', 'get-url', ...flags, name]);
  const [url = ''] = stdout.toString('utf8').split('\n');
  return isAbsolute(url) || /^[^/]*:/.test(url) ? url : resolve(root, url);
}

/** `owner/name` of a remote's address, null for a path. */
export function webNameOf(url: string): string | null {
  return webPlaceOf(url)?.name ?? null;
}

/** Where a forge shows commits, as GitHub, GitLab and Gitea do; null for a path. */
export function commitUrlOf(url: string): string | null {
  const place = webPlaceOf(url);
  return place === null ? null : `https://${place.host}/${place.name}/commit/`;
}

/** Of `https://host/owner/name.git`, `ssh://git@host/owner/name` or `git@host:owner/name`; nothing secret comes along. */
function webPlaceOf(url: string): { readonly host: string; readonly name: string } | null {
  const match =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\/([\w./~-]+?)(?:\.git)?\/?$/.exec(url) ??
    /^(?:[\w.-]+@)([\w.-]+):([\w./~-]+?)(?:\.git)?\/?$/.exec(url);
  return match?.[1] === undefined || match[2] === undefined ? null : { host: match[1], name: match[2] };
}
