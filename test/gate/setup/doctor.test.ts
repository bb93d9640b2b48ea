import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { adviseWorkflow } from '#gate/setup/doctor-workflows.ts';

const checkout = '- uses: actions/checkout@v7';
const flopgate = '- uses: flopgate/flopgate@v1';

interface Spec {
  readonly on?: string;
  readonly permissions?: string;
  readonly job?: string;
  readonly steps?: readonly string[];
}

/** A workflow that is well, but for what is told. */
function workflow({ on, permissions, job = '', steps = [checkout, flopgate] }: Spec): string {
  return `on: ${on ?? '[pull_request, merge_group]'}
permissions: ${permissions ?? '{ contents: read, pull-requests: write }'}
jobs:
  gate:
    runs-on: ubuntu-latest
${job}    steps:
${steps.map((step) => `      ${step}\n`).join('')}`;
}

const told = (yaml: string): readonly string[] =>
  adviseWorkflow('.github/workflows/a.yml', yaml, false)
    .filter(({ level }) => level !== 'good')
    .map(({ level, check, text }) => `${level} ${check} ${/:\d+/.exec(text)?.[0] ?? ''}`);

describe('workflows', () => {
  test.each<readonly [string, Spec, readonly string[]]>([
    ['well', {}, []],
    ['one event as a word', { on: 'pull_request' }, []],
    ['paths filter', { on: '{ pull_request: { paths: [models/**] } }' }, ['warn paths-filter :1']],
    ['paths-ignore, too', { on: '\n  pull_request:\n    paths-ignore: [docs/**]' }, ['warn paths-filter :3']],
    ['a push may be filtered', { on: '{ push: { paths: [a] }, pull_request: }' }, []],
    ['types without synchronize', { on: '{ pull_request: { types: [opened] } }' }, ['warn event-types :1']],
    ['privileged', { on: 'pull_request_target' }, ['bad privileged-event :1']],
    ['no permissions', { permissions: 'null' }, ['bad permissions :2', 'warn permissions :2']],
    ['read-all', { permissions: 'read-all' }, ['warn permissions :2']],
    ['write-all', { permissions: 'write-all' }, ['warn permissions :2']],
    ['no comment', { permissions: '{ contents: read }' }, ['warn permissions :2']],
    ['the job’s own count', { job: '    permissions: { contents: read }\n' }, ['warn permissions :6']],
    [
      'comments not wanted',
      { permissions: '{ contents: read }', steps: [checkout, `${flopgate}\n        with: { comment: never }`] },
      [],
    ],
    ['a check run', { steps: [checkout, `${flopgate}\n        with: { check-run: true }`] }, ['warn permissions :2']],
    ['no checkout', { steps: [flopgate] }, ['bad checkout :7']],
    ['checkout too late', { steps: [flopgate, checkout] }, ['bad checkout :7']],
    [
      'head instead of the merge',
      { steps: [`${checkout}\n        with: { ref: "\${{ github.event.pull_request.head.sha }}" }`, flopgate] },
      ['warn checkout-ref :9'],
    ],
    ['continue-on-error', { job: '    continue-on-error: true\n' }, ['warn continue-on-error :9']],
    [
      'report',
      {
        on: '{ workflow_run: { workflows: [CI] } }',
        permissions: '{ actions: read, pull-requests: write }',
        steps: [flopgate],
      },
      [],
    ],
    [
      'report without the rights to, with a checkout',
      { on: '{ workflow_run: { workflows: [CI] } }', permissions: '{ contents: read }' },
      ['bad permissions :2', 'bad permissions :2', 'warn checkout :8'],
    ],
    ['another action', { steps: ['- uses: acme/other@v1'], on: 'pull_request_target' }, []],
  ])('%s', (_, spec, expected) => {
    expect(told(workflow(spec))).toEqual(expected);
  });

  test('each advice says what to change', () => {
    const all = adviseWorkflow(
      'a.yml',
      workflow({ on: 'pull_request_target', permissions: '{}', steps: [flopgate] }),
      false,
    );
    for (const { level, hint } of all) expect(hint === null).toBe(level === 'good');
    expect(all.length).toBeGreaterThan(3);
  });

  test.each([
    ['no YAML', 'on: [flopgate\n', 1],
    ['no YAML, not ours', 'on: [\n', 0],
    ['a list', '- flopgate', 0],
    [
      'odd types',
      'on: 3\njobs: { a: 5, b: { steps: { uses: 1 } }, c: { steps: [null, { uses: flopgate/flopgate@v1, with: 3 }] } }',
      3,
    ],
  ])('%s', (_, yaml, length) => {
    expect(adviseWorkflow('a.yml', yaml, false)).toHaveLength(length);
  });

  test('the README’s own', () => {
    const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
    const yaml = (/```yaml\n( *name: Flopgate\n.*?)```/s.exec(readme)?.[1] ?? '').replaceAll(/^ {3}/gm, '');
    expect(adviseWorkflow('a.yml', yaml, false).map(({ level }) => level)).toEqual(['good']);
  });
});
