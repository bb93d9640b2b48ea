import type { ShapeRule } from '#count/ops/registry.ts';
import { floatAttr, intAttr, intsAttr } from '#count/ops/call.ts';
import { countOf, smallShape, withContent } from '#count/ops/shared/content.ts';
import { elementTypeAttr } from '#count/ops/shared/element-type.ts';
import { listAt, sizeOr } from './move.ts';
import { missing, requiredTensor } from '#count/ops/shared/required.ts';

/** A tensor of one value: its shape from an attribute, from input 0's shape, or from input 0's contents. */
export const constantFill: ShapeRule = (call) => {
  const dtype = elementTypeAttr(call, 'dtype', 'f32');
  const given = intsAttr(call, 'shape');
  if (given === undefined && (call.node.inputs[0] ?? '') === '') throw missing(call, 0);
  const asked = given ?? (intAttr(call, 'input_as_shape') === 1 ? listAt(call, 0) : requiredTensor(call, 0)?.shape);
  if (asked === undefined || asked === null) return [{ kind: 'tensor', dtype, shape: null }];
  const shape = [...asked, ...(intsAttr(call, 'extra_shape') ?? [])].map((size, axis) =>
    sizeOr(call, size, `dim${axis}`),
  );
  const small = smallShape(shape);
  const value = floatAttr(call, 'value') ?? 0;
  return [withContent(dtype, shape, small && Array.from({ length: countOf(small) }, () => value))];
};
