import type { ShapeRule } from '../registry.ts';
import { add, isAtLeast, sub } from '#graph/dim.ts';
import { floatAttr, intAttr, intsAttr, shapeFault } from '../call.ts';
import { shapeText } from './broadcast.ts';
import { countOf, smallShape, withContent } from './content.ts';
import { elementTypeAttr } from './element-type.ts';
import { listAt, movedFrom, sizeOr } from './move.ts';
import { missing, requiredTensor } from './required.ts';

/** Images without a border (left, top, right, bottom), or `scale` rows and columns behind it. */
export const cropImage: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  if (shape === null) return [movedFrom(source, null)];
  const [images, channels, height, width] = shape;
  if (
    shape.length !== 4 ||
    images === undefined ||
    channels === undefined ||
    height === undefined ||
    width === undefined
  ) {
    throw shapeFault(call, `${shapeText(shape)} is not [N, C, H, W]`);
  }
  const [left = 0, top = 0, right = 0, bottom = 0] = intsAttr(call, 'border') ?? [];
  const scale = intsAttr(call, 'scale') ?? [];
  const sizes = [scale[0] ?? sub(height, add(top, bottom)), scale[1] ?? sub(width, add(left, right))];
  if (sizes.some((size) => isAtLeast(size, 0) === false))
    throw shapeFault(call, `${shapeText(shape)} is smaller than its border`);
  return [movedFrom(source, [images, channels, ...sizes])];
};

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
