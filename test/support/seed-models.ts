import {
  floatAttr,
  functionOf,
  graph,
  mapType,
  model,
  node,
  optionalType,
  refAttr,
  sequenceType,
  sparse,
  stringsAttr,
  tensor,
  tensorType,
  typeAttr,
  value,
} from './onnx-writer.ts';

/** A small model that uses every kind of field: a seed for mutations. */
export function allFields(): Uint8Array {
  const body = graph({
    name: 'body',
    nodes: [node('Add', ['a', 'outer'], ['b'], {}, { name: 'inner' })],
    inputs: [value('a', 'f32', ['N', 4])],
    outputs: [value('b', 'f32', ['N', 4])],
  });
  return model({
    opset: { '': 17, 'com.microsoft': 1, my: 1 },
    producer: 'seed',
    nodes: [
      node('Conv', ['x', 'W', ''], ['h'], { pads: [1, 1, 1, 1], group: 1, auto_pad: 'NOTSET' }, { name: 'conv' }),
      node('Reshape', ['h', 'shape'], ['outer']),
      node('If', ['cond'], ['z'], { then_branch: body, else_branch: body }),
      node('Constant', [], ['c'], { value: tensor('', 'i64', [3], [1, -1, 2 ** 40]) }),
      node('Constant', [], ['s'], {
        sparse_value: sparse(tensor('', 'f32', [1], [5]), tensor('', 'i64', [1], [2]), [4]),
      }),
      node(
        'Act',
        ['outer'],
        ['y'],
        { alpha: floatAttr(2), names: stringsAttr(['a', 'b']), scales: [0.5, 1.5] },
        { domain: 'my', overload: 'v' },
      ),
      node('Optional', [], ['o'], { type: typeAttr(tensorType('f32', ['N', null])) }),
    ],
    initializers: [
      tensor('W', 'f32', [8, 3, 3, 3]),
      tensor('shape', 'i64', [2], [0, -1], { as: 'typed' }),
      tensor('half', 'f16', [2], [1, 0.5], { as: 'unpacked' }),
      tensor('nibbles', 'i4', [3], [-8, 7, 0]),
      tensor('words', 'string', [2], ['a', 'b']),
      tensor('far', 'f32', [1000], undefined, { external: { location: 'w.bin', offset: '0', length: '4000' } }),
      sparse(tensor('few', 'f32', [2], [1, 2]), tensor('', 'i64', [2], [0, 5]), [3, 4]),
    ],
    inputs: [
      value('x', 'f32', ['N', 3, '2*H', null]),
      value('cond', 'bool', []),
      value('list', sequenceType(tensorType('f32', [null, 2]))),
      value('maybe', optionalType(tensorType('i64', []))),
      value('dictionary', mapType('i64', tensorType('f32', [1]))),
    ],
    outputs: [value('y', 'f32', null), value('z', 'f32', ['N', 4])],
    valueInfo: [value('h', 'f32', ['N', 8, 'H', 'H'])],
    functions: [
      functionOf({
        name: 'Act',
        domain: 'my',
        overload: 'v',
        inputs: ['p'],
        outputs: ['q'],
        nodes: [node('LeakyRelu', ['p'], ['q'], { alpha: refAttr('alpha', 1) })],
        attributes: ['names', 'scales'],
        defaults: { alpha: 0.1 },
      }),
    ],
  });
}
