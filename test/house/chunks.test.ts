import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtDist } from '../support/built.ts';

/** Chunks that hold many files: libraries, what every start needs, and the bundler's own. */
const gathered = /^(?:core|lib-[a-z]+|rolldown-runtime)$/;
const namesOfSources = globSync('src/**/*.ts').map((file) =>
  file.replaceAll('\\', '/').slice('src/'.length, -'.ts'.length).replaceAll('/', '-'),
);

test('a chunk of dist/ is named by the file that it is loaded for, and none by a number', () => {
  const names = globSync('chunks/*', { cwd: builtDist() }).map((file) => /([^\\/]+)\.js$/.exec(file)?.[1] ?? file);
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !gathered.test(name) && !namesOfSources.includes(name))).toEqual([]);
});
