import { expect, test } from 'vitest';
import { annotationsOf } from '#action/annotations.ts';
import { gateOf, outcomeOf, policyOf } from '../support/outcomes.ts';
import { net } from '../support/models.ts';

const policy = policyOf('version: 1\ndefaults: { budgets: { macs: { max: 1 } } }\n');
const over = outcomeOf({ base: net(), head: net(), path: 'models/net.onnx' }, policy);

test.each([
  ['', 'models/net.onnx'],
  ['repo', 'repo/models/net.onnx'],
])('a repository in the folder %j of the workspace', (folder, file) => {
  expect(annotationsOf(gateOf([over]), folder)).toMatchObject([{ level: 'error', file }]);
});

test.each([
  [false, 'warning'],
  [true, 'error'],
])('what a run cannot look at has no file (strict: %s)', (strict, level) => {
  const facts = gateOf([]).policy;
  const report = gateOf([], {
    findings: [{ code: 'submodule-changed', level: 'warning', detail: 'zoo points elsewhere' }],
    policy: { ...facts, ...(strict ? { strict } : {}) },
  });
  expect(annotationsOf(report)).toEqual([{ level, title: 'Flopgate: not judged', message: 'zoo points elsewhere' }]);
  expect(report).toMatchObject(strict ? { verdict: 'undecided', exitCode: 3 } : { verdict: 'warn', exitCode: 0 });
});
