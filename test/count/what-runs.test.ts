import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelReport } from '#count/model-report.ts';
import type { Runtime } from '../support/differential.ts';
import type { Written } from '../support/onnx-writer.ts';
import type { Bytes } from '../support/protobuf.ts';
import { countModel } from '#count/count.ts';
import { asFault } from '#graph/fault.ts';
import { readModelSync } from '#read/read.ts';
import { startRuntime } from '../support/differential.ts';
import { functionOf, graph, model, node, refAttr, tensor, value, type ModelSpec } from '../support/onnx-writer.ts';
import { delimited, int, ints, join, text, toBytes } from '../support/protobuf.ts';
import { memorySource } from '../support/truth.ts';

/** The count of a model, or the code of the fault that refuses it. */
function count(bytes: Uint8Array): ModelReport | string {
  try {
    return countModel(readModelSync(memorySource(bytes, 'm.onnx'), 'm.onnx'));
  } catch (thrown) {
    return asFault(thrown).code;
  }
}

function counted(bytes: Uint8Array): ModelReport {
  const report = count(bytes);
  if (typeof report === 'string') throw new Error(report);
  return report;
}

const codes = (report: ModelReport): readonly string[] =>
  report.findings.flatMap(({ level, code }) => (level === 'info' ? [] : [code]));

/** Whole numbers, small enough to be exact in any order of addition. */
const weights = (name: string, ...dims: readonly number[]): Written<'tensor'> =>
  tensor(
    name,
    'f32',
    dims,
    Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => 1),
  );

const x = value('x', 'f32', [1, 3, 8, 8]);
const y = value('y', 'f32', null);
const opset = { '': 17, 'com.microsoft': 1, my: 1 };
const build = (spec: Partial<ModelSpec>): Uint8Array => model({ ir: 10, opset, inputs: [x], outputs: [y], ...spec });

/** A function that does next to nothing, under some operator's name. */
const idle = (name: string, domain: string, inputs: number, overload = ''): Written<'function'> =>
  functionOf({
    name,
    domain,
    overload,
    inputs: Array.from({ length: inputs }, (_, i) => `i${i}`),
    outputs: ['o'],
    nodes: [node('Identity', ['i0'], ['o'])],
  });

const kernel = weights('w', 4, 3, 3, 3);
/** MACs of the convolution that the runtime runs: 4 · 6 · 6 outputs, 27 each. */
const conv = 4n * 36n * 27n;

let runtime: Runtime | null = null;
beforeAll(async () => {
  runtime = await startRuntime().catch(() => null);
});
afterAll(() => runtime?.close());

/** The sizes that running gives `y`, for an input of ones; null where the runtime refuses. `otherwise` where none is there. */
async function ran<T>(bytes: Uint8Array, dims: readonly number[], otherwise: T): Promise<readonly number[] | null | T> {
  if (runtime === null) return otherwise;
  const size = dims.reduce((a, b) => a * b, 1);
  const feed = { name: 'x', type: 'float32', dims, data: Array.from({ length: size }, () => 1) };
  const result = await runtime.run(bytes, [feed]);
  if (result === null || 'refused' in result) return null;
  return result.outputs.find(({ name }) => name === 'y')?.dims ?? null;
}

const sizesOfY = (report: ModelReport): unknown => {
  const made = report.outputs[0]?.value;
  return made?.kind === 'tensor' ? made.shape : made?.kind;
};

interface Shadow {
  readonly op: string;
  readonly domain: string;
  readonly overload: string;
  /** Domain of the function as the file writes it. */
  readonly as: string;
}

