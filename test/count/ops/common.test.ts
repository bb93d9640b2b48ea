import { expect, test } from 'vitest';
import { countBy } from '#count/count-by.ts';
import { countModel } from '#count/count.ts';
import { commonOperators, hasOnlyCommon } from '#count/ops/common.ts';
import { registry } from '#count/ops/all.ts';
import { readModelSync } from '#read/read.ts';
import { graph, model, node, value } from '../../support/onnx-writer.ts';
import { net } from '../../support/models.ts';
import { memorySource } from '../../support/truth.ts';

const read = (bytes: Uint8Array) => readModelSync(memorySource(bytes, 'm.onnx'), 'm.onnx');

const ifOf = (op: string) =>
  node('If', ['c'], ['y'], {
    then_branch: graph({ nodes: [node(op, ['x'], ['a'])], outputs: [value('a', 'f32', null)] }),
    else_branch: graph({ nodes: [node('Relu', ['x'], ['b'])], outputs: [value('b', 'f32', null)] }),
  });
const around = (...nodes: ReturnType<typeof node>[]) =>
  read(
    model({
      nodes,
      inputs: [value('x', 'f32', [2, 3]), value('c', 'bool', [])],
      outputs: [value('y', 'f32', null)],
    }),
  );

test('common operators are rows of the whole registry', () => {
  expect(commonOperators().size).toBeGreaterThan(100);
  for (const [key, entry] of commonOperators()) expect(registry().get(key)).toBe(entry);
});

test.each([
  ['a plain net', true, read(net())],
  ['the long name of the default domain', true, around(node('Relu', ['x'], ['y'], {}, { domain: 'ai.onnx' }))],
  ['an operator of nobody', false, read(net({ tail: { op: 'Mystery', domain: 'acme' } }))],
  ['a rare operator', false, around(node('NonMaxSuppression', ['x'], ['y']))],
  ['control flow', false, around(ifOf('Relu'))],
])('%s: only common operators is %s', (_, expected, one) => {
  expect(hasOnlyCommon(one)).toBe(expected);
});

test('a model of common operators is counted alike by either table', () => {
  const one = read(net({ batch: 'batch' }));
  expect(countBy(commonOperators(), one, {})).toEqual(countModel(one));
});
