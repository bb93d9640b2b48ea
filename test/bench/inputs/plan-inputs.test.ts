import { describe, expect, test } from 'vitest';
import { planInputs, type BenchInput } from '#bench/inputs/plan-inputs.ts';
import { halfBits, makeTensor } from '#bench/inputs/tensors.ts';
import { bindInputs, type CountOptions } from '#count/bind.ts';
import { readModel } from '#read/read.ts';
import { model, node, tensor, value, type WrittenDType, type WrittenDim } from '../../support/onnx-writer.ts';
import { transformerNet } from '../../support/bench-models.ts';
import { fileLike } from '../../support/byte-sources.ts';

type Given = readonly [name: string, dtype: WrittenDType, shape: readonly WrittenDim[] | null];

async function planned(bytes: Uint8Array, options: CountOptions = {}): Promise<readonly BenchInput[]> {
  const read = await readModel(fileLike(bytes), 'm.onnx');
  return planInputs(read, bindInputs(read, options).bound.inputs);
}

const inputsOf = (...given: readonly Given[]): Uint8Array =>
  model({
    inputs: given.map(([name, dtype, shape]) => value(name, dtype, shape)),
    nodes: given.map(([name], i) => node('Identity', [name], [`y${i}`])),
    outputs: [value('y0', null)],
  });

describe('what an input is filled with', () => {
  test.each<readonly [Given, BenchInput['fill']]>([
    [['images', 'f32', [1, 3, 8, 8]], { kind: 'normal' }],
    [['attention_mask', 'i64', [1, 8]], { kind: 'constant', value: 1 }],
    [['mask', 'f32', [1, 8]], { kind: 'constant', value: 1 }],
    [['use_cache', 'bool', [1]], { kind: 'constant', value: 1 }],
    [['position_ids', 'i64', [1, 8]], { kind: 'positions', below: Infinity }],
    [['pixels', 'u8', [1, 8]], { kind: 'integers', from: 0, below: 256 }],
    [['token_type_ids', 'i64', [1, 8]], { kind: 'constant', value: 0 }],
    [['steps', 'i64', []], { kind: 'constant', value: 1 }],
    [['text', 'string', [2]], { kind: 'text' }],
  ])('%j: %j', async (given, fill) => {
    const [input] = await planned(inputsOf(given));
    expect(input?.fill).toEqual(fill);
  });

  test('token ids lie below the rows of the table that they index, through a cast and a reshape', async () => {
    const bytes = model({
      inputs: [value('x', 'i32', [1, 6])],
      initializers: [tensor('table', 'f32', [7, 4]), tensor('flat', 'i64', [1], [-1])],
      nodes: [
        node('Cast', ['x'], ['a'], { to: 7 }),
        node('Reshape', ['a', 'flat'], ['b']),
        node('Gather', ['table', 'b'], ['y']),
      ],
      outputs: [value('y', 'f32', null)],
    });
    const [input] = await planned(bytes);
    expect(input?.fill).toEqual({ kind: 'integers', from: 0, below: 7 });
    const [ids] = await planned(transformerNet(1));
    expect(ids?.fill).toEqual({ kind: 'integers', from: 0, below: 500 });
  });

  test('contents that the user gives are taken as they are', async () => {
    const [input] = await planned(inputsOf(['sizes', 'i64', [3]]), { values: new Map([['sizes', [4, 5, 6]]]) });
    expect(input?.fill).toEqual({ kind: 'given', data: [4, 5, 6] });
    expect(new BigInt64Array(makeTensor(input as BenchInput, 1).bytes.buffer as ArrayBuffer)).toEqual(
      BigInt64Array.of(4n, 5n, 6n),
    );
  });
});

describe('open sizes are never guessed', () => {
  test.each([
    [['batch', 3], '--dim batch=1'],
    [[null, 3], '--dim x.dim0=1'],
    [null, '--input x='],
  ])('%j', async (shape, hint) => {
    await expect(planned(inputsOf(['x', 'f32', shape]))).rejects.toMatchObject({
      code: 'unbound-size',
      hint: expect.stringContaining(hint) as string,
    });
  });

  test('told, they are used', async () => {
    const [input] = await planned(inputsOf(['x', 'f32', ['batch', 3]]), { dims: new Map([['batch', 2n]]) });
    expect(input?.shape).toEqual([2, 3]);
  });
});

const values = (input: BenchInput, seed: number): Float32Array =>
  new Float32Array(makeTensor(input, seed).bytes.buffer as ArrayBuffer);

describe('contents', () => {
  const floats: BenchInput = { name: 'x', dtype: 'f32', shape: [100, 100], fill: { kind: 'normal' } };

  test('equal for the same name and seed, another for another', () => {
    expect(values(floats, 1)).toEqual(values(floats, 1));
    expect(values(floats, 1)).not.toEqual(values(floats, 2));
    expect(values({ ...floats, name: 'z' }, 1)).not.toEqual(values(floats, 1));
  });

  test('normal, and never so small that a square is denormal', () => {
    const list = [...values(floats, 3)];
    const mean = list.reduce((sum, one) => sum + one, 0) / list.length;
    const variance = list.reduce((sum, one) => sum + (one - mean) ** 2, 0) / list.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(variance).toBeGreaterThan(0.9);
    expect(variance).toBeLessThan(1.1);
    expect(Math.min(...list.map(Math.abs))).toBeGreaterThan(1e-4);
  });

  // Bit patterns of IEEE 754 binary16.
  test.each([
    [0, 0],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65520, 0x7c00],
    [1e9, 0x7c00],
    [Number.NaN, 0x7e00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -25, 0],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [0.1, 0x2e66],
  ])('%f in half precision is %i', (number, bits) => {
    expect(halfBits(number)).toBe(bits);
  });

  test('a type that the runtime does not take is a fault', () => {
    expect(() => makeTensor({ ...floats, dtype: 'bf16' }, 1)).toThrow(
      expect.objectContaining({ code: 'unsupported-input' }) as Error,
    );
  });
});
