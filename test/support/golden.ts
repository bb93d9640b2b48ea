import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

const folder = new URL('../golden/', import.meta.url);

/** Compares with test/golden/NAME; `UPDATE_GOLDEN=1 npx vitest run` writes it anew, to be looked at before it is committed. */
export function expectGolden(name: string, text: string): void {
  const file = new URL(name, folder);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file.pathname), { recursive: true });
    writeFileSync(file, text);
  }
  const golden = existsSync(file)
    ? readFileSync(file, 'utf8')
    : '(there is no such golden file: UPDATE_GOLDEN=1 writes it)';
  expect(text).toBe(golden);
}
