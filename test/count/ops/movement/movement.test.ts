import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '#graph/value.ts';
import type { OneCall } from '../../../support/one-call.ts';
import { constantOf, evaluate, neg, parseDim, symbol, symbolsOf } from '#graph/dim.ts';
import { countOne, f32, holding, of, unranked } from '../../../support/one-call.ts';

const list = (...data: readonly number[]): Value => holding('i64', data);
const scalar = (n: number): Value => holding('i64', n);
const shapeOf = (value: Value | undefined): unknown => (value?.kind === 'tensor' ? value.shape : value);
const out = (one: OneCall): Value | undefined => countOne(one).outputs[0];

describe('definite contradictions are faults', () => {
  test.each<[string, OneCall]>([
    ['reshape to another total', { op: 'Reshape', inputs: [f32(2, 3), list(4, 2)] }],
    ['reshape that leaves a remainder', { op: 'Reshape', inputs: [f32(2, 3), list(4, -1)] }],
    ['reshape with two -1', { op: 'Reshape', inputs: [f32(2, 3), list(-1, -1)] }],
    ['reshape to -2', { op: 'Reshape', inputs: [f32(2, 3), list(-2, 3)] }],
    ['reshape copying an axis beyond the rank', { op: 'Reshape', inputs: [f32(2, 3), list(6, 1, 0)] }],
    [
      'reshape with allowzero and both 0 and -1',
      { op: 'Reshape', attrs: { allowzero: 1 }, inputs: [f32(0, 3), list(0, -1)] },
    ],
    ['squeeze of an axis of 3', { op: 'Squeeze', inputs: [f32(1, 3), list(1)] }],
    [
      'squeeze of an axis of n + 2',
      { op: 'Squeeze', inputs: [countOne({ op: 'Pad', inputs: [f32('n'), list(1, 1)] }).outputs[0] as Value, list(0)] },
    ],
    ['unsqueeze of the same axis twice', { op: 'Unsqueeze', inputs: [f32(2), list(1, 1)] }],
    ['unsqueeze beyond the result', { op: 'Unsqueeze', inputs: [f32(2), list(3)] }],
    ['flatten beyond the rank', { op: 'Flatten', attrs: { axis: 4 }, inputs: [f32(2, 3)] }],
    ['transpose by axes of another rank', { op: 'Transpose', attrs: { perm: [1, 0] }, inputs: [f32(2, 3, 4)] }],
    ['transpose by an axis twice', { op: 'Transpose', attrs: { perm: [0, 0] }, inputs: [f32(2, 3)] }],
    ['concat of other sizes', { op: 'Concat', attrs: { axis: 0 }, inputs: [f32(2, 3), f32(2, 4)] }],
    ['concat of other ranks', { op: 'Concat', attrs: { axis: 0 }, inputs: [f32(2, 3), f32(2, 3, 1)] }],
    ['concat of scalars', { op: 'Concat', attrs: { axis: 0 }, inputs: [f32(), f32()] }],
    ['split into parts that are too long', { op: 'Split', opset: 18, inputs: [f32(5), list(3, 3)], outputs: 2 }],
    ['split into parts that are too short', { op: 'Split', opset: 18, inputs: [f32(7), list(3, 3)], outputs: 2 }],
    ['split into equal parts before 18', { op: 'Split', opset: 13, inputs: [f32(5)], outputs: 2 }],
    [
      'split into more parts than there are elements',
      { op: 'Split', opset: 18, attrs: { num_outputs: 4 }, inputs: [f32(5)], outputs: 4 },
    ],
    [
      'split with sizes for another number of outputs',
      { op: 'Split', opset: 18, inputs: [f32(5), list(2, 3)], outputs: 3 },
    ],
    ['slice with step 0', { op: 'Slice', inputs: [f32(5), list(0), list(3), list(0), list(0)] }],
    ['slice of an axis beyond the rank', { op: 'Slice', inputs: [f32(5), list(0), list(3), list(1)] }],
    ['slice with starts for other axes', { op: 'Slice', inputs: [f32(5, 5), list(0), list(3, 3), list(0, 1)] }],
    ['pad by cropping more than there is', { op: 'Pad', inputs: [f32(3), list(-2, -2)] }],
    ['pad with pads for another rank', { op: 'Pad', inputs: [f32(3, 3), list(1, 1)] }],
    ['tile by a negative count', { op: 'Tile', inputs: [f32(3), list(-1)] }],
    ['tile with counts for another rank', { op: 'Tile', inputs: [f32(3), list(1, 2)] }],
    ['expand to a size that differs', { op: 'Expand', inputs: [f32(3, 4), list(3, 5)] }],
    ['gather at an index outside', { op: 'Gather', inputs: [f32(3, 4), list(3)] }],
    ['gather at a negative index outside', { op: 'Gather', attrs: { axis: 1 }, inputs: [f32(3, 4), list(-5)] }],
    ['gather elements by indices of another rank', { op: 'GatherElements', inputs: [f32(3, 4), of('i64', 3)] }],
    ['gather tuples longer than the rank', { op: 'GatherND', inputs: [f32(3, 4), of('i64', 2, 3)] }],
    ['scatter updates of another shape', { op: 'ScatterND', inputs: [f32(3, 4), of('i64', 2, 1), f32(2, 5)] }],
    [
      'scatter elements where indices and updates differ',
      { op: 'ScatterElements', inputs: [f32(3, 4), of('i64', 1, 4), f32(2, 4)] },
    ],
    ['largest k of fewer', { op: 'TopK', inputs: [f32(3), list(4)], outputs: 2 }],
    ['triangle of a vector', { op: 'Trilu', inputs: [f32(3)] }],
    ['range by 0', { op: 'Range', inputs: [scalar(0), scalar(3), scalar(0)] }],
    ['constant of a negative size', { op: 'ConstantOfShape', inputs: [list(2, -1)] }],
    [
      'reverse along the batch axis',
      { op: 'ReverseSequence', attrs: { batch_axis: 0, time_axis: 0 }, inputs: [f32(3, 4), of('i64', 3)] },
    ],
    [
      'condition longer than the axis',
      { op: 'Compress', attrs: { axis: 0 }, inputs: [f32(2), holding('bool', [0, 0, 1])] },
    ],
    [
      'window longer than the axis',
      { op: 'UnfoldTensor', domain: 'com.microsoft', attrs: { size: 9 }, inputs: [f32(3)] },
    ],
  ])('%s', (_, one) => {
    expect(() => countOne(one)).toThrow(expect.objectContaining({ code: 'shape' }));
  });

  test.each<[string, OneCall]>([
    ['Reshape', { op: 'Reshape', inputs: [f32(2)] }],
    ['Unsqueeze', { op: 'Unsqueeze', inputs: [f32(2)] }],
    ['Concat', { op: 'Concat', attrs: { axis: 0 }, inputs: [] }],
    ['Slice', { op: 'Slice', inputs: [f32(2), list(0)] }],
    ['Gather', { op: 'Gather', inputs: [f32(2)] }],
    ['ScatterND', { op: 'ScatterND', inputs: [f32(2), list(0)] }],
    ['Expand', { op: 'Expand', inputs: [f32(2)] }],
    ['Tile', { op: 'Tile', inputs: [f32(2)] }],
    ['Pad', { op: 'Pad', inputs: [f32(2)] }],
    ['TopK', { op: 'TopK', inputs: [f32(2)] }],
    ['OneHot', { op: 'OneHot', inputs: [list(0)] }],
    ['Range', { op: 'Range', inputs: [scalar(0)] }],
    ['Shape', { op: 'Shape', inputs: [] }],
    ['Identity', { op: 'Identity', inputs: [] }],
    ['StringSplit', { op: 'StringSplit', opset: 20, inputs: [] }],
    ['TreeEnsembleRegressor', { op: 'TreeEnsembleRegressor', domain: 'ai.onnx.ml', opset: 1, inputs: [] }],
  ])('%s without an input that it needs', (_, one) => {
    expect(() => countOne(one)).toThrow(expect.objectContaining({ code: 'bad-node' }));
  });
});

