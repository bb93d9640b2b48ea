import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelReport } from '#count/model-report.ts';
import { startRuntime, type Runtime } from '../support/differential.ts';
import { functionOf, graph, model, node, refAttr, tensor, value, type Written } from '../support/onnx-writer.ts';
import { delimited, int, ints, join, text, toBytes, type Bytes } from '../support/protobuf.ts';
import { build, codes, count, counted, firstSizes, ones, plainFunction, ran, x, y } from '../support/what-runs.ts';

let runtime: Runtime | null = null;
beforeAll(async () => {
  runtime = await startRuntime().catch(() => null);
});
afterAll(() => runtime?.close());

const reshape = (ir: number, declared: Written<'value'>, made = tensor('s', 'i64', [2], [2, 96])): Uint8Array =>
  model({
    ir,
    opset: 17,
    nodes: [node('Reshape', ['x', 's'], ['h']), node('MatMul', ['h', 'w'], ['y'])],
    initializers: [made, ones('w', 96, 4)],
    inputs: [x, declared],
    outputs: [y],
  });

const product = (ir: number, declared: readonly Written<'value'>[]): ModelReport =>
  counted(
    model({
      ir,
      opset: 17,
      nodes: [node('MatMul', ['a', 'b'], ['h']), node('Add', ['x', 'h'], ['y'])],
      initializers: [ones('a', 64, 64), ones('b', 64, 8)],
      inputs: [value('x', 'f32', [64, 8]), ...declared],
      outputs: [y],
    }),
  );

describe('an initializer that is an input too', () => {
  test.each([
    [3, true, []],
    [8, false, ['overridable-initializer']],
  ] as const)('IR %d, contents that make sizes: exact is %s', (ir, exact, found) => {
    const report = counted(reshape(ir, value('s', 'i64', [2])));
    expect([report.totals.macs, report.exact, codes(report)]).toEqual([768n, exact, found]);
  });

  test('declared otherwise than it is: not exact (onnxruntime refuses)', async () => {
    const bytes = reshape(3, value('s', 'i64', [3]));
    const report = counted(bytes);
    expect([report.exact, codes(report)]).toEqual([false, ['declared-shape-mismatch']]);
    expect(await ran(runtime, bytes, [1, 3, 8, 8], null)).toEqual(null);
  });

  test('nothing is folded over one that a caller may replace', () => {
    const declared = [value('a', 'f32', [64, 64])];
    expect([product(3, declared).totals.macs, product(8, declared).totals.macs]).toEqual([0n, 64n * 64n * 8n]);
    expect([product(8, declared).exact, product(8, declared).totals.params]).toEqual([true, 64n * 64n + 64n * 8n]);
  });

  test('a size that its declaration leaves open may be another one', () => {
    const report = product(8, [value('a', 'f32', [64, 'K']), value('b', 'f32', ['K', 8])]);
    expect([report.totals.macs, report.exact, codes(report)]).toEqual([
      64n * 64n * 8n,
      false,
      ['overridable-initializer'],
    ]);
  });
});

const raw = (...parts: readonly Bytes[]): Uint8Array => toBytes(join(...parts));
const ir8 = int(1, 8);
const import17 = delimited(8, join(text(1, ''), int(2, 17)));
const graphOf = (spec: Parameters<typeof graph>[0], ...more: readonly Bytes[]): Bytes =>
  delimited(7, join(graph(spec).bytes, ...more));
const plain = { inputs: [value('x', 'f32', [1, 4])], outputs: [y] };
const reshapeBy = (contents: Bytes): Uint8Array =>
  raw(
    ir8,
    import17,
    graphOf({ ...plain, nodes: [node('Reshape', ['x', 's'], ['y'])] }, delimited(5, join(text(8, 's'), contents))),
  );

