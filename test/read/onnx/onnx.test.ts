import { expect, test } from 'vitest';
import { symbol } from '#graph/dim.ts';
import { functionKey, type Attr, type Model } from '#graph/graph.ts';
import { readModelSync } from '#read/read.ts';
import { fileLike } from '../../support/byte-sources.ts';
import { functionOf, graph, model, node, refAttr, tensor, value, type ModelSpec } from '../../support/onnx-writer.ts';
import { delimited, int, join, text, toBytes, type Bytes } from '../../support/protobuf.ts';

const readBytes = (bytes: Uint8Array): Model => readModelSync(fileLike(bytes), 'model.onnx');
const identity = node('Identity', ['x'], ['y']);
const read = (spec: ModelSpec): Model => readBytes(model({ nodes: [identity], ...spec }));
const codesOf = ({ findings }: Model): string[] => findings.map(({ code }) => code);

test('a model as its file tells it', () => {
  const got = read({
    ir: 9,
    opset: { '': 17, 'com.microsoft': 1 },
    producer: 'pytorch',
    name: 'main',
    nodes: [
      node('Conv', ['x', 'w', ''], ['h'], { pads: [1, 1, 1, 1], group: 1 }, { name: '/conv/Conv' }),
      node('FusedGelu', ['h'], ['y', 'z'], {}, { domain: 'com.microsoft', overload: 'fast' }),
      node('Relu', ['y'], ['r'], {}, { domain: 'ai.onnx' }),
    ],
    initializers: [tensor('w', 'f32', [8, 3, 3, 3])],
    inputs: [value('x', 'f32', ['N', 3, 16, 16])],
    outputs: [value('r', 'f32', null)],
    valueInfo: [value('h', 'f32', ['N', 8, 16, 16])],
  });
  expect(got).toMatchObject({
    path: 'model.onnx',
    format: 'onnx',
    origin: { producer: 'pytorch', onnx: { irVersion: 9 } },
    findings: [],
  });
  expect(got.opsets).toEqual(
    new Map([
      ['', 17],
      ['com.microsoft', 1],
    ]),
  );
  expect(got.graph.name).toBe('main');
  const pads: Attr = { kind: 'ints', value: [1, 1, 1, 1] };
  expect(got.graph.nodes).toEqual([
    {
      name: '/conv/Conv',
      op: 'Conv',
      domain: '',
      overload: '',
      inputs: ['x', 'w', ''],
      outputs: ['h'],
      attrs: new Map<string, Attr>([
        ['pads', pads],
        ['group', { kind: 'int', value: 1 }],
      ]),
      index: 0,
    },
    {
      name: '',
      op: 'FusedGelu',
      domain: 'com.microsoft',
      overload: 'fast',
      inputs: ['h'],
      outputs: ['y', 'z'],
      attrs: new Map(),
      index: 1,
    },
    { name: '', op: 'Relu', domain: '', overload: '', inputs: ['y'], outputs: ['r'], attrs: new Map(), index: 2 },
  ]);
  const shape = [symbol('N'), 3, 16, 16];
  expect(got.graph.inputs).toEqual([{ name: 'x', type: { kind: 'tensor', dtype: 'f32', shape } }]);
  expect(got.graph.outputs).toEqual([{ name: 'r', type: { kind: 'tensor', dtype: 'f32', shape: null } }]);
  expect(got.graph.declared).toEqual(
    new Map([['h', { kind: 'tensor', dtype: 'f32', shape: [symbol('N'), 8, 16, 16] }]]),
  );
  expect([...got.graph.initializers.keys()]).toEqual(['w']);
});

test('model functions, by domain, name and overload', () => {
  const { functions } = read({
    opset: { '': 17, my: 1 },
    functions: [
      functionOf({
        name: 'Act',
        domain: 'my',
        inputs: ['a', 'b'],
        outputs: ['c'],
        nodes: [node('LeakyRelu', ['a'], ['c'], { alpha: refAttr('alpha', 1) })],
        opset: 16,
        attributes: ['axis'],
        defaults: { alpha: 0.5 },
      }),
      functionOf({ name: 'Act', domain: 'my', overload: 'v2', inputs: [], outputs: ['c'], nodes: [] }),
    ],
  });
  expect([...functions.keys()]).toEqual([functionKey('my', 'Act', ''), functionKey('my', 'Act', 'v2')]);
  expect(functions.get(functionKey('my', 'Act', ''))).toMatchObject({
    inputs: ['a', 'b'],
    outputs: ['c'],
    opsets: new Map([['', 16]]),
    attributeNames: ['axis'],
    attributeDefaults: new Map([['alpha', { kind: 'float', value: 0.5 }]]),
    nodes: [{ op: 'LeakyRelu', attrs: new Map([['alpha', { kind: 'ref', value: 'alpha' }]]) }],
  });
});