describe('what is not known stays open, never guessed', () => {
  test.each<[string, OneCall, unknown]>([
    [
      'reshape by an unknown list of 3',
      { op: 'Reshape', inputs: [f32(2, 3), of('i64', 3)] },
      [expect.anything(), expect.anything(), expect.anything()],
    ],
    ['reshape by a list of unknown length', { op: 'Reshape', inputs: [f32(2, 3), of('i64', 'k')] }, null],
    [
      'reshape where one size is unknown',
      { op: 'Reshape', inputs: [f32(2, 6), { kind: 'tensor', dtype: 'i64', shape: [2], data: [3, undefined] }] },
      [3, 4],
    ],
    ['reshape of unknown rank', { op: 'Reshape', inputs: [unranked, list(2, 3)] }, [2, 3]],
    ['squeeze without axes of a symbolic size', { op: 'Squeeze', inputs: [f32(1, 'n')] }, null],
    ['squeeze by unknown axes where only one can be meant', { op: 'Squeeze', inputs: [f32(1, 3), of('i64', 1)] }, [3]],
    ['expand by an unknown size where the own isn’t 1', { op: 'Expand', inputs: [f32(3), of('i64', 1)] }, [3]],
    ['transpose of unknown rank', { op: 'Transpose', inputs: [unranked] }, null],
    [
      'slice to an unknown end',
      { op: 'Slice', inputs: [f32(5, 3), list(0), of('i64', 1), list(0)] },
      [expect.anything(), 3],
    ],
    ['tile of version 1', { op: 'Tile', opset: 1, inputs: [f32(2, 3), list(4), list(-1)] }, [2, 12]],
    [
      'tile of version 1 along an unknown axis',
      { op: 'Tile', opset: 1, inputs: [f32(2, 3), list(4), of('i64', 1)] },
      [expect.anything(), expect.anything()],
    ],
    [
      'places of sizes provably other than 0',
      { op: 'NonZero', inputs: [holding('i64', [parseDim('n + 1') ?? 0, 0, 3])] },
      [1, 2],
    ],
    [
      'places of a size that may be 0',
      { op: 'NonZero', inputs: [holding('i64', [symbol('n'), 0, 3])] },
      [1, expect.anything()],
    ],
    [
      'places of a partly known list',
      { op: 'NonZero', inputs: [{ kind: 'tensor', dtype: 'i64', shape: [2], data: [1, undefined] }] },
      [1, expect.anything()],
    ],
    [
      'range down to a symbolic size',
      { op: 'Range', inputs: [holding('i64', parseDim('n + 7') ?? 0), holding('i64', symbol('n')), scalar(-2)] },
      [4],
    ],
    ['gather from unknown rank', { op: 'Gather', inputs: [unranked, scalar(0)] }, null],
  ])('%s', (_, one, expected) => {
    expect(shapeOf(out(one))).toEqual(expected);
  });

  test.each<[string, OneCall, readonly unknown[]]>([
    ['gather of a symbolic size', { op: 'Gather', inputs: [holding('i64', [1, 2, 3]), of('i64', 2)] }, []],
    [
      'concat of a known and an unknown part',
      { op: 'Concat', attrs: { axis: 0 }, inputs: [list(1, 2), of('i64', 1)] },
      [1, 2, undefined],
    ],
    [
      'gather by a partly known list',
      { op: 'Gather', inputs: [list(5, 6, 7), { kind: 'tensor', dtype: 'i64', shape: [2], data: [undefined, -1] }] },
      [undefined, 7],
    ],
    ['scatter at an unknown place', { op: 'ScatterND', inputs: [list(5, 6), of('i64', 1, 1), list(9)] }, []],
    [
      'scatter of an unknown update',
      {
        op: 'ScatterND',
        inputs: [list(5, 6), { kind: 'tensor', dtype: 'i64', shape: [1, 1], data: [1] }, of('i64', 1)],
      },
      [5, undefined],
    ],
  ])('contents: %s', (_, one, expected) => {
    const got = out(one);
    expect(got?.kind === 'tensor' ? (got.data ?? []) : got).toEqual(expected);
  });

  test('bombs are shapes only', () => {
    expect(out({ op: 'Range', inputs: [scalar(0), scalar(1e12), scalar(1)] })).toEqual({
      kind: 'tensor',
      dtype: 'i64',
      shape: [1e12],
    });
    expect(out({ op: 'ConstantOfShape', inputs: [list(1e6, 1e6)] })).toEqual({
      kind: 'tensor',
      dtype: 'f32',
      shape: [1e6, 1e6],
    });
    expect(out({ op: 'Tile', inputs: [list(1, 2), list(1e12)] })).toEqual({
      kind: 'tensor',
      dtype: 'i64',
      shape: [2e12],
    });
    expect(out({ op: 'Expand', inputs: [list(1), list(1e9, 1)] })).toEqual({
      kind: 'tensor',
      dtype: 'i64',
      shape: [1e9, 1],
    });
    const text = holding('string', 'x'.repeat(4000));
    expect(out({ op: 'StringConcat', opset: 20, inputs: [text, text] })).toEqual({
      kind: 'tensor',
      dtype: 'string',
      shape: [],
    });
  });
});

