import { expect, test } from 'vitest';
import { catalogOf, uncountedByName } from '#gate/find/catalog.ts';
import { policyOf } from '../../support/outcomes.ts';

const policy = policyOf('version: 1\nmodels: [{ path: a/net.mnn }, { path: b.bin }]\nignore: [zoo/**]\n');
const catalog = catalogOf(policy);

test.each([
  ['x.onnx', 'x.onnx', false],
  ['a/net.mnn', 'a/net.mnn', true],
  ['x.onnx.dvc', 'x.onnx.dvc', true],
  ['b.bin', 'b.bin', false],
  ['zoo/x.onnx', null, false],
  ['zoo/x.mnn', null, true],
  ['c.bin', null, false],
  ['README.md', null, false],
])('%s', (path, planned, uncounted) => {
  expect(catalog.planOf(path)?.path ?? null).toBe(planned);
  expect(uncountedByName(path) !== null).toBe(uncounted);
});
