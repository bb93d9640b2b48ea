import { describe, expect, test } from 'vitest';
import type { LineModel } from '../../../support/lines.ts';
import { bodyOf, costText, holding, partsText, runLines, scalarOf, typeText } from '../../../support/lines.ts';
import { tensor } from '../../../support/onnx-writer.ts';

const weight = (name: string, ...dims: readonly number[]) => tensor(name, 'f32', dims);
const codes = (run: ReturnType<typeof runLines>): string[] => run.findings.map(({ code }) => code).toSorted();
const layer = (run: ReturnType<typeof runLines>, op: string) => run.run.layers.find(({ node }) => node.op === op);

describe('If', () => {
  const small = bodyOf({ lines: [['a', 'MatMul', 'x w']], outputs: 'a' });
  const large = bodyOf({
    lines: [
      ['b', 'MatMul', 'x w'],
      ['c', 'MatMul', 'b v'],
    ],
    outputs: 'c',
  });
  const ill = bodyOf({ lines: [['d', 'MatMul', 'x x']], outputs: 'd' });
  const spec = (then_branch: typeof small, else_branch: typeof small): LineModel => ({
    inputs: { condition: ['bool'], x: ['f32', 2, 8] },
    constants: [weight('w', 8, 8), weight('v', 8, 4)],
    lines: [['y', 'If', 'condition', { then_branch, else_branch }]],
    outputs: 'y',
  });

  test.each([
    [1, '128 0 0', 'then×1', 'f32[2, 8]'],
    [0, '192 0 0', 'else×1', 'f32[2, 4]'],
  ])('a known condition %i takes its branch only', (condition, cost, parts, type) => {
    const run = runLines(spec(small, large), { condition: holding('bool', [], condition) });
    expect(costText(run.run.totals)).toBe(cost);
    expect(partsText(layer(run, 'If'))).toBe(parts);
    expect(typeText(run.run.outputs[0])).toBe(type);
  });

  test('an unknown condition: the dearer branch, sizes that differ named', () => {
    const run = runLines(spec(small, large));
    expect(costText(run.run.totals)).toBe('192 0 0');
    expect(partsText(layer(run, 'If'))).toBe('then×1 else×1');
    expect(typeText(run.run.outputs[0])).toBe('f32[2, y.out0.dim1]');
    expect(codes(run)).toEqual([]);
  });

  test('the branch not taken may be ill-typed', () => {
    const run = runLines(spec(ill, small), { condition: holding('bool', [], 0) });
    expect(costText(run.run.totals)).toBe('128 0 0');
  });

  test('a branch that contradicts itself cannot be the one that runs, and its weights are not parameters', () => {
    const alone = bodyOf({
      constants: [weight('own', 9, 9)],
      lines: [
        ['e', 'MatMul', 'own own'],
        ['d', 'MatMul', 'x e'],
      ],
      outputs: 'd',
    });
    const run = runLines(spec(alone, small));
    expect(codes(run)).toEqual(['impossible-branch']);
    expect(costText(run.run.totals)).toBe('128 0 0');
    expect(run.weights.params()).toBe(64);
  });

  test('two branches that contradict themselves fail', () => {
    expect(() => runLines(spec(ill, ill))).toThrow(/d \(MatMul\)/);
  });

  test('the taken branch that contradicts itself fails', () => {
    expect(() => runLines(spec(ill, small), { condition: holding('bool', [], 1) })).toThrow(/d \(MatMul\)/);
  });
});

/** y = x·w, iterated; further outputs are stacked. */
const step = bodyOf({
  inputs: { i: ['i64'], c: ['bool'], h: null },
  lines: [
    ['co', 'Identity', 'c'],
    ['ho', 'MatMul', 'h w'],
    ['s', 'Relu', 'ho'],
  ],
  outputs: 'co ho s',
});
const stepModel = (trips: string): LineModel => ({
  inputs: { n: ['i64'], x: ['f32', 2, 8] },
  constants: [
    weight('w', 8, 8),
    scalarOf('five', 5),
    scalarOf('many', 5000),
    scalarOf('none', 0),
    scalarOf('minus', -3),
    scalarOf('yes', 1, 'bool'),
    scalarOf('no', 0, 'bool'),
  ],
  lines: [['y z', 'Loop', `${trips} x`, { body: step }]],
  outputs: 'y z',
});

