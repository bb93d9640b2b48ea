import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { registry } from '#count/ops/all.ts';
import { operatorsPage } from '../../tools/operators-page.ts';

test('docs/operators.md is what the registry makes: npm run docs', () => {
  expect(readFileSync(new URL('../../docs/operators.md', import.meta.url), 'utf8')).toBe(operatorsPage());
});

test('every row says what it costs and how that is verified', () => {
  const silent = [...registry().values()].filter(({ rows }) =>
    rows.some(({ formula, verified }) => formula === '' || (verified ?? '') === ''),
  );
  expect(silent.map(({ domain, name }) => `${domain}::${name}`)).toEqual([]);
});
