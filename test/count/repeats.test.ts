import { expect, test } from 'vitest';
import type { ModelReport } from '#count/model-report.ts';
import { countModel } from '#count/count.ts';
import { format } from '#graph/dim.ts';
import { readModelSync } from '#read/read.ts';
import { fileLike } from '../support/byte-sources.ts';
import { model, node, tensor, value, type ModelSpec } from '../support/onnx-writer.ts';

const count = (spec: ModelSpec): ModelReport => countModel(readModelSync(fileLike(model(spec)), 'model.onnx'));
const movedBytes = (report: ModelReport): string[] => report.layers.map((layer) => format(layer.movedBytes));

test('an operand read twice moves once, wherever an equal node reads two', () => {
  const report = count({
    nodes: [node('Add', ['x', 'y'], ['a']), node('Add', ['a', 'a'], ['b']), node('Add', ['b', 'y'], ['c'])],
    inputs: [value('x', 'f32', [4]), value('y', 'f32', [4])],
    outputs: [value('c', 'f32', null)],
  });
  expect(movedBytes(report)).toEqual(['48', '32', '48']);
});

test('equal layers count the parameters of each, a shared weight once', () => {
  const report = count({
    nodes: ['w', 'v', 'w'].map((weight, i) => node('MatMul', [`t${i}`, weight], [`t${i + 1}`])),
    initializers: [tensor('w', 'f32', [4, 4]), tensor('v', 'f32', [4, 4])],
    inputs: [value('t0', 'f32', [2, 4])],
    outputs: [value('t3', 'f32', null)],
  });
  expect(report.layers.map(({ params, macs }) => [format(params), format(macs)])).toEqual([
    ['16', '32'],
    ['16', '32'],
    ['0', '32'],
  ]);
});

test('equal nodes whose size only running tells have a size each', () => {
  const report = count({
    nodes: [node('NonZero', ['x'], ['a']), node('NonZero', ['x'], ['b'])],
    inputs: [value('x', 'f32', [4])],
    outputs: [value('a', 'i64', null), value('b', 'i64', null)],
  });
  const shapes = report.layers.map(({ outputs: [output] }) =>
    output?.value?.kind === 'tensor' ? (output.value.shape ?? []).map(format).join('x') : '',
  );
  expect(new Set(shapes).size).toBe(2);
});

test('sizes and data of the same type and shape are told apart: arithmetic on sizes is folded', () => {
  const report = count({
    nodes: [node('Shape', ['x'], ['s']), node('Add', ['s', 's'], ['a']), node('Add', ['y', 'y'], ['b'])],
    inputs: [value('x', 'f32', ['n', 'm']), value('y', 'i64', [2])],
    outputs: [value('a', 'i64', null), value('b', 'i64', null)],
  });
  expect(report.layers.map(({ status }) => status)).toEqual(['exact', 'constant', 'exact']);
});

test('every one of the equal nodes that nobody knows is a finding', () => {
  const report = count({
    nodes: [node('What', ['x'], ['a'], {}, { name: 'p' }), node('What', ['x'], ['b'], {}, { name: 'q' })],
    inputs: [value('x', 'f32', [4])],
    outputs: [value('a', 'f32', null), value('b', 'f32', null)],
  });
  const told = report.findings.filter(({ code }) => code === 'unknown-op');
  expect(told.map(({ layer }) => layer)).toEqual(['p', 'q']);
});

test('nodes of equal attributes share them, others have their own', () => {
  const { graph } = readModelSync(
    fileLike(
      model({
        nodes: [1, 1, 2].map((axis, i) => node('Softmax', ['x'], [`y${i}`], { axis })),
        inputs: [value('x', 'f32', [2, 3, 4])],
        outputs: [value('y0', 'f32', null)],
      }),
    ),
    'model.onnx',
  );
  const [first, second, third] = graph.nodes.map(({ attrs }) => attrs);
  expect(second).toBe(first);
  expect(third?.get('axis')).toEqual({ kind: 'int', value: 2 });
});
