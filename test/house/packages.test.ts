import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const specifiers = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*['"]([^'"]+)['"]/g;

/** `@scope/name/sub` is of the package `@scope/name`; our own files and the platform are of none. */
const packageOf = (specifier: string): string | undefined =>
  /^(?:[.#/]|node:)/.test(specifier) ? undefined : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** The files that import each third-party package, by static, type-only or dynamic import. */
const importersOf = (sources: ReadonlyMap<string, string>): Map<string, Set<string>> => {
  const importers = new Map<string, Set<string>>();
  for (const [file, text] of sources) {
    for (const [, specifier = ''] of text.matchAll(specifiers)) {
      const name = packageOf(specifier);
      if (name !== undefined) importers.set(name, (importers.get(name) ?? new Set()).add(file));
    }
  }
  return importers;
};

const shared = (sources: ReadonlyMap<string, string>): [string, string[]][] =>
  [...importersOf(sources)].filter(([, files]) => files.size > 1).map(([name, files]) => [name, [...files].toSorted()]);

test('each third-party package is imported by one file of src', () => {
  const files = globSync('src/**/*.ts');
  expect(files).not.toEqual([]);
  expect(shared(new Map(files.map((file) => [file, readFileSync(file, 'utf8')])))).toEqual([]);
});

describe('two doors to one package are seen', () => {
  test.each([
    ['static', "import { z } from 'zod';"],
    ['of a subpath', "import { z } from 'zod/mini';"],
    ['of its types', "import type { ZodType } from 'zod';"],
    ['dynamic', "const { z } = await import('zod');"],
    ['over several lines', "import {\n  z,\n} from 'zod';"],
    ['for its effect', "import 'zod';"],
    ['handed on', "export { z } from 'zod';"],
  ])('%s', (_, code) => {
    const sources = new Map([
      ['a.ts', "import { z } from 'zod';"],
      ['b.ts', code],
    ]);
    expect(shared(sources)).toEqual([['zod', ['a.ts', 'b.ts']]]);
  });

  test('but not where one file imports twice, or two files import the platform or each other', () => {
    const own = "import { join } from 'node:path';\nimport { x } from './x.ts';\nimport { y } from '#graph/y.ts';\n";
    const sources = new Map([
      ['a.ts', `import { z } from '@a/zod';\nconst { y } = await import('@a/zod/y');\n${own}`],
      ['b.ts', `import { z } from '@a/zebra';\n${own}`],
    ]);
    expect(shared(sources)).toEqual([]);
  });
});
