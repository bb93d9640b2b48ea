import type { Written, WrittenDim } from './onnx-writer.ts';
import { model, node, value } from './onnx-writer.ts';

/** What files that ask for much are made of. */

export const range = <Item>(count: number, of: (i: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => of(i));
export const io = (name: string, shape: readonly WrittenDim[]): Written<'value'> => value(name, 'f32', shape);

/** A chain of one operator, from `x` to `y`. */
export function chain(
  length: number,
  link: (from: string, to: string, i: number) => Written<'node'>,
): Written<'node'>[] {
  return range(length, (i) => link(i === 0 ? 'x' : `t${i}`, i === length - 1 ? 'y' : `t${i + 1}`, i));
}

export const relus = (length: number, name = 'relu'): Written<'node'>[] =>
  chain(length, (from, to, i) => node('Relu', [from], [to], {}, { name: `${name}${i}` }));

export const one = (shape: readonly WrittenDim[], nodes: readonly Written<'node'>[] = relus(1)): Uint8Array =>
  model({
    nodes,
    inputs: [io('x', shape)],
    outputs: [
      io(
        'y',
        shape.map(() => null),
      ),
    ],
  });

/** A declared size as the reader parses it. */
export const sized = (...texts: readonly string[]): Uint8Array => one(texts);

export const long = (length: number, letter = 'a'): string => letter.repeat(length);
