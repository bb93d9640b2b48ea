import { expect, test } from 'vitest';
import { fromBigInt } from '#graph/dim.ts';
import type { Attr, Model } from '#graph/graph.ts';
import { readModelSync } from '#read/read.ts';
import { fileLike } from '../../support/byte-sources.ts';
import {
  floatAttr,
  floatsAttr,
  graph,
  intsAttr,
  model,
  node,
  refAttr,
  sparse,
  stringsAttr,
  tensor,
  tensorType,
  typeAttr,
  type AttrValue,
  type ModelSpec,
  type Written,
  type WrittenAttr,
} from '../../support/onnx-writer.ts';
import { delimited, float, int, ints, join, packedInts, text, type Bytes } from '../../support/protobuf.ts';

const readBytes = (bytes: Uint8Array): Model => readModelSync(fileLike(bytes), 'model.onnx');
const identity = node('Identity', ['x'], ['y']);
const read = (spec: ModelSpec): Model => readBytes(model({ nodes: [identity], ...spec }));

const attrOf = (written: WrittenAttr): Attr => {
  const got = read({ nodes: [node('Op', ['x'], ['y'], { a: written })] });
  return got.graph.nodes[0]?.attrs.get('a') as Attr;
};

test.each<[string, WrittenAttr, unknown]>([
  ['INT', -3, { kind: 'int', value: -3 }],
  ['INT beyond 2^53', 2n ** 62n, { kind: 'int', value: fromBigInt(2n ** 62n) }],
  ['FLOAT', floatAttr(2), { kind: 'float', value: 2 }],
  ['STRING', 'SAME_UPPER', { kind: 'string', value: 'SAME_UPPER' }],
  ['INTS', intsAttr([1, -1, 2n ** 62n]), { kind: 'ints', value: [1, -1, fromBigInt(2n ** 62n)] }],
  ['FLOATS', floatsAttr([1, 0.5]), { kind: 'floats', value: [1, 0.5] }],
  ['STRINGS', stringsAttr(['a', '']), { kind: 'strings', value: ['a', ''] }],
  [
    'TENSOR',
    tensor('t', 'i64', [2], [1, -1]),
    { kind: 'tensor', value: { name: 't', dtype: 'i64', dims: [2], bytes: 16n, external: false, data: [1, -1] } },
  ],
  [
    'SPARSE_TENSOR',
    sparse(tensor('v', 'f32', [1], [5]), tensor('', 'i64', [1], [1]), [3]),
    { kind: 'tensor', value: expect.objectContaining({ dims: [3], data: [0, 5, 0], nonZeros: 1 }) },
  ],
  [
    'GRAPH',
    graph({ name: 'body', nodes: [identity] }),
    { kind: 'graph', value: expect.objectContaining({ name: 'body' }) },
  ],
  [
    'TYPE_PROTO',
    typeAttr(tensorType('f32', [2])),
    { kind: 'type', value: { kind: 'tensor', dtype: 'f32', shape: [2] } },
  ],
  ['a reference', refAttr('alpha', 1), { kind: 'ref', value: 'alpha' }],
])('attribute of type %s', (_, written, expected) => {
  expect(attrOf(written)).toEqual(expected);
});

const raw = (type: number | null, ...fields: readonly Bytes[]): AttrValue => ({
  kind: 'attr',
  type: type ?? 0,
  bytes: join(...fields),
});

test.each<[string, AttrValue, unknown]>([
  [
    'TENSORS',
    raw(9, delimited(10, tensor('a', 'i64', [], [1]).bytes), delimited(10, tensor('b', 'i64', [], [2]).bytes)),
    { kind: 'tensors', value: [expect.objectContaining({ data: [1] }), expect.objectContaining({ data: [2] })] },
  ],
  [
    'GRAPHS',
    raw(10, delimited(11, graph({ name: 'a' }).bytes), delimited(11, graph({ name: 'b' }).bytes)),
    { kind: 'graphs', value: [expect.objectContaining({ name: 'a' }), expect.objectContaining({ name: 'b' })] },
  ],
  [
    'TYPE_PROTOS',
    raw(14, delimited(15, tensorType('i64', []).bytes)),
    { kind: 'types', value: [{ kind: 'tensor', dtype: 'i64', shape: [] }] },
  ],
  [
    'SPARSE_TENSORS',
    raw(12, delimited(23, sparse(tensor('v', 'f32', [1], [5]), tensor('', 'i64', [1], [1]), [2]).bytes)),
    { kind: 'tensors', value: [expect.objectContaining({ data: [0, 5] })] },
  ],
  ['packed INTS', raw(7, packedInts(8, [1, 2, 3])), { kind: 'ints', value: [1, 2, 3] }],
  ['no declared type, an int', raw(null, int(3, 5)), { kind: 'int', value: 5 }],
  ['no declared type, floats', raw(null, float(7, 1), float(7, 2)), { kind: 'floats', value: [1, 2] }],
  ['INT without value, as protobuf 3 leaves zeros out', raw(2), { kind: 'int', value: 0 }],
  ['FLOAT without value', raw(1), { kind: 'float', value: 0 }],
  ['STRING without value', raw(3), { kind: 'string', value: '' }],
  ['INTS without value', raw(7), { kind: 'ints', value: [] }],
  ['the declared type wins over another value', raw(7, int(3, 0), ints(8, [1, 2])), { kind: 'ints', value: [1, 2] }],
  ['the declared type wins, whichever comes last', raw(7, ints(8, [1, 2]), int(3, 0)), { kind: 'ints', value: [1, 2] }],
  [
    'a list in parts, another value between',
    raw(7, ints(8, [1]), int(3, 0), ints(8, [2])),
    { kind: 'ints', value: [1, 2] },
  ],
  ['a scalar twice: the last', raw(2, int(3, 1), int(3, 2)), { kind: 'int', value: 2 }],
  [
    'a tensor twice: merged',
    raw(4, delimited(5, join(ints(1, [1]), int(2, 7))), delimited(5, delimited(9, [{ hole: 8 }]))),
    { kind: 'tensor', value: expect.objectContaining({ dims: [1], data: [0] }) },
  ],
])('attribute: %s', (_, written, expected) => {
  expect(attrOf(written)).toEqual(expected);
});

