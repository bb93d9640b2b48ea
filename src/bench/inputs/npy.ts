import type { Fault } from '#graph/fault.ts';
import type { Tensor } from './tensors.ts';

/** numpy's type letters in the runtime's names, with their width. */
const types: ReadonlyMap<string, readonly [type: string, width: number]> = new Map([
  ['f4', ['float32', 4]],
  ['f8', ['float64', 8]],
  ['f2', ['float16', 2]],
  ['i1', ['int8', 1]],
  ['i2', ['int16', 2]],
  ['i4', ['int32', 4]],
  ['i8', ['int64', 8]],
  ['u1', ['uint8', 1]],
  ['u2', ['uint16', 2]],
  ['u4', ['uint32', 4]],
  ['u8', ['uint64', 8]],
  ['b1', ['bool', 1]],
]);

/**
 * An array as numpy saves it (format 1.0 to 3.0): C order, little-endian.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpy(file: Buffer, name: string, bad: (what: string) => Fault): Tensor {
  if (file.length < 12 || file.toString('latin1', 0, 6) !== '\u0093NUMPY') throw bad(`${name} is no numpy array`);
  const isLong = (file[6] ?? 1) >= 2;
  const from = isLong ? 12 : 10;
  const data = from + (isLong ? file.readUInt32LE(8) : file.readUInt16LE(8));
  if (data > file.length) throw bad(`the header of ${name} ends too early`);
  const header = file.toString('latin1', from, data);
  const [, order = '', letters = ''] = /'descr':\s*'([<>|=])([a-z]\d+)'/.exec(header) ?? [];
  const row = types.get(letters);
  if (row === undefined || order === '>') throw bad(`${name} has the type ${order}${letters}, which isn't taken`);
  if (!/'fortran_order':\s*False/.test(header))
    throw bad(`${name} is in Fortran order: save numpy.ascontiguousarray of it`);
  const [, sizes = ''] = /'shape':\s*\(([^)]*)\)/.exec(header) ?? [];
  const shape = sizes
    .split(',')
    .map((size) => size.trim())
    .filter((size) => size !== '')
    .map(Number);
  const [type, width] = row;
  const length = shape.reduce((product, size) => product * size, 1) * width;
  if (!Number.isSafeInteger(length) || data + length > file.length) throw bad(`${name} ends before its shape does`);
  return { name, type, shape, bytes: file.subarray(data, data + length) };
}