describe('a function named as an operator', () => {
  const shadows: readonly Shadow[] = [
    { op: 'Conv', domain: '', overload: '', as: '' },
    { op: 'Conv', domain: 'ai.onnx', overload: '', as: 'ai.onnx' },
    { op: 'Conv', domain: '', overload: '', as: 'ai.onnx' },
    { op: 'FusedConv', domain: 'com.microsoft', overload: '', as: 'com.microsoft' },
    { op: 'FusedConv', domain: 'com.microsoft', overload: 'v', as: 'com.microsoft' },
  ];

  test.each(shadows)(
    '$domain::$op, overload "$overload", defined in "$as": the operator counts',
    async ({ op, domain, overload, as }) => {
      const bytes = build({
        nodes: [node(op, ['x', 'w'], ['y'], {}, { domain, overload })],
        initializers: [kernel],
        functions: [idle(op, as, 2, overload)],
      });
      const report = counted(bytes);
      expect([report.totals.macs, report.exact, codes(report)]).toEqual([conv, false, ['shadowed-operator']]);
      expect(sizesOfY(report)).toEqual([1, 4, 6, 6]);
      expect(await ran(bytes, [1, 3, 8, 8], [1, 4, 6, 6])).toEqual([1, 4, 6, 6]);
    },
  );

  test('the body counts where it is the dearer, with its layers', () => {
    const body = [node('Conv', ['i0', 'i1'], ['h']), node('Conv', ['i0', 'i1'], ['k']), node('Add', ['h', 'k'], ['o'])];
    const twice = functionOf({
      ...plainFunction,
      name: 'FusedConv',
      domain: 'com.microsoft',
      inputs: ['i0', 'i1'],
      nodes: body,
    });
    const report = counted(
      build({
        nodes: [node('FusedConv', ['x', 'w'], ['y'], {}, { domain: 'com.microsoft', name: 'c' })],
        initializers: [kernel],
        functions: [twice],
      }),
    );
    expect([report.totals.macs, report.exact]).toEqual([2n * conv, false]);
    expect(report.layers.map(({ name, times }) => [name, times])).toEqual([
      ['c', 1],
      ['c/FusedConv/c', 0],
      ['c/function/h', 1],
      ['c/function/k', 1],
      ['c/function/o', 1],
    ]);
  });

  test('a body that uses the name means the operator', () => {
    const own = functionOf({
      ...plainFunction,
      name: 'FusedConv',
      domain: 'com.microsoft',
      inputs: ['i0', 'i1'],
      nodes: [node('FusedConv', ['i0', 'i1'], ['o'], {}, { domain: 'com.microsoft' })],
      opset: { '': 17, 'com.microsoft': 1 },
    });
    const bytes = build({
      nodes: [node('FusedConv', ['x', 'w'], ['y'], {}, { domain: 'com.microsoft' })],
      initializers: [kernel],
      functions: [own],
    });
    const report = count(bytes);
    expect(typeof report === 'string' ? report : [report.totals.macs, report.exact]).toEqual([conv, false]);
  });

  test('what a body makes of a name is not taken for what the name means elsewhere', () => {
    const fused = (inputs: readonly string[], output: string): Written<'node'> =>
      node('FusedConv', inputs, [output], {}, { domain: 'com.microsoft' });
    const around = functionOf({
      ...plainFunction,
      name: 'G',
      domain: 'my',
      inputs: ['i0', 'i1'],
      nodes: [fused(['i0', 'i1'], 'o')],
    });
    const shadow = functionOf({
      ...plainFunction,
      name: 'FusedConv',
      domain: 'com.microsoft',
      inputs: ['i0', 'i1'],
      nodes: [
        node('G', ['i0', 'i1'], ['a'], {}, { domain: 'my' }),
        node('G', ['i0', 'i1'], ['b'], {}, { domain: 'my' }),
        node('Add', ['a', 'b'], ['o']),
      ],
    });
    const report = counted(
      build({
        nodes: [
          fused(['x', 'w'], 'h'),
          node('G', ['x', 'w'], ['k'], {}, { domain: 'my' }),
          node('Add', ['h', 'k'], ['y']),
        ],
        initializers: [kernel],
        functions: [around, shadow],
      }),
    );
    // Twice by the shadow's body, and G's node is one that it shadows too.
    expect(report.totals.macs).toBe(4n * conv);
  });

  test('one that no operator has the name of is its body, exactly', async () => {
    const bytes = build({
      nodes: [node('FusedConv', ['x'], ['y'], {}, { domain: 'my' })],
      functions: [idle('FusedConv', 'my', 1)],
    });
    const report = counted(bytes);
    expect([report.totals.macs, report.exact, codes(report)]).toEqual([0n, true, []]);
    expect(await ran(bytes, [1, 3, 8, 8], [1, 3, 8, 8])).toEqual([1, 3, 8, 8]);
  });

  test('an operator that does not fit leaves the body, as a lower bound', () => {
    const bytes = build({
      nodes: [node('Conv', ['x'], ['y'])],
      functions: [idle('Conv', '', 1)],
    });
    const report = counted(bytes);
    expect([report.exact, codes(report)]).toEqual([false, ['shadowed-operator']]);
  });
});