describe('what is said twice, or in two ways', () => {
  const [first, second] = [Uint8Array.of(0x76, 0xff), Uint8Array.of(0x76, 0xfe)];

  test('names of different bytes are different names, UTF-8 or not', () => {
    // An input of 64 elements and an initializer of one, whose names differ in a byte that isn't UTF-8.
    const bytes = raw(
      ir8,
      import17,
      delimited(
        7,
        join(
          delimited(1, join(text(1, first), text(1, second), text(2, 'y'), text(4, 'MatMul'))),
          delimited(5, join(ints(1, [64, 1]), int(2, 1), text(8, second), delimited(9, [new Uint8Array(256)]))),
          delimited(11, join(text(1, first), value('', 'f32', [8, 64]).bytes)),
          delimited(12, y.bytes),
        ),
      ),
    );
    const report = counted(bytes);
    expect([report.totals.macs, firstSizes(report)]).toEqual([512n, [8, 1]]);
  });

  test.each([
    [
      'two inputs of one name',
      'duplicate-name',
      raw(
        ir8,
        import17,
        graphOf({
          nodes: [node('Relu', ['x'], ['y'])],
          inputs: [value('x', 'f32', [64]), value('x', 'f32', [1])],
          outputs: [y],
        }),
      ),
    ],
    [
      'two initializers of one name and different sizes',
      'duplicate-name',
      raw(
        ir8,
        import17,
        graphOf({
          ...plain,
          nodes: [node('MatMul', ['x', 'w'], ['y'])],
          initializers: [ones('w', 4, 8), ones('w', 4, 1)],
        }),
      ),
    ],
    [
      'two defaults of one attribute',
      'bad-attribute',
      raw(
        ir8,
        import17,
        delimited(8, join(text(1, 'my'), int(2, 1))),
        graphOf({ ...plain, nodes: [node('F', ['x'], ['y'], {}, { domain: 'my' })] }),
        delimited(
          25,
          join(
            functionOf({
              ...plainFunction,
              name: 'F',
              domain: 'my',
              nodes: [node('Concat', ['i0', 'i0'], ['o'], { axis: refAttr('a', 2) })],
              defaults: { a: 0 },
            }).bytes,
            delimited(11, join(text(1, 'a'), int(3, 1), int(20, 2))),
          ),
        ),
      ),
    ],
    [
      'a Constant of two values',
      'bad-attribute',
      build({
        nodes: [node('Constant', [], ['s'], { value_ints: [192], value_int: 3 }), node('Reshape', ['x', 's'], ['y'])],
      }),
    ],
    [
      'a flag that is neither 0 nor 1',
      'bad-attribute',
      build({ nodes: [node('ReduceMax', ['x'], ['y'], { keepdims: 2 })] }),
    ],
    [
      'an opset that is taken by its low bits',
      'bad-opset',
      build({ opset: { '': 2 ** 32 + 13 }, nodes: [node('Relu', ['x'], ['y'])] }),
    ],
  ] as const)('%s: refused as %s', (_, code, bytes) => {
    const report = count(bytes);
    expect(typeof report === 'string' ? report : [report.totals, codes(report)]).toBe(code);
  });

  test('an int32 is its low 32 bits, as in every protobuf reader', async () => {
    const bytes = reshapeBy(join(ints(1, [2]), int(2, 2 ** 32 + 7), ints(7, [2, 2])));
    expect(firstSizes(counted(bytes))).toEqual([2, 2]);
    expect(await ran(runtime, bytes, [1, 4], [2, 2])).toEqual([2, 2]);
  });

  test("values in another type's field are none", async () => {
    const bytes = reshapeBy(join(ints(1, [2]), int(2, 7), ints(5, [2, 2])));
    const report = counted(bytes);
    expect(codes(report)).toContain('tensor-size-mismatch');
    expect(firstSizes(report)).not.toEqual([2, 2]);
    expect(await ran(runtime, bytes, [1, 4], null)).toEqual(null);
  });
});

/** LabelEncoder takes its lists as keys_* from version 2 on. */
const labels = (opsets: Readonly<Record<string, number>>): ModelReport | string =>
  count(
    model({
      ir: 8,
      opset: opsets,
      nodes: [
        node(
          'LabelEncoder',
          ['x'],
          ['y'],
          { keys_int64s: [1, 2], values_floats: [0.5, 1.5] },
          { domain: 'ai.onnx.ml' },
        ),
      ],
      inputs: [value('x', 'i64', [4])],
      outputs: [y],
    }),
  );

const firstOutput = (report: ModelReport | string): unknown =>
  typeof report === 'string' ? report : report.outputs[0]?.value;

test("an operator of a known domain that isn't imported is of its newest version, as in onnxruntime", () => {
  expect(firstOutput(labels({ '': 17 }))).toEqual(firstOutput(labels({ '': 17, 'ai.onnx.ml': 3 })));
});
