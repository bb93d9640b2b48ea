import { format } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';
import type { Shape, Value } from '#graph/value.ts';

/** A type as JSON holds it: sizes as numbers, symbolic ones as texts; the shape null if the rank is unknown. */
export interface ValueType {
  readonly dtype: string;
  readonly shape: readonly (number | string)[] | null;
}

/** An input or output of a model. */
export interface NamedType extends ValueType {
  readonly name: string;
}

/** @param text of a symbolic size */
export function typeOf(value: Value | undefined, text: (dim: Dim) => string = format): ValueType {
  switch (value?.kind) {
    case 'tensor':
      return { dtype: value.dtype, shape: shapeOf(value.shape, text) };
    case 'sequence':
      return { dtype: `sequence(${typeOf(value.element ?? undefined, text).dtype})`, shape: null };
    case 'optional': {
      const { dtype, shape } = typeOf(value.element ?? undefined, text);
      return { dtype: `optional(${dtype})`, shape };
    }
    case 'map':
      return { dtype: `map(${value.keyType})`, shape: null };
    case 'unknown':
    case undefined:
      return { dtype: 'unknown', shape: null };
  }
}

function shapeOf(shape: Shape, text: (dim: Dim) => string): readonly (number | string)[] | null {
  return shape === null ? null : shape.map((dim) => (typeof dim === 'number' ? dim : text(dim)));
}
