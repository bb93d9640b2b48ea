import picomatch from 'picomatch/posix.js';

/** True where the text is a pattern and not a plain path. */
export function isGlob(pattern: string): boolean {
  return picomatch.scan(pattern).isGlob;
}

const tests = new Map<string, (path: string) => boolean>();

/** A test of paths (`/` between folders, relative to the repository): `*` stays in its folder, `**` doesn't. */
export function globTest(pattern: string): (path: string) => boolean {
  const known = tests.get(pattern);
  if (known !== undefined) return known;
  if (tests.size > 20_000) tests.clear();
  const test = compile(pattern.replace(/^\.\//, '').replace(/\/$/, '/**'));
  tests.set(pattern, test);
  return test;
}

function compile(pattern: string): (path: string) => boolean {
  if (!isGlob(pattern)) return (path) => path === pattern;
  const matches = picomatch(pattern, { dot: true, nonegate: true });
  return (path) => path === pattern || matches(path);
}

/** The part of a pattern before its first wildcard: the folder below which all matches lie, '' for the root. */
export function globBase(pattern: string): string {
  const { base } = picomatch.scan(pattern.replace(/^\.\//, ''));
  return base === '.' ? '' : base;
}
