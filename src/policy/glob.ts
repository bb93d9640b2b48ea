import { matches, type GlobWork } from './glob-match.ts';
import { firstWildcard, globProblem, parseGlob } from './glob-parse.ts';
import { Fault } from '#graph/fault.ts';
import { quote } from '#text/quote.ts';

/** True if the text is a pattern and not a plain path. */
export function isGlob(pattern: string): boolean {
  return firstWildcard(pattern) < pattern.length;
}

/**
 * A test of paths (`/` between folders, relative to the repository): `*` and `?` stay in their folder, `**` doesn't, `[a-z]`,
 * `{a,b}`, `{1..9}`, `(a|b)`, and groups after `?+*@!` are as in bash. Work is bounded, whatever the pattern.
 * @param work what the patterns of one policy take together
 * @throws Fault `bad-glob` if nobody would write such a pattern; when asked, `too-much-work`
 */
export function globTest(pattern: string, work: GlobWork = { steps: 0 }): (path: string) => boolean {
  const problem = globProblem(pattern);
  if (problem !== null) throw new Fault('bad-glob', `the pattern ${quote(pattern)} ${problem}`, 'write a simpler one');
  const whole = wholeOf(pattern);
  if (!isGlob(whole)) {
    const name = unescaped(whole);
    return (path) => path === name || path === whole;
  }
  const [head, tail] = plainEnds(whole);
  const program = parseGlob(whole);
  return (path) => {
    work.steps += 1;
    if (path === whole) return true;
    return path.startsWith(head) && path.endsWith(tail) && matches(program, path, work, pattern);
  };
}

/** The part of a pattern before its first wildcard: the folder below which all matches lie, '' for the root. */
export function globBase(pattern: string): string {
  const plain = wholeOf(pattern);
  return unescaped(plain.slice(0, Math.max(0, plain.lastIndexOf('/', firstWildcard(plain)))));
}

/** `folder/` is all that lies in it; `**` twice in a row is once. */
const wholeOf = (pattern: string): string =>
  pattern
    .replace(/^\.\//, '')
    .replace(/\/$/, '/**')
    .replaceAll(/(?<=^|\/)\*\*\/(?=\*\*(?:\/|$))/g, '');

const unescaped = (text: string): string => text.replaceAll(/\\(.)/g, '$1');

/** What every match begins and ends with, cheaper to look at than the rest. */
function plainEnds(pattern: string): readonly [string, string] {
  let from = pattern.length;
  while (from > 0 && /[\w.-]/.test(pattern[from - 1] ?? '')) from -= 1;
  return [globBase(pattern), pattern.slice(from)];
}
