import type { GlobWork } from './glob-match.ts';
import { globTest } from './glob.ts';

/** Where GitHub looks for the file, in this order. */
export const ownerPlaces = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

const MAX_LINES = 5000;

/**
 * Reads a CODEOWNERS file: who owns a path, as logins and teams in small letters, without `@`. The last pattern that fits decides, as on
 * GitHub; addresses of e-mail name nobody here.
 */
export function readOwners(text: string): (path: string) => readonly string[] {
  const work: GlobWork = { steps: 0 };
  const rules = text
    .split(/\r?\n/)
    .slice(0, MAX_LINES)
    .flatMap((line) => {
      const [pattern = '', ...owners] = line
        .replace(/(?:^|\s)#.*$/, '')
        .trim()
        .split(/\s+/);
      if (pattern === '' || pattern.length > 500) return [];
      const tests = globsOf(pattern).map((glob) => globTest(glob, work));
      const names = owners.filter((owner) => owner.startsWith('@')).map((owner) => owner.slice(1).toLowerCase());
      return [{ fits: (path: string): boolean => tests.some((test) => test(path)), names }];
    })
    .toReversed();
  return (path) => rules.find(({ fits }) => fits(path))?.names ?? [];
}

/** A pattern of CODEOWNERS as globs: one without a slash inside fits at any depth, one that names a folder fits all in it. */
function globsOf(written: string): readonly string[] {
  const plain = written.replaceAll(/[{}()[\]!+@|\\]/g, '?');
  const anchored = /\/(?!$)/.test(plain);
  const rooted = `${anchored ? '' : '**/'}${plain.replace(/^\//, '')}`;
  if (rooted.endsWith('/')) return [`${rooted}**`];
  const name = rooted.slice(rooted.lastIndexOf('/') + 1);
  return anchored && name.includes('*') ? [rooted] : [rooted, `${rooted}/**`];
}