const plainFunction = { inputs: ['i0'], outputs: ['o'], opset: { '': 17, 'com.microsoft': 1, my: 1 } } as const;

describe("a function's own opset", () => {
  const call = (spec: Partial<Parameters<typeof functionOf>[0]>): Uint8Array =>
    build({
      nodes: [node('F', ['x'], ['y'], {}, { domain: 'my' })],
      functions: [
        functionOf({
          ...plainFunction,
          name: 'F',
          domain: 'my',
          nodes: [node('ReduceSum', ['i0'], ['o'], { axes: [1] })],
          ...spec,
        }),
      ],
    });

  test.each([
    ['means something else than the model', { opset: { '': 11 } }],
    ['is not told', { opset: { my: 1 } }],
  ] as const)('%s: not exact', (_, spec) => {
    const report = counted(call(spec));
    expect([report.exact, codes(report)]).toEqual([false, ['opset-conflict']]);
  });

  test.each([
    ['the same', { opset: { '': 17 } }],
    ['another, in which the operators mean the same', { opset: { '': 21 } }],
  ] as const)('%s: exact', (_, spec) => {
    const report = counted(call({ ...spec, nodes: [node('Neg', ['i0'], ['o'])] }));
    expect([report.exact, codes(report)]).toEqual([true, []]);
  });
});

describe('an initializer that is an input too', () => {
  const reshape = (ir: number, declared: Written<'value'>, made = tensor('s', 'i64', [2], [2, 96])): Uint8Array =>
    model({
      ir,
      opset: 17,
      nodes: [node('Reshape', ['x', 's'], ['h']), node('MatMul', ['h', 'w'], ['y'])],
      initializers: [made, weights('w', 96, 4)],
      inputs: [x, declared],
      outputs: [y],
    });

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
    expect(await ran(bytes, [1, 3, 8, 8], null)).toEqual(null);
  });

  const product = (ir: number, declared: readonly Written<'value'>[]): ModelReport =>
    counted(
      model({
        ir,
        opset: 17,
        nodes: [node('MatMul', ['a', 'b'], ['h']), node('Add', ['x', 'h'], ['y'])],
        initializers: [weights('a', 64, 64), weights('b', 64, 8)],
        inputs: [value('x', 'f32', [64, 8]), ...declared],
        outputs: [y],
      }),
    );

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
  const other = (name: Uint8Array): Bytes => text(1, name);
  const [first, second] = [Uint8Array.of(0x76, 0xff), Uint8Array.of(0x76, 0xfe)];

  test('names of different bytes are different names, UTF-8 or not', () => {
    // An input of 64 elements and an initializer of one, whose names differ in a byte that isn't UTF-8.
    const bytes = raw(
      ir8,
      import17,
      delimited(
        7,
        join(
          delimited(1, join(other(first), other(second), text(2, 'y'), text(4, 'MatMul'))),
          delimited(5, join(ints(1, [64, 1]), int(2, 1), text(8, second), delimited(9, [new Uint8Array(256)]))),
          delimited(11, join(text(1, first), value('', 'f32', [8, 64]).bytes)),
          delimited(12, y.bytes),
        ),
      ),
    );
    const report = counted(bytes);
    expect([report.totals.macs, sizesOfY(report)]).toEqual([512n, [8, 1]]);
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
          initializers: [weights('w', 4, 8), weights('w', 4, 1)],
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
    expect(sizesOfY(counted(bytes))).toEqual([2, 2]);
    expect(await ran(bytes, [1, 4], [2, 2])).toEqual([2, 2]);
  });

  test("values in another type's field are none", async () => {
    const bytes = reshapeBy(join(ints(1, [2]), int(2, 7), ints(5, [2, 2])));
    const report = counted(bytes);
    expect(codes(report)).toContain('tensor-size-mismatch');
    expect(sizesOfY(report)).not.toEqual([2, 2]);
    expect(await ran(bytes, [1, 4], null)).toEqual(null);
  });
});

test("an operator of a known domain that isn't imported is of its newest version, as in onnxruntime", () => {
  // LabelEncoder takes its lists as keys_* from version 2 on.
  const labels = (opsets: Readonly<Record<string, number>>): unknown =>
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
  const made = (report: unknown): unknown =>
    typeof report === 'string' ? report : (report as ModelReport).outputs[0]?.value;
  expect(made(labels({ '': 17 }))).toEqual(made(labels({ '': 17, 'ai.onnx.ml': 3 })));
});
