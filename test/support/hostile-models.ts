import { graph, model, node, tensor, value } from './onnx-writer.ts';

/** Models that the runtime takes and that do harm when they run. */

/** A loop of 2⁶² turns. */
export function endlessNet(): Uint8Array {
  return model({
    nodes: [node('Loop', ['turns', '', 'x'], ['y'], { body: loopBody([node('Neg', ['state'], ['next'])], [4]) })],
    initializers: [tensor('turns', 'i64', [], [2n ** 62n])],
    inputs: [value('x', 'f32', [4])],
    outputs: [value('y', 'f32', [4])],
  });
}

/** A tensor of 1 MB that doubles up to a terabyte. */
export function greedyNet(): Uint8Array {
  return model({
    nodes: [
      node('Loop', ['turns', '', 'x'], ['y'], {
        body: loopBody([node('Concat', ['state', 'state'], ['next'], { axis: 0 })], [null]),
      }),
    ],
    initializers: [tensor('turns', 'i64', [], [20])],
    inputs: [value('x', 'f32', [2 ** 18])],
    outputs: [value('y', 'f32', [null])],
  });
}

function loopBody(nodes: readonly ReturnType<typeof node>[], shape: readonly (number | null)[]) {
  return graph({
    nodes: [node('Identity', ['going'], ['on']), ...nodes],
    inputs: [value('turn', 'i64', []), value('going', 'bool', []), value('state', 'f32', shape)],
    outputs: [value('on', 'bool', []), value('next', 'f32', shape)],
  });
}

/** The lowest whole number by minus one, which has no result: the processor itself refuses to divide. */
export function crashingNet(): Uint8Array {
  return model({
    nodes: [
      node('Sub', ['x', 'x'], ['zero']),
      node('Add', ['zero', 'lowest'], ['a']),
      node('Sub', ['zero', 'one'], ['b']),
      node('Mod', ['a', 'b'], ['y']),
      node('Div', ['a', 'b'], ['z']),
    ],
    initializers: [tensor('lowest', 'i32', [1], [-(2 ** 31)]), tensor('one', 'i32', [1], [1])],
    inputs: [value('x', 'i32', [64])],
    outputs: [value('y', 'i32', [64]), value('z', 'i32', [64])],
  });
}
