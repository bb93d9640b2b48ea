import type { DType } from '#graph/dtype.ts';
import type { Shape } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import { Fault } from '#graph/fault.ts';
import { intAttr, intsAttr, shapeFault, tensor } from '#count/ops/call.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { smallShape, withContent } from '#count/ops/shared/content.ts';
import { elementTypeAttr } from '#count/ops/shared/element-type.ts';
import { requiredTensor } from '#count/ops/shared/required.ts';

/** Random numbers of the shape in attribute `shape`, type in `dtype` (f32 by default). */
export const randomShape: ShapeRule = (call) => {
  const shape = intsAttr(call, 'shape');
  if (shape === undefined)
    throw new Fault(
      'bad-attribute',
      `${call.name}: ${call.node.op} lacks its attribute shape`,
      'export the model again; the node is not valid ONNX',
    );
  if (shape.some((size) => size < 0)) throw shapeFault(call, `the shape ${shapeText(shape)} has a negative size`);
  return [tensor(elementTypeAttr(call, 'dtype', 'f32'), shape)];
};

/** Random numbers in the shape of input 0, type in `dtype` or that of the input. */
export const randomLikeShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  return [tensor(elementTypeAttr(call, 'dtype', x?.dtype ?? 'unknown'), x?.shape ?? null)];
};

/** Classes drawn for each row of [batch, classes]: [batch, sample_size], i32 by default. */
export const multinomialShape: ShapeRule = (call) => {
  const shape = requiredTensor(call, 0)?.shape ?? null;
  if (shape !== null && shape.length !== 2)
    throw shapeFault(call, `${shapeText(shape)} is not a matrix of [batch, classes]`);
  const samples = intAttr(call, 'sample_size') ?? 1;
  if (samples < 0) throw shapeFault(call, `sample_size is ${samples}`);
  return [tensor(elementTypeAttr(call, 'dtype', 'i32'), [shape?.[0] ?? call.fresh('batch'), samples])];
};

/** Ones on the diagonal that attribute `k` names, zeros elsewhere, in the shape of input 0 (a matrix). */
export const eyeLikeShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  const shape = x?.shape ?? null;
  if (shape !== null && shape.length !== 2) throw shapeFault(call, `${shapeText(shape)} is not a matrix`);
  const dtype: DType = elementTypeAttr(call, 'dtype', x?.dtype ?? 'unknown');
  return [withContent(dtype, shape ?? [call.fresh('rows'), call.fresh('columns')], diagonal(call, shape))];
};

function diagonal(call: Call, shape: Shape): Elements | undefined {
  const [rows, columns] = smallShape(shape) ?? [];
  if (rows === undefined || columns === undefined) return undefined;
  const k = intAttr(call, 'k') ?? 0;
  return Array.from({ length: rows * columns }, (_, i) => Number((i % columns) - Math.floor(i / columns) === k));
}
