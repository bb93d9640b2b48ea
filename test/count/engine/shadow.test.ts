import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRuntime, type Runtime } from '../../support/differential.ts';
import { functionOf, node, type Written } from '../../support/onnx-writer.ts';
import { build, codes, count, counted, firstSizes, ones, plainFunction, ran } from '../../support/what-runs.ts';

let runtime: Runtime | null = null;
beforeAll(async () => {
  runtime = await startRuntime().catch(() => null);
});
afterAll(() => runtime?.close());

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

const kernel = ones('w', 4, 3, 3, 3);
/** MACs of the convolution that the runtime runs: 4 · 6 · 6 outputs, 27 each. */
const conv = 4n * 36n * 27n;

const fused = (inputs: readonly string[], output: string): Written<'node'> =>
  node('FusedConv', inputs, [output], {}, { domain: 'com.microsoft' });

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
      expect(firstSizes(report)).toEqual([1, 4, 6, 6]);
      expect(await ran(runtime, bytes, [1, 3, 8, 8], [1, 4, 6, 6])).toEqual([1, 4, 6, 6]);
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
    expect(await ran(runtime, bytes, [1, 3, 8, 8], [1, 3, 8, 8])).toEqual([1, 3, 8, 8]);
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

describe("a function's own opset", () => {
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