const within = (i: number, low: number, high: number): number => Math.min(Math.max(i, low), high);

/** The coordinates that a loop over `start, start + step, …` visits, by the operator's text. */
function visited(size: number, start: number, end: number, step: number): readonly number[] {
  const counted = (i: number): number => (i < 0 ? i + size : i);
  const [first, stop] =
    step > 0
      ? [within(counted(start), 0, size), within(counted(end), 0, size)]
      : [within(counted(start), 0, size - 1), within(counted(end), -1, size - 1)];
  const places: number[] = [];
  for (let i = first; step > 0 ? i < stop : i > stop; i += step) places.push(i);
  return places;
}

const bound = fc.oneof(fc.integer({ min: -12, max: 12 }), fc.constant(2147483647), fc.constant(-2147483648));

test('slices of numbers take what a loop takes', () => {
  fc.assert(
    fc.property(
      fc.nat(9),
      bound,
      bound,
      fc.integer({ min: -4, max: 4 }).filter((step) => step !== 0),
      (size, start, end, step) => {
        const numbers = Array.from({ length: size }, (_, i) => i);
        const got = out({ op: 'Slice', inputs: [list(...numbers), list(start), list(end), list(0), list(step)] });
        const expected = visited(size, start, end, step);
        expect(got).toEqual({ kind: 'tensor', dtype: 'i64', shape: [expected.length], data: expected });
      },
    ),
    { numRuns: 2000 },
  );
});

