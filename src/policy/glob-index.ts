import { globBase, globTest } from './glob.ts';
import type { GlobWork } from './glob-match.ts';

/** Many patterns, asked of many paths: a path meets those of its own folders only. */
export interface GlobIndex {
  /** Position of the first pattern that fits; −1 if none does. */
  first(path: string): number;
  fits(path: string): boolean;
}

interface Numbered {
  readonly at: number;
  readonly test: (path: string) => boolean;
}

/**
 * @param work what the patterns take together
 * @throws Fault `bad-glob`; when asked, `too-much-work`
 */
export function globIndex(patterns: readonly string[], work: GlobWork): GlobIndex {
  const below = new Map<string, Numbered[]>();
  for (const [at, pattern] of patterns.entries()) {
    const base = globBase(pattern);
    const entry = { at, test: globTest(pattern, work) };
    if (below.get(base)?.push(entry) === undefined) below.set(base, [entry]);
  }
  function first(path: string): number {
    let least = -1;
    for (const folder of foldersOf(path)) {
      const found = below.get(folder)?.find(({ at, test }) => (least === -1 || at < least) && test(path));
      if (found !== undefined) least = found.at;
    }
    return least;
  }
  return { first, fits: (path) => first(path) !== -1 };
}

/** The root, each folder of a path, and the path itself. */
function foldersOf(path: string): readonly string[] {
  const folders = [''];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) folders.push(path.slice(0, at));
  return [...folders, path];
}
