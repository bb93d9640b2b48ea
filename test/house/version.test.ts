import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { version } from '#gate/version.ts';

test('the program says the version that package.json has', () => {
  expect(version).toBe((JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version);
});