/** while (i < limit) { h = concat(h, x); i = i + 1 } with attention-like work on what has grown. */
const growing = (limit: number): LineModel => ({
  inputs: { x: ['f32', 1, 4] },
  constants: [
    scalarOf('zero', 0),
    scalarOf('one', 1),
    scalarOf('limit', limit),
    scalarOf('endless', 2n ** 63n - 1n),
    scalarOf('yes', 1, 'bool'),
    weight('w', 4, 4),
  ],
  lines: [
    [
      'h i s',
      'Loop',
      'endless yes x zero',
      {
        body: bodyOf({
          inputs: { k: ['i64'], c: ['bool'], hi: null, ii: null },
          lines: [
            ['io', 'Add', 'ii one'],
            ['co', 'Less', 'io limit'],
            ['p', 'MatMul', 'hi w'],
            ['ho', 'Concat', 'hi x', { axis: 0 }],
            ['so', 'Identity', 'io'],
          ],
          outputs: 'co ho io so',
        }),
      },
    ],
  ],
  outputs: 'h i s',
});

describe('Loop', () => {
  test.each([
    ['five yes', '640 80 0', 'body×5', 'f32[5, 2, 8]'],
    ['five _', '640 80 0', 'body×5', 'f32[5, 2, 8]'],
    ['many yes', '640000 80000 0', 'body×5000', 'f32[5000, 2, 8]'],
    ['none yes', '0 0 0', '', 'f32[0, 2, 8]'],
    ['minus yes', '0 0 0', '', 'f32[0, 2, 8]'],
    ['five no', '0 0 0', '', 'f32[0, 2, 8]'],
  ])('trip count %s', (trips, cost, parts, stacked) => {
    const run = runLines(stepModel(trips));
    expect(costText(run.run.totals)).toBe(cost);
    expect(partsText(layer(run, 'Loop'))).toBe(parts);
    expect(run.run.outputs.map(typeText)).toEqual(['f32[2, 8]', stacked]);
    expect(codes(run)).toEqual([]);
  });

  test('weights of a body that never runs are no parameters, of one that runs often they count once', () => {
    expect(runLines(stepModel('none yes')).weights.params()).toBe(0);
    expect(runLines(stepModel('five yes')).weights.params()).toBe(64);
    expect(runLines(stepModel('many yes')).weights.params()).toBe(64);
  });

  test('an unknown trip count is a symbol and a finding', () => {
    const run = runLines(stepModel('n yes'));
    expect(costText(run.run.totals)).toBe('128*y.trips 16*y.trips 0');
    expect(run.run.outputs.map(typeText)).toEqual(['f32[2, 8]', 'f32[y.trips, 2, 8]']);
    expect(codes(run)).toEqual(['unknown-trip-count']);
  });

  test('the symbol of an unknown trip count can be bound', () => {
    const run = runLines(stepModel('n yes'), {}, new Map([['y.trips', 7]]));
    expect(costText(run.run.totals)).toBe('896 112 0');
    expect(codes(run)).toEqual([]);
  });

  test('a trip count made of sizes stays a formula', () => {
    const spec: LineModel = {
      ...stepModel('count yes'),
      inputs: { n: ['f32', 'steps', 3], x: ['f32', 2, 8] },
      lines: [
        ['shape', 'Shape', 'n'],
        ['count', 'Gather', 'shape none'],
        ['y z', 'Loop', 'count yes x', { body: step }],
      ],
    };
    const run = runLines(spec);
    expect(costText(run.run.totals)).toBe('128*steps 16*steps 0');
    expect(run.run.outputs.map(typeText)).toEqual(['f32[2, 8]', 'f32[steps, 2, 8]']);
    expect(codes(run)).toEqual([]);
  });

  test('sizes that grow are exact, iteration by iteration', () => {
    const run = runLines(growing(4));
    expect(run.run.outputs.map(typeText)).toEqual(['f32[5, 4]', 'i64[]=4', 'i64[4]=1,2,3,4']);
    expect(partsText(layer(run, 'Loop'))).toBe('iteration 0×1 iteration 1×1 iteration 2×1 iteration 3×1');
    expect(codes(run)).toEqual(['dead-nodes']);
  });

  test('the work inside is the sum over the iterations', () => {
    const spec = growing(4);
    const body = bodyOf({
      inputs: { k: ['i64'], c: ['bool'], hi: null, ii: null },
      lines: [
        ['io', 'Add', 'ii one'],
        ['co', 'Less', 'io limit'],
        ['p', 'MatMul', 'hi w'],
        ['ho', 'Concat', 'p x', { axis: 0 }],
      ],
      outputs: 'co ho io',
    });
    const run = runLines({ ...spec, lines: [['h i', 'Loop', 'endless yes x zero', { body }]], outputs: 'h i' });
    expect(costText(run.run.totals)).toBe(`${(1 + 2 + 3 + 4) * 16} 0 0`);
  });

  test('iterations that cost the same are one part, wherever they stand', () => {
    const odd = bodyOf({ lines: [['p', 'MatMul', 'hi w']], outputs: 'p' });
    const even = bodyOf({ lines: [['q', 'Identity', 'hi']], outputs: 'q' });
    const body = bodyOf({
      inputs: { k: ['i64'], c: ['bool'], hi: null },
      lines: [
        ['co', 'Identity', 'c'],
        ['r', 'Mod', 'k two'],
        ['isOdd', 'Cast', 'r', { to: 9 }],
        ['ho', 'If', 'isOdd', { then_branch: odd, else_branch: even }],
      ],
      outputs: 'co ho',
    });
    const run = runLines({
      inputs: { x: ['f32', 1, 4] },
      constants: [scalarOf('two', 2), scalarOf('six', 7), scalarOf('yes', 1, 'bool'), weight('w', 4, 4)],
      lines: [['h', 'Loop', 'six yes x', { body }]],
      outputs: 'h',
    });
    expect(partsText(layer(run, 'Loop'))).toBe('iterations 0,2,4,6×4 iterations 1,3,5×3');
    expect(costText(run.run.totals)).toBe(`${3 * 16} 0 0`);
  });

  test('beyond what is run one by one, constant growth is still told', () => {
    const body = bodyOf({
      inputs: { k: ['i64'], c: ['bool'], hi: null, ti: null },
      lines: [
        ['co', 'Identity', 'c'],
        ['ho', 'Concat', 'hi x', { axis: 0 }],
        ['to', 'SequenceInsert', 'ti x'],
      ],
      outputs: 'co ho to',
    });
    const spec: LineModel = {
      inputs: { n: ['f32', 'steps'], x: ['f32', 2, 4] },
      constants: [scalarOf('zero', 0), scalarOf('yes', 1, 'bool')],
      lines: [
        ['shape', 'Shape', 'n'],
        ['count', 'Gather', 'shape zero'],
        ['empty', 'SequenceEmpty', ''],
        ['h t', 'Loop', 'count yes x empty', { body }],
        ['all', 'ConcatFromSequence', 't', { axis: 0, new_axis: 1 }],
      ],
      outputs: 'h all',
    };
    expect(runLines(spec).run.outputs.map(typeText)).toEqual(['f32[2*steps + 2, 4]', 'f32[steps, 2, 4]']);
  });

  test('sizes that change some other way are symbols, and that is said', () => {
    const body = bodyOf({
      inputs: { k: ['i64'], c: ['bool'], hi: null },
      lines: [
        ['co', 'Identity', 'c'],
        ['t', 'Transpose', 'hi'],
        ['p', 'MatMul', 'hi t'],
        ['ho', 'Concat', 'hi hi', { axis: 0 }],
        ['dead', 'Relu', 'p'],
        ['s', 'ReduceSum', 'p', { keepdims: 0 }],
      ],
      outputs: 'co ho s',
    });
    const run = runLines({
      inputs: { n: ['i64'], x: ['f32', 2, 4] },
      constants: [scalarOf('yes', 1, 'bool')],
      lines: [['h s', 'Loop', 'n yes x', { body }]],
      outputs: 'h s',
    });
    expect(typeText(run.run.outputs[0])).toBe('f32[h.out0.dim0, 4]');
    expect(costText(run.run.totals)).toBe('4*h.carried0.dim0^2*h.trips h.carried0.dim0^2*h.trips 0');
    expect(codes(run)).toEqual(['dead-nodes', 'loop-varying-size', 'unknown-trip-count']);
  });

  test('a condition that only running tells', () => {
    const body = bodyOf({
      inputs: { k: ['i64'], c: ['bool'], hi: null },
      lines: [
        ['ho', 'MatMul', 'hi w'],
        ['m', 'ReduceMax', 'ho', { keepdims: 0 }],
        ['co', 'Greater', 'm f'],
      ],
      outputs: 'co ho',
    });
    const spec: LineModel = {
      inputs: { x: ['f32', 2, 4] },
      constants: [scalarOf('ten', 10), scalarOf('f', 0, 'f32'), weight('w', 4, 4)],
      lines: [['h', 'Loop', 'ten _ x', { body }]],
      outputs: 'h',
    };
    const run = runLines(spec);
    expect(costText(run.run.totals)).toBe('32*h.trips 8*h.trips 0');
    expect(run.findings.find(({ code }) => code === 'unknown-trip-count')?.detail).toContain('at most 10');
    expect(costText(runLines(spec, {}, new Map([['h.trips', 12]])).run.totals)).toBe('320 80 0');
  });

  test('loops in loops', () => {
    const inner = bodyOf({
      inputs: { k: ['i64'], c: ['bool'], hi: null },
      lines: [
        ['co', 'Identity', 'c'],
        ['ho', 'MatMul', 'hi w'],
      ],
      outputs: 'co ho',
    });
    const outer = bodyOf({
      inputs: { ok: ['i64'], oc: ['bool'], gi: null },
      lines: [
        ['oco', 'Identity', 'oc'],
        ['trips', 'Add', 'ok one'],
        ['go', 'Loop', 'trips oc gi', { body: inner }],
      ],
      outputs: 'oco go',
    });
    const run = runLines({
      inputs: { x: ['f32', 1, 4] },
      constants: [scalarOf('one', 1), scalarOf('four', 4), scalarOf('yes', 1, 'bool'), weight('w', 4, 4)],
      lines: [['h', 'Loop', 'four yes x', { body: outer }]],
      outputs: 'h',
    });
    expect(costText(run.run.totals)).toBe(`${(1 + 2 + 3 + 4) * 16} 0 0`);
    expect(run.weights.params()).toBe(16);
  });

  test('a weight in a Constant node of the body is one parameter tensor, however often the body runs', () => {
    const body = bodyOf({
      inputs: { k: ['i64'], c: ['bool'], hi: null },
      lines: [
        ['co', 'Identity', 'c'],
        ['v', 'Constant', '', { value: weight('v', 4, 4) }],
        ['ho', 'MatMul', 'hi v'],
      ],
      outputs: 'co ho',
    });
    const run = runLines({
      inputs: { x: ['f32', 1, 4] },
      constants: [scalarOf('four', 4), scalarOf('yes', 1, 'bool')],
      lines: [['h', 'Loop', 'four yes x', { body }]],
      outputs: 'h',
    });
    expect(costText(run.run.totals)).toBe('64 0 0');
    expect(run.weights.params()).toBe(16);
  });

  test('a constant start does not make the first iteration free', () => {
    const run = runLines({
      ...stepModel('five yes'),
      inputs: {},
      constants: [...(stepModel('').constants ?? []), weight('x', 2, 8)],
    });
    expect(costText(run.run.totals)).toBe('640 80 0');
  });

  test('a body of the wrong arity is refused', () => {
    expect(() => runLines({ ...stepModel('five yes x'), outputs: 'y' })).toThrow(/the body of Loop takes 3 inputs/);
  });
});
