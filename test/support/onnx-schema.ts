/** Which fields of a message are messages, by kind and field number: as far as tools over ONNX files need it. */
export type OnnxKind =
  | 'model'
  | 'graph'
  | 'node'
  | 'attribute'
  | 'tensor'
  | 'sparse'
  | 'function'
  | 'value'
  | 'type'
  | 'tensorType'
  | 'shape'
  | 'dim'
  | 'opset'
  | 'entry'
  | 'nested';

export const childKinds: Readonly<Record<OnnxKind, Readonly<Record<number, OnnxKind>>>> = {
  model: { 7: 'graph', 8: 'opset', 14: 'entry', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor', 11: 'value', 12: 'value', 13: 'value', 15: 'sparse', 16: 'entry' },
  node: { 5: 'attribute', 9: 'entry' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 14: 'type', 15: 'type', 22: 'sparse', 23: 'sparse' },
  tensor: { 13: 'entry', 16: 'entry' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  function: { 7: 'node', 9: 'opset', 11: 'attribute', 12: 'value', 14: 'entry' },
  value: { 2: 'type', 4: 'entry' },
  type: { 1: 'tensorType', 4: 'nested', 5: 'nested', 8: 'tensorType', 9: 'nested' },
  tensorType: { 2: 'shape' },
  shape: { 1: 'dim' },
  dim: {},
  opset: {},
  entry: {},
  nested: { 1: 'type', 2: 'type' },
};
