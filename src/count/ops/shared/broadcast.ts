import type { Dim } from '#graph/dim.ts';
import type { Shape } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import { broadcast, format } from '#graph/dim.ts';
import { shapeFault } from '#count/ops/call.ts';

/** `[2, N, 3]`, for messages. */
export function shapeText(shape: Shape): string {
  return shape === null ? '[?]' : `[${shape.map(format).join(', ')}]`;
}

/**
 * The shape that all broadcast to, aligned at the last axis (numpy's rule); null if a rank is unknown.
 * @throws Fault `shape` if two sizes differ and neither can be 1
 */
export function broadcastShapes(call: Call, shapes: readonly Shape[]): Shape {
  let result: readonly Dim[] = [];
  for (const shape of shapes) {
    if (shape === null) return null;
    result = broadcastPair(call, result, shape);
  }
  return result;
}

function broadcastPair(call: Call, a: readonly Dim[], b: readonly Dim[]): readonly Dim[] {
  const rank = Math.max(a.length, b.length);
  const out: Dim[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const size = broadcast(a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1);
    if (size === undefined) throw shapeFault(call, `${shapeText(a)} and ${shapeText(b)} can't be broadcast together`);
    out.push(size);
  }
  return out;
}
