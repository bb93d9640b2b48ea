import { describe, expect, test } from 'vitest';
import { interfaceChanges } from '#diff/interface.ts';
import type { ModelInterface } from '#diff/types.ts';
import type { SideFacts } from '#diff/types.ts';

const none: ModelInterface = {
  inputs: [],
  outputs: [],
  opsets: { 'ai.onnx': 17 },
  irVersion: 8,
  producer: 'pytorch 2.1',
};

const side = (more: Partial<ModelInterface>): SideFacts => ({
  kind: 'counted',
  format: 'onnx',
  sizes: {},
  unbound: [],
  exact: true,
  coverage: { exact: 1, bounded: 0, unknown: 0 },
  findings: [],
  interface: { ...none, ...more },
});

const tensor = (name: string, dtype: string, ...shape: readonly (number | string)[]) => ({ name, dtype, shape });
const image = tensor('x', 'f32', 1, 3, 224, 224);

describe('interfaceChanges', () => {
  test.each<readonly [string, Partial<ModelInterface>, Partial<ModelInterface>, readonly string[]]>([
    ['nothing', { inputs: [image] }, { inputs: [image] }, []],
    [
      'sizes',
      { inputs: [image] },
      { inputs: [tensor('x', 'f32', 'N', 3, 256, 256)] },
      ['input `x`: `f32[1, 3, 224, 224]` → `f32[N, 3, 256, 256]`'],
    ],
    [
      'a type, and a rank that nobody knows',
      { outputs: [tensor('y', 'f32', 1, 1000), { name: 'z', dtype: 'f32', shape: null }] },
      { outputs: [tensor('y', 'f16', 1, 1000), tensor('z', 'f32')] },
      ['output `y`: `f32[1, 1000]` → `f16[1, 1000]`', 'output `z`: `f32[?]` → `f32[]`'],
    ],
    [
      'new and gone ones',
      { inputs: [image, tensor('mask', 'bool', 1)] },
      { inputs: [image], outputs: [tensor('y', 'i64', 1)] },
      ['input `mask` is gone (`bool[1]`)', 'output `y` is new (`i64[1]`)'],
    ],
    [
      'another name in the same place',
      { inputs: [image] },
      { inputs: [{ ...image, name: 'images' }] },
      ['input `x` is now named `images`'],
    ],
    [
      'another order',
      { outputs: [tensor('a', 'f32'), tensor('b', 'f32')] },
      { outputs: [tensor('b', 'f32'), tensor('a', 'f32')] },
      ['outputs stand in another order'],
    ],
    [
      'versions',
      { opsets: { 'ai.onnx': 17, 'ai.onnx.ml': 3 } },
      { opsets: { 'ai.onnx': 21, 'com.microsoft': 1 }, irVersion: 10, producer: '' },
      [
        'opset 17 → 21',
        'opset of `ai.onnx.ml` is gone',
        'opset of `com.microsoft` 1 is new',
        'IR version 8 → 10',
        'written by `pytorch 2.1` → `unknown`',
      ],
    ],
    [
      'sizes that are too long to be told apart are told all the same',
      { inputs: [tensor('x', 'f32', `floor((${'a'.repeat(60)} + 1)/2)`)] },
      { inputs: [tensor('x', 'f32', `floor((${'a'.repeat(60)} + 3)/4)`)] },
      [expect.stringContaining('input `x`: ')],
    ],
  ])('%s', (_, base, head, expected) => {
    expect(interfaceChanges({ base: side(base), head: side(head), layers: null })).toEqual(expected);
  });

  test('sizes that a cause tells already are left out, symbols not', () => {
    const layers = {
      causes: ['input resolution 224×224 → 256×256 (`x`)'],
      changes: [],
      omitted: 0,
      addedOps: [],
      removedOps: [],
      counts: { changed: 0, follows: 0, added: 0, removed: 0, renamed: 0, same: 0 },
    };
    const base = side({ inputs: [image] });
    expect(interfaceChanges({ base, head: side({ inputs: [tensor('x', 'f32', 1, 3, 256, 256)] }), layers })).toEqual(
      [],
    );
    expect(
      interfaceChanges({ base, head: side({ inputs: [tensor('x', 'f32', 'N', 3, 256, 256)] }), layers }),
    ).toHaveLength(1);
  });

  test('a side that can’t be read, or a report of an older version, tells none', () => {
    const { interface: _, ...older } = side({}) as Extract<SideFacts, { kind: 'counted' }>;
    expect(interfaceChanges({ base: older, head: side({ irVersion: 9 }), layers: null })).toEqual([]);
    expect(interfaceChanges({ base: null, head: side({}), layers: null })).toEqual([]);
  });
});
