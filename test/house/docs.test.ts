import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { registry } from '#count/ops/all.ts';
import { generated } from '../../tools/docs.ts';

test.each(Object.entries(generated))('%s is what the sources make: npm run docs', async (path, make) => {
  const read = (text: string): unknown => (path.endsWith('.json') ? JSON.parse(text) : text);
  expect(read(readFileSync(path, 'utf8'))).toEqual(read(await make()));
});

test('every row says what it costs and how that is verified', () => {
  const silent = [...registry().values()].filter(({ rows }) =>
    rows.some(({ formula, verified }) => formula === '' || (verified ?? '') === ''),
  );
  expect(silent.map(({ domain, name }) => `${domain}::${name}`)).toEqual([]);
});
