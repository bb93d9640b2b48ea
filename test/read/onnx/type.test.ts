import { expect, test } from 'vitest';
import { format, fromBigInt, symbol, type Dim } from '#graph/dim.ts';
import type { Model } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import { readModelSync } from '#read/read.ts';
import { fileLike } from '../../support/byte-sources.ts';
import {
  mapType,
  model,
  node,
  optionalType,
  sequenceType,
  tensor,
  tensorType,
  value,
  type ModelSpec,
  type Written,
} from '../../support/onnx-writer.ts';
import { delimited, int, join, text } from '../../support/protobuf.ts';

const readBytes = (bytes: Uint8Array): Model => readModelSync(fileLike(bytes), 'model.onnx');
const identity = node('Identity', ['x'], ['y']);
const read = (spec: ModelSpec): Model => readBytes(model({ nodes: [identity], ...spec }));
const codesOf = ({ findings }: Model): string[] => findings.map(({ code }) => code);

const typeOf = (written: Written<'value'>): Value => read({ inputs: [written] }).graph.inputs[0]?.type as Value;
const unknownF32: Value = { kind: 'tensor', dtype: 'f32', shape: [symbol('s.element.dim0'), 2] };

test.each<[string, Written<'value'>, Value]>([
  ['unknown rank', value('x', 'f32', null), { kind: 'tensor', dtype: 'f32', shape: null }],
  ['a scalar', value('x', 'f32', []), { kind: 'tensor', dtype: 'f32', shape: [] }],
  [
    'untold sizes',
    value('x', 'f16', [null, 3, -1]),
    { kind: 'tensor', dtype: 'f16', shape: [symbol('x.dim0'), 3, symbol('x.dim2')] },
  ],
  ['a question mark', value('x', 'f16', ['?']), { kind: 'tensor', dtype: 'f16', shape: [symbol('x.dim0')] }],
  [
    'a size beyond 2^53',
    value('x', 'f16', [2n ** 60n]),
    { kind: 'tensor', dtype: 'f16', shape: [fromBigInt(2n ** 60n)] },
  ],
  ['no type', value('x', null), { kind: 'unknown' }],
  [
    'a sequence',
    value('s', sequenceType(tensorType('f32', [null, 2]))),
    { kind: 'sequence', element: unknownF32, length: symbol('s.length') },
  ],
  [
    'an optional',
    value('o', optionalType(tensorType('i64', [4]))),
    { kind: 'optional', element: { kind: 'tensor', dtype: 'i64', shape: [4] } },
  ],
  [
    'a map',
    value('m', mapType('i64', tensorType('f32', []))),
    { kind: 'map', keyType: 'i64', valueType: { kind: 'tensor', dtype: 'f32', shape: [] } },
  ],
  ['an opaque type', value('p', { kind: 'type', bytes: delimited(7, text(1, 'ai.example')) }), { kind: 'unknown' }],
  [
    'the last case of a oneof',
    value('x', { kind: 'type', bytes: join(sequenceType(tensorType('f32', [])).bytes, tensorType('i64', [1]).bytes) }),
    { kind: 'tensor', dtype: 'i64', shape: [1] },
  ],
  [
    'a sparse tensor type',
    value('x', { kind: 'type', bytes: delimited(8, join(int(1, 1), delimited(2, delimited(1, int(1, 5))))) }),
    { kind: 'tensor', dtype: 'f32', shape: [5] },
  ],
])('type: %s', (_, written, expected) => {
  expect(typeOf(written)).toEqual(expected);
});

test.each<[string, string]>([
  ['batch', 'batch'],
  ['sequence_length * num_heads', 'num_heads*sequence_length'],
  ['((s12*s86)//s10)', 'floor(s12*s86/s10)'],
])('dim_param %s is an expression', (param, expected) => {
  const { shape } = typeOf(value('x', 'f32', [param])) as { shape: readonly Dim[] };
  expect(format(shape[0] as Dim)).toBe(expected);
});

test.each(['a b c(', '2x+', '__proto__', 'unk__1', '%', '\u0000'])(
  'dim_param %j is some symbol or expression, never an error',
  (param) => {
    const { shape } = typeOf(value('x', 'f32', [param])) as { shape: readonly Dim[] };
    expect(shape).toHaveLength(1);
    expect(typeof shape[0]).toBe('object');
  },
);

test('a size of 0 in an input is kept and said; in an output it is not news', () => {
  const got = read({ inputs: [value('x', 'f32', [0, 3])], outputs: [value('y', 'f32', [0])] });
  expect(codesOf(got)).toEqual(['zero-dim']);
  expect(got.graph.inputs[0]?.type).toMatchObject({ shape: [0, 3] });
});

test('an input of an unknown element type is a finding', () => {
  const odd: Written<'type'> = { kind: 'type', bytes: delimited(1, join(int(1, 99), delimited(2, []))) };
  const got = read({ inputs: [value('x', odd)] });
  expect(codesOf(got)).toEqual(['unknown-dtype']);
  expect(got.graph.inputs[0]?.type).toEqual({ kind: 'tensor', dtype: 'unknown', shape: [] });
});

test('initializers that are listed as inputs (IR < 4) are no inputs', () => {
  const got = read({
    ir: 3,
    inputs: [value('x', 'f32', [1]), value('w', 'f32', [2])],
    initializers: [tensor('w', 'f32', [2])],
  });
  expect(got.graph.inputs.map(({ name }) => name)).toEqual(['x']);
  expect(got.graph.initializerInputs).toEqual(new Set(['w']));
});
