import { describe, expect, test } from 'vitest';
import type { LineModel } from '../../../support/lines.ts';
import { bodyOf, costText, listOf, partsText, runLines, scalarOf, typeText } from '../../../support/lines.ts';
import { tensor } from '../../../support/onnx-writer.ts';

const weight = (name: string, ...dims: readonly number[]) => tensor(name, 'f32', dims);
const layer = (run: ReturnType<typeof runLines>, op: string) => run.run.layers.find(({ node }) => node.op === op);

describe('Scan', () => {
  const body = bodyOf({
    inputs: { h: null, x: null },
    lines: [
      ['p', 'MatMul', 'x w'],
      ['ho', 'Add', 'h p'],
    ],
    outputs: 'ho ho',
  });
  const spec = (
    x: readonly (number | string)[],
    attrs: Record<string, number | readonly number[]> = {},
  ): LineModel => ({
    inputs: { h0: ['f32', 2, 4], xs: ['f32', ...x] },
    constants: [weight('w', 3, 4)],
    lines: [['hn ys', 'Scan', 'h0 xs', { body, num_scan_inputs: 1, ...attrs }]],
    outputs: 'hn ys',
  });

  test.each([
    [[5, 2, 3], {}, '120 40 0', 'f32[5, 2, 4]'],
    [['t', 2, 3], {}, '24*t 8*t 0', 'f32[t, 2, 4]'],
    [[2, 3, 5], { scan_input_axes: [-1], scan_output_axes: [1] }, '120 40 0', 'f32[2, 5, 4]'],
    [[2, 3, 900], { scan_input_axes: [2], scan_output_axes: [-1] }, `${900 * 24} ${900 * 8} 0`, 'f32[2, 4, 900]'],
    [[0, 2, 3], {}, '0 0 0', 'f32[0, 2, 4]'],
  ])('of %j with %j', (x, attrs, cost, stacked) => {
    const run = runLines(spec(x, attrs));
    expect(costText(run.run.totals)).toBe(cost);
    expect(run.run.outputs.map(typeText)).toEqual(['f32[2, 4]', stacked]);
  });

  test('directions turn contents around', () => {
    const sum = bodyOf({
      inputs: { h: null, x: null },
      lines: [
        ['ho', 'Add', 'h x'],
        ['s', 'Identity', 'ho'],
      ],
      outputs: 'ho s',
    });
    const run = (attrs: Record<string, readonly number[]>) =>
      runLines({
        constants: [scalarOf('h0', 0), listOf('xs', 1, 2, 3)],
        lines: [['hn ys', 'Scan', 'h0 xs', { body: sum, num_scan_inputs: 1, ...attrs }]],
        outputs: 'hn ys',
      }).run.outputs.map(typeText);
    expect(run({})).toEqual(['i64[]=6', 'i64[3]=1,3,6']);
    expect(run({ scan_input_directions: [1] })).toEqual(['i64[]=6', 'i64[3]=3,5,6']);
    expect(run({ scan_output_directions: [1] })).toEqual(['i64[]=6', 'i64[3]=6,3,1']);
  });

  test('lengths that differ are refused', () => {
    const two = bodyOf({ inputs: { x: null, y: null }, lines: [['s', 'Add', 'x y']], outputs: 's' });
    expect(() =>
      runLines({
        inputs: { a: ['f32', 3, 2], b: ['f32', 4, 2] },
        lines: [['s', 'Scan', 'a b', { body: two, num_scan_inputs: 2 }]],
        outputs: 's',
      }),
    ).toThrow(/lengths of the scanned inputs differ/);
  });

  test('version 8 scans every element of a batch', () => {
    const run = runLines({
      opset: 8,
      inputs: { h0: ['f32', 3, 2, 4], xs: ['f32', 3, 5, 2, 3] },
      constants: [weight('w', 3, 4)],
      lines: [['hn ys', 'Scan', '_ h0 xs', { body, num_scan_inputs: 1 }]],
      outputs: 'hn ys',
    });
    expect(costText(run.run.totals)).toBe(`${3 * 5 * 24} ${3 * 5 * 8} 0`);
    expect(run.run.outputs.map(typeText)).toEqual(['f32[3, 2, 4]', 'f32[3, 5, 2, 4]']);
  });
});

describe('SequenceMap', () => {
  const body = bodyOf({ inputs: { e: null, f: null }, lines: [['m', 'MatMul', 'e f']], outputs: 'm' });
  const spec = (lines: LineModel['lines']): LineModel => ({
    inputs: { a: ['f32', 2, 3], b: ['f32', 5, 3], x: ['f32', 'n', 3], y: ['f32', 3, 4] },
    lines: [...lines, ['s', 'SequenceMap', 'q y', { body }], ['c', 'ConcatFromSequence', 's', { axis: 0 }]],
    outputs: 's c',
  });

  test('elements one by one', () => {
    const run = runLines(spec([['q', 'SequenceConstruct', 'a b a']]));
    expect(run.run.outputs.map(typeText)).toEqual(['seq(f32[2, 4]; f32[5, 4]; f32[2, 4])×3', 'f32[9, 4]']);
    expect(costText(run.run.totals)).toBe(`${(2 + 5 + 2) * 12} 0 0`);
    expect(partsText(layer(run, 'SequenceMap'))).toBe('iterations 0,2×2 iteration 1×1');
  });

  test('as many as a symbol says', () => {
    const run = runLines(spec([['q', 'SplitToSequence', 'x']]));
    expect(run.run.outputs.map(typeText)).toEqual(['seq(f32[1, 4])×n', 'f32[n, 4]']);
    expect(costText(run.run.totals)).toBe('12*n 0 0');
  });
});
