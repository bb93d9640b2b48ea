import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Tests that a document's tables name: `host/github-client`. */
const namedTests = (document: string): string[] =>
  readFileSync(document, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') || line.includes('(`'))
    .flatMap((line) => [...line.matchAll(/`((?:test\/)?(?:action|e2e|host|house|read|report|support)\/[\w-]+)`/g)])
    .map(([, name = '']) => name.replace(/^test\//, ''));

test.each(['SECURITY.md', 'docs/github.md'])('every test that %s names is there', (document) => {
  const named = namedTests(document);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !existsSync(`test/${name}.test.ts`) && !existsSync(`test/${name}.ts`))).toEqual([]);
});