test.each<[string, WrittenAttr]>([
  ['a value of another type than declared', raw(7, text(4, 'oops'))],
  ['TENSOR without value', raw(4)],
  ['GRAPH without value', raw(5)],
  ['neither type nor value', raw(null)],
  ['an unknown type', raw(99)],
  ['an unknown type with a value', raw(99, int(3, 1))],
])('%s is a Fault bad-attribute', (_, written) => {
  expect(() => attrOf(written)).toThrow(
    expect.objectContaining({ code: 'bad-attribute', message: expect.stringContaining("'a'") }),
  );
});

test('attributes of one node leave no trace in one another', () => {
  const got = read({ nodes: [node('Op', ['x'], ['y'], { a: refAttr('alpha', 1), b: [1, 2], c: 'text', d: raw(7) })] });
  expect([...(got.graph.nodes[0]?.attrs.values() ?? [])]).toEqual([
    { kind: 'ref', value: 'alpha' },
    { kind: 'ints', value: [1, 2] },
    { kind: 'string', value: 'text' },
    { kind: 'ints', value: [] },
  ]);
});

test('an attribute twice is a Fault bad-attribute, and names the node', () => {
  const twice: Written<'node'> = {
    kind: 'node',
    bytes: join(
      text(1, 'x'),
      text(2, 'y'),
      text(3, 'c0'),
      text(4, 'Conv'),
      ...[1, 2].map((v) => delimited(5, join(text(1, 'group'), int(3, v), int(20, 2)))),
    ),
  };
  expect(() => read({ nodes: [twice] })).toThrow(
    expect.objectContaining({
      code: 'bad-attribute',
      message: "model.onnx: node 'c0' (Conv) has the attribute 'group' twice",
    }),
  );
});

test('a node without operator is a Fault bad-node', () => {
  expect(() => read({ nodes: [identity, node('', ['x'], ['z'])] })).toThrow(
    expect.objectContaining({ code: 'bad-node', message: expect.stringContaining("node 'z', number 1") }),
  );
});

test('a huge string attribute is cut, not refused: engines are stored so', () => {
  const bytes = model({
    nodes: [node('EPContext', ['x'], ['y'], { ep_cache_context: 'e'.repeat(1_000_000), mode: 'm' })],
  });
  const { attrs } = readBytes(bytes).graph.nodes[0] as { attrs: ReadonlyMap<string, Attr> };
  expect(attrs.get('ep_cache_context')?.value).toHaveLength(16_384);
  expect(attrs.get('mode')?.value).toBe('m');
});

/** Ifs inside one another. */
const nest = (depth: number): Written<'graph'> =>
  graph({ nodes: [depth === 0 ? identity : node('If', ['c'], ['y'], { then_branch: nest(depth - 1) })] });

/** Subgraphs inside one another, by their first nodes. */
const levels = (deep: Model): number => {
  let count = 0;
  for (let at: Attr | undefined = deep.graph.nodes[0]?.attrs.get('then_branch'); at?.kind === 'graph'; count++) {
    at = at.value.nodes[0]?.attrs.get('then_branch');
  }
  return count;
};

test('subgraphs to 100 deep are read, deeper ones are a Fault depth-limit', () => {
  expect(levels(read({ nodes: [node('If', ['c'], ['y'], { then_branch: nest(99) })] }))).toBe(100);
  expect(() => read({ nodes: [node('If', ['c'], ['y'], { then_branch: nest(100) })] })).toThrow(
    expect.objectContaining({ code: 'depth-limit' }),
  );
});
