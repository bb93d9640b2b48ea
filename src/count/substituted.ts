import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import { substitute } from '#graph/dim.ts';

/** The value with sizes put for its symbols. */
export function substituted(value: Value, env: ReadonlyMap<string, Dim>): Value {
  switch (value.kind) {
    case 'tensor':
      return value.shape === null || env.size === 0
        ? value
        : { ...value, shape: value.shape.map((dim) => substitute(dim, env)) };
    case 'sequence':
    case 'optional':
      return { ...value, element: value.element === null ? null : substituted(value.element, env) };
    case 'map':
    case 'unknown':
      return value;
  }
}
