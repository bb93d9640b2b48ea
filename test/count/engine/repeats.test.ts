import { expect, test } from 'vitest';
import type { CountOptions } from '#count/bind.ts';
import type { ModelReport } from '#count/model-report.ts';
import { countModel } from '#count/count.ts';
import { evaluate, format } from '#graph/dim.ts';
import { readModelSync } from '#read/read.ts';
import { fileLike } from '../../support/byte-sources.ts';
import { functionOf, model, node, tensor, value, type ModelSpec } from '../../support/onnx-writer.ts';

const count = (spec: ModelSpec, options: CountOptions = {}): ModelReport =>
  countModel(readModelSync(fileLike(model(spec)), 'model.onnx'), options);
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

test('sizes, and equal data that was told, in functions and beside them: arithmetic is folded only on sizes', () => {
  const square = functionOf({
    name: 'Square',
    domain: 'own',
    inputs: ['a'],
    outputs: ['b'],
    nodes: [node('Mul', ['a', 'a'], ['b'])],
  });
  const report = count(
    {
      opset: { '': 17, own: 1 },
      functions: [square],
      nodes: [
        node('Shape', ['x'], ['s']),
        node('Square', ['s'], ['p'], {}, { domain: 'own' }),
        node('Square', ['t'], ['q'], {}, { domain: 'own' }),
        node('Mul', ['s', 's'], ['u']),
        node('Mul', ['t', 't'], ['v']),
      ],
      inputs: [value('x', 'f32', [2, 4]), value('t', 'i64', [2])],
      outputs: ['p', 'q', 'u', 'v'].map((name) => value(name, 'i64', null)),
    },
    { values: new Map([['t', [2, 4]]]) },
  );
  const products = report.layers.filter(({ op }) => op === 'Mul');
  expect(products.map(({ status }) => status)).toEqual(['constant', 'exact', 'constant', 'exact']);
});

test('every layer that repeats one has its own name, inputs and outputs', () => {
  const report = count({
    nodes: [1, 2, 3].map((i) => node('Relu', [`t${i}`], [`t${i + 1}`], {}, { name: `relu${i}` })),
    inputs: [value('t1', 'f32', [2, 3])],
    outputs: [value('t4', 'f32', null)],
  });
  expect(report.layers.map(({ name, inputs, outputs }) => [name, inputs[0], outputs[0]?.name])).toEqual([
    ['relu1', 't1', 't2'],
    ['relu2', 't2', 't3'],
    ['relu3', 't3', 't4'],
  ]);
  expect(report.totals).toMatchObject({ elementwise: 18n, movedBytes: 144n, peakActivationBytes: 48n });
});

test('equal constants and their copies are parameters of their own', () => {
  const report = count({
    nodes: [
      ...['w', 'v'].map((weight) => node('Identity', [weight], [`copy_${weight}`])),
      ...['copy_w', 'copy_v', 'w'].map((weight, i) => node('MatMul', [`t${i}`, weight], [`t${i + 1}`])),
    ],
    initializers: [tensor('w', 'f32', [4, 4]), tensor('v', 'f32', [4, 4])],
    inputs: [value('t0', 'f32', [2, 4])],
    outputs: [value('t3', 'f32', null)],
  });
  expect(report.totals.params).toBe(48n);
  expect(report.layers.slice(2).map(({ params }) => format(params))).toEqual(['16', '16', '16']);
});

test('weights that pass through a node unchanged stay apart', () => {
  const report = count({
    nodes: [
      ...['w', 'v'].map((weight) => node('Dropout', [weight], [`same_${weight}`])),
      ...['same_w', 'same_v'].map((weight, i) => node('MatMul', [`t${i}`, weight], [`t${i + 1}`])),
    ],
    initializers: [tensor('w', 'f32', [4, 4]), tensor('v', 'f32', [4, 4])],
    inputs: [value('t0', 'f32', [2, 4])],
    outputs: [value('t2', 'f32', null)],
  });
  expect(report.totals.params).toBe(32n);
});

