import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

test('what nobody caught, and its trace for debugging, hold neither a command nor an escape sequence', () => {
  const code = `
    const { sayUncaught } = await import(${JSON.stringify(join(root, 'src/action/last.ts'))});
    sayUncaught(new Error('##[error]x\\u001b[2J\\n::error::y'));
  `;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, RUNNER_DEBUG: '1' },
  });
  expect(stderr).toContain('    at ');
  // oxlint-disable-next-line no-control-regex
  expect(/##\[|\u001b|^\s*::/m.exec(stderr)).toBeNull();
});