test('two functions of one key are a Fault', () => {
  const act = functionOf({ name: 'Act', domain: 'my', inputs: [], outputs: ['c'], nodes: [] });
  expect(() => read({ functions: [act, act] })).toThrow(expect.objectContaining({ code: 'duplicate-name' }));
});

test.each<[string, ModelSpec, readonly [string, number][]]>([
  ['ai.onnx is the default domain', { opset: { 'ai.onnx': 17 } }, [['', 17]]],
  ['an opset twice at one version', { opset: { 'ai.onnx': 17, '': 17 } }, [['', 17]]],
  ['before IR 3 it need not be said, and is 1', { opset: {}, ir: 2 }, [['', 1]]],
  [
    'a model of custom operators alone need not import ai.onnx',
    { opset: { my: 1 }, nodes: [node('Op', [], ['y'], {}, { domain: 'my' })] },
    [['my', 1]],
  ],
])('opset: %s', (_, spec, expected) => {
  expect([...read(spec).opsets]).toEqual(expected);
});

test.each<[string, ModelSpec]>([
  ['missing-opset', { opset: {} }],
  [
    'missing-opset',
    { opset: { my: 1 }, nodes: [node('Op', [], ['y'], { g: graph({ nodes: [identity] }) }, { domain: 'my' })] },
  ],
  ['duplicate-opset', { opset: { '': 17, 'ai.onnx': 9 } }],
  ['bad-opset', { opset: 0 }],
  ['bad-opset', { opset: { '': 17, my: -1 } }],
])('%s', (code, spec) => {
  expect(() => read(spec)).toThrow(expect.objectContaining({ name: 'Fault', code }));
});

test.each<[string, ModelSpec]>([
  ['opset-too-new', { opset: 29 }],
  ['ir-too-new', { ir: 15 }],
])('%s is a finding', (code, spec) => {
  expect(codesOf(read(spec))).toEqual([code]);
});

test('the newest known versions are no finding', () => {
  expect(codesOf(read({ opset: 28, ir: 14 }))).toEqual([]);
});

const opset = delimited(8, join(text(1, ''), int(2, 17)));

test('a graph that comes in parts is one graph, before or behind the versions', () => {
  const parts = ['a', 'b'].map((name) => delimited(7, delimited(1, node('Relu', ['x'], [name]).bytes)));
  const got = readBytes(toBytes(join(parts[0] as Bytes, opset, int(1, 8), parts[1] as Bytes)));
  expect(got.graph.nodes.map(({ outputs, index }) => [outputs[0], index])).toEqual([
    ['a', 0],
    ['b', 1],
  ]);
});

test('training information, metadata, documentation and annotations are seeked over', () => {
  const noise = [6, 14, 20].map((field) => delimited(field, [{ hole: 300_000 }]));
  const inGraph = [10, 14, 16].map((field) => delimited(field, [{ hole: 300_000 }]));
  const bytes = toBytes(join(int(1, 8), ...noise, delimited(7, join(delimited(1, identity.bytes), ...inGraph)), opset));
  expect(readBytes(bytes).graph.nodes).toHaveLength(1);
});

test('names that JavaScript objects trip over', () => {
  const got = read({
    nodes: [node('__proto__', ['constructor'], ['__proto__'], { __proto__x: 1, toString: 2, constructor: 3 })],
    initializers: [tensor('__proto__', 'f32', [1]), tensor('constructor', 'f32', [1])],
  });
  expect([...got.graph.initializers.keys()]).toEqual(['__proto__', 'constructor']);
  expect(got.graph.nodes[0]?.attrs.get('toString')).toEqual({ kind: 'int', value: 2 });
});

test('memory is bounded: millions of nodes are a Fault, not an exhausted heap', () => {
  const one = toBytes(delimited(1, node('A', [], []).bytes));
  const many = Buffer.alloc(one.length * 2_000_000, one);
  const bytes = toBytes(join(int(1, 8), delimited(7, [many]), opset));
  expect(() => readBytes(bytes)).toThrow(expect.objectContaining({ code: 'structure-limit' }));
});