test('an operand that is there already isn’t one that is left out', () => {
  const report = count({
    nodes: [node('Gemm', ['x', 'y', ''], ['a']), node('Gemm', ['x', 'y', 'x'], ['b'])],
    inputs: [value('x', 'f32', [4, 4]), value('y', 'f32', [4, 4])],
    outputs: [value('a', 'f32', null), value('b', 'f32', null)],
  });
  expect(report.layers.map(({ elementwise }) => format(elementwise))).toEqual(['0', '16']);
});

test('what a repeated node is declared to make, against what it makes', () => {
  const report = count({
    nodes: [1, 2].map((i) => node('Relu', ['x'], [`y${i}`], {}, { name: `relu${i}` })),
    inputs: [value('x', 'f32', [2, 3])],
    outputs: [value('y1', 'f32', [2, 3]), value('y2', 'f32', [2, 4])],
  });
  const told = report.findings.filter(({ code }) => code === 'declared-shape-mismatch');
  expect(told.map(({ layer }) => layer)).toEqual(['relu2']);
});

test('the run with symbols uses nothing of what the run with numbers found', () => {
  const report = count(
    {
      nodes: [node('Relu', ['x'], ['a']), node('Relu', ['a'], ['b']), node('Concat', ['a', 'b'], ['c'], { axis: 0 })],
      inputs: [value('x', 'f32', ['n', 3])],
      outputs: [value('c', 'f32', null)],
    },
    { dims: new Map([['n', 2n]]) },
  );
  expect(report.totals.elementwise).toBe(12n);
  expect(format(report.formulas.elementwise ?? 0)).toBe('6*n');
  expect(format(report.formulas.peakActivationBytes ?? 0)).toBe('48*n');
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

test('the sizes of weights are freed once they are read, in repeated nodes and in both runs', () => {
  const steps = [0, 1, 2, 3];
  const report = count(
    {
      nodes: steps.flatMap((i) => [
        node('Shape', ['w'], [`s${i}`]),
        node('Cast', [`s${i}`], [`c${i}`], { to: 1 }),
        node('Add', [`t${i}`, `c${i}`], [`t${i + 1}`]),
      ]),
      initializers: [tensor('w', 'f32', [3, 5])],
      inputs: [value('t0', 'f32', ['n', 2])],
      outputs: [value('t4', 'f32', null)],
    },
    { dims: new Map([['n', 1n]]) },
  );
  expect(report.layers.map(({ status }) => status).slice(0, 3)).toEqual(['exact', 'constant', 'exact']);
  // A sum's operand, 8 bytes, and the sizes of w, 16.
  expect(report.totals.peakActivationBytes).toBe(24n);
  const peak = report.formulas.peakActivationBytes;
  expect(peak === null ? null : evaluate(peak, new Map([['n', 100n]]))).toBe(1600n);
});

test('contents of a mask that nobody asked for before are known where somebody asks', () => {
  const rows = Array.from({ length: 9 }, (_, i) => i);
  const report = count(
    {
      nodes: [
        node('LessOrEqual', ['a', 'b'], ['below']),
        node('Less', ['a', 'b'], ['strictly']),
        node('Not', ['strictly'], ['not']),
        node('And', ['below', 'not'], ['diagonal']),
        node('Where', ['diagonal', 'b', 'a'], ['picked']),
        node('Cast', ['picked'], ['cast'], { to: 7 }),
        node('Shape', ['below'], ['size']),
        node('Expand', ['cast', 'size'], ['wide']),
        node('NonZero', ['wide'], ['places']),
        node('Relu', ['places'], ['out']),
      ],
      inputs: [value('a', 'i32', [9, 1]), value('b', 'i32', [1, 9])],
      outputs: [value('out', 'i64', null)],
    },
    {
      values: new Map<string, unknown>([
        ['a', rows.map((row) => [row])],
        ['b', [rows]],
      ]),
    },
  );
  // On the diagonal b, elsewhere a: zero in the first row only.
  expect(report.layers.at(-1)?.outputs[0]?.value).toMatchObject({ shape: [2, 72] });
});