test('slices of a symbolic axis, bound, are slices of the bound axis', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 14 }),
      bound,
      bound,
      fc.integer({ min: -4, max: 4 }).filter((step) => step !== 0),
      (size, start, end, step) => {
        const got = out({ op: 'Slice', inputs: [f32('n'), list(start), list(end), list(0), list(step)] });
        const length = got?.kind === 'tensor' ? got.shape?.[0] : undefined;
        expect(evaluate(length ?? -1, new Map([['n', BigInt(size)]]))).toBe(
          BigInt(visited(size, start, end, step).length),
        );
      },
    ),
    { numRuns: 2000 },
  );
});

test('slices with symbolic bounds, bound, are slices by numbers', () => {
  const index = fc.tuple(fc.constantFrom('a', 'n - 2', 'n', '-a', 'b'), fc.nat(9));
  fc.assert(
    fc.property(fc.nat(9), fc.nat(9), fc.nat(9), index, index, (n, a, b, [start], [end]) => {
      const env = new Map([
        ['n', BigInt(n + 2)],
        ['a', BigInt(a + 1)],
        ['b', BigInt(b)],
      ]);
      const given = [start, end].map((text) => (text === '-a' ? neg(symbol('a')) : (parseDim(text) ?? 0)));
      const got = out({
        op: 'Slice',
        inputs: [f32('n'), holding('i64', [given[0] ?? 0]), holding('i64', [given[1] ?? 0]), list(0)],
      });
      const length = got?.kind === 'tensor' ? got.shape?.[0] : undefined;
      const known = length !== undefined && [...symbolsOf(length)].every((name) => env.has(name));
      const numbers = given.map((one) => Number(evaluate(one ?? 0, env)));
      const expected = visited(n + 2, numbers[0] ?? 0, numbers[1] ?? 0, 1).length;
      expect(known ? evaluate(length, env) : BigInt(expected)).toBe(BigInt(expected));
    }),
    { numRuns: 2000 },
  );
});

test('the size that -1 leaves, bound, is the quotient', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(1, 2, 3, 4, 6, 12),
      (n, m, by) => {
        const got = out({ op: 'Reshape', inputs: [f32('n', 12, 'm'), list(by, -1)] });
        const shape = got?.kind === 'tensor' ? (got.shape ?? []) : [];
        expect(constantOf(shape[0] ?? 0)).toBe(BigInt(by));
        expect(
          evaluate(
            shape[1] ?? 0,
            new Map([
              ['n', BigInt(n)],
              ['m', BigInt(m)],
            ]),
          ),
        ).toBe(BigInt((n * 12 * m) / by));
      },
    ),
  );
});
