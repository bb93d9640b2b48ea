import type { ShapeRule } from '../registry.ts';
import { intAttr, tensor } from '../call.ts';
import { requiredShape } from './required.ts';

/** Outputs of which the file tells nothing. */
export const nothingTold: ShapeRule = () => [];

/** One bool: whether every element of every input is finite. */
export const allFinite: ShapeRule = () => [tensor('bool', [])];

/** A 32-bit hash an element, without sign where `positive` is 1 (as where it is absent). */
export const murmurHash: ShapeRule = (call) => [
  tensor((intAttr(call, 'positive') ?? 1) === 1 ? 'u32' : 'i32', requiredShape(call, 0)),
];
