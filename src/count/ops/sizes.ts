import type { Dim } from '#graph/dim.ts';
import type { Shape, Value } from '#graph/value.ts';
import { ceilDiv, mul, product } from '#graph/dim.ts';
import { bitsOf } from '#graph/dtype.ts';

/** Number of elements of a shape; undefined if the rank is unknown. */
export function elements(shape: Shape): Dim | undefined {
  return shape === null ? undefined : product(shape);
}

/** Elements up to which contents are worked out at once, and compared by what they hold. */
export const smallContent = 64;

/** Bytes by tensor: each is written once and read several times. */
const known = new WeakMap<Value, Dim>();

/** Bytes of a value as stored densely; undefined if shape or width is unknown. A sequence is the sum of its elements. */
export function bytesOfValue(value: Value | undefined): Dim | undefined {
  if (value === undefined) return undefined;
  const before = known.get(value);
  if (before !== undefined) return before;
  const bytes = findBytes(value);
  if (bytes !== undefined) known.set(value, bytes);
  return bytes;
}

function findBytes(value: Value): Dim | undefined {
  switch (value.kind) {
    case 'tensor': {
      const count = elements(value.shape);
      const bits = bitsOf(value.dtype);
      if (count === undefined || bits === null) return undefined;
      return bits % 8 === 0 ? mul(count, bits / 8) : ceilDiv(mul(count, bits), 8);
    }
    case 'sequence': {
      const each = bytesOfValue(value.element ?? undefined);
      return value.length === 0 ? 0 : each === undefined ? undefined : mul(each, value.length);
    }
    case 'optional':
      return value.present === false ? 0 : bytesOfValue(value.element ?? undefined);
    case 'map':
    case 'unknown':
      return undefined;
  }
}
