import { describe, expect, test } from 'vitest';
import { diffLayers, maxLayerChanges } from '#diff/layer-diff.ts';
import type { LayerDiff } from '#diff/types.ts';
import { corpusFolder, corpusModel, corpusRows } from '../support/corpus.ts';
import { countModel } from '#count/count.ts';
import { existsSync } from 'node:fs';
import { model, node, tensor, value } from '../support/onnx-writer.ts';
import { reportOf } from '../support/outcomes.ts';
import { residualNet } from '../support/residual-net.ts';
import type { ResidualNet } from '../support/residual-net.ts';
import { sharedPath } from '../support/shared.ts';

const diff = (base: Uint8Array, head: Uint8Array): LayerDiff => diffLayers(reportOf(base), reportOf(head)).layers;
const own = ({ changes }: LayerDiff): string[] =>
  changes.filter(({ follows }) => !follows).map(({ kind, name, why }) => `${kind} ${name}: ${why.join('; ')}`);

/** Three ways in which exporters name nodes. */
const namings: Readonly<Record<string, NonNullable<ResidualNet['name']>>> = {
  'other paths': (op, i, path) => `model/${path.replaceAll('/', '.')}/${op.toLowerCase()}_${i}`,
  numbered: (op, i) => `${op}_${i}`,
};

describe('the same network exported anew', () => {
  test.each(Object.entries(namings))('%s: nothing but names changed', (_, name) => {
    const { counts, changes, causes } = diff(residualNet(), residualNet({ name }));
    expect(changes).toEqual([]);
    expect(causes).toEqual([]);
    expect(counts).toMatchObject({ changed: 0, added: 0, removed: 0, renamed: 21 });
  });

  test.each(Object.entries(namings))('%s, and one layer wider: that layer, and what follows', (_, name) => {
    const told = diff(residualNet(), residualNet({ name, widths: [16, 34, 64] }));
    const names = told.changes
      .filter(({ follows }) => !follows)
      .map(({ baseName, why }) => `${baseName}: ${why.join('; ')}`);
    expect(names.toSorted()).toEqual([
      '/blocks.1/conv1/Conv: output channels 32 → 34',
      '/blocks.1/conv2/Conv: output channels 32 → 34; input channels 32 → 34',
      '/blocks.1/downsample/Conv: output channels 32 → 34',
      '/blocks.2/conv1/Conv: input channels 32 → 34',
      '/blocks.2/downsample/Conv: input channels 32 → 34',
    ]);
    expect(told.counts).toMatchObject({ added: 0, removed: 0 });
  });

  test('numbers that shift because a layer was put in: one layer is added', () => {
    const numbered = namings['numbered'] as NonNullable<ResidualNet['name']>;
    const told = diff(residualNet({ name: numbered }), residualNet({ name: numbered, extraBefore: 1 }));
    expect(told.counts).toMatchObject({ changed: 0, added: 1, removed: 0 });
    expect(told.addedOps).toEqual([{ op: 'Conv', count: 1 }]);
    expect(own(told)).toHaveLength(1);
    expect(told.changes[0]?.macs.delta).toBe(BigInt(32 * 32 * 16 * 16));
  });
});

describe('what a layer does otherwise', () => {
  test.each<[string, ResidualNet, ResidualNet, string[]]>([
    ['a kernel', {}, { kernels: [3, 5] }, ['changed /blocks.1/conv1/Conv: kernel 3×3 → 5×5']],
    ['a layer more', {}, { extraBefore: 2 }, ['added /blocks.2/extra/Conv: ']],
    [
      'groups',
      { widths: [16, 16, 16] },
      { widths: [16, 16, 16], groups: 4 },
      [0, 1, 2].map((i) => `changed /blocks.${i}/conv1/Conv: groups 1 → 4`),
    ],
  ])('%s', (_, base, head, told) => {
    expect(own(diff(residualNet(base), residualNet(head)))).toEqual(told);
  });

  test('a stride: the layer itself first, all that follow marked as such', () => {
    const told = diff(residualNet(), residualNet({ stride: 1 }));
    expect(own(told)).toEqual(['changed /stem/conv/Conv: stride 2 → 1']);
    expect(told.counts.follows).toBe(told.counts.changed - 1);
    expect(told.changes.find(({ name }) => name === '/blocks.0/Add')?.why).toEqual(['input 1×16×32×32 → 1×16×64×64']);
  });
});

/** Convolutions 16 → 16 one after the other, as [name, kernel, attributes]. */
function convolutions(
  list: readonly (readonly [string, number, Readonly<Record<string, number | string | readonly number[]>>])[],
  size = 16,
): Uint8Array {
  const nodes = list.map(([name, k, attrs], i) => {
    const pad = Math.floor(k / 2);
    return node(
      'Conv',
      [i === 0 ? 'x' : `v${i}`, `w${k}`],
      [`v${i + 1}`],
      { pads: [pad, pad, pad, pad], ...attrs },
      { name },
    );
  });
  const initializers = [3, 5].map((k) => tensor(`w${k}`, 'f32', [16, 16, k, k]));
  return model({
    nodes,
    initializers,
    inputs: [value('x', 'f32', [1, 16, size, size])],
    outputs: [value(`v${list.length}`, 'f32', null)],
  });
}

test('where names are kept, a layer is its name: one that grew, and a new one like the old', () => {
  const rest = Array.from({ length: 12 }, (_, i) => [`rest${i}`, 3, {}] as const);
  const told = diff(convolutions([['a', 3, {}], ...rest]), convolutions([['a', 5, {}], ['b', 3, {}], ...rest]));
  expect(own(told).toSorted()).toEqual(['added b: ', 'changed a: kernel 3×3 → 5×5']);
});

test('attributes that only say the default are no change', () => {
  const said = { group: 1, dilations: [1, 1], strides: [1, 1], auto_pad: 'NOTSET' };
  const told = diff(convolutions([['a', 3, {}]]), convolutions([['a', 3, said]], 32));
  expect(own(told)).toEqual([]);
  expect(told.changes.map(({ follows, why }) => [follows, why])).toEqual([[true, ['input 1×16×16×16 → 1×16×32×32']]]);
});

describe('what explains many layers is told once', () => {
  test.each<[string, ResidualNet, ResidualNet, string[]]>([
    ['resolution', {}, { size: 96 }, ['input resolution 64×64 → 96×96 (`images`)']],
    ['batch', {}, { batch: 4 }, ['batch 1 → 4 (`images`)']],
    ['type', {}, { dtype: 'f16' }, ['input `images` f32 → f16', 'weights f32 → f16 in 10 of 10 layers with weights']],
    ['symbolic resolution', { size: 'h' }, { size: 96 }, ['input resolution `h×h` → 96×96 (`images`)']],
  ])('%s', (_, base, head, causes) => {
    const told = diff(residualNet(base), residualNet(head));
    expect(told.causes).toEqual(causes);
    expect(own(told)).toEqual([]);
    expect(told.counts.changed).toBeGreaterThan(10);
  });
});

test('figures of added and removed layers are whole', () => {
  const there = diff(residualNet(), residualNet({ extraBefore: 0 }));
  const back = diff(residualNet({ extraBefore: 0 }), residualNet());
  expect(there.changes[0]).toMatchObject({
    kind: 'added',
    macs: { base: 0n, head: 262_144n, delta: 262_144n },
    params: { delta: 256n },
  });
  expect(back.changes[0]).toMatchObject({ kind: 'removed', macs: { base: 262_144n, head: 0n, delta: -262_144n } });
});

/** `n` layers of one chain; those where `special` holds are Sigmoid. */
function chain(n: number, special: (i: number) => boolean, name: (i: number) => string): Uint8Array {
  const nodes = Array.from({ length: n }, (_, i) =>
    node(
      special(i) ? 'Sigmoid' : i % 3 === 0 ? 'Relu' : 'Tanh',
      [i === 0 ? 'x' : `v${i}`],
      [`v${i + 1}`],
      {},
      { name: name(i) },
    ),
  );
  return model({ nodes, inputs: [value('x', 'f32', [1, 8])], outputs: [value(`v${n}`, 'f32', [1, 8])] });
}

function renamedChain(n: number): { readonly told: LayerDiff; readonly seconds: number } {
  const base = reportOf(
    chain(
      n,
      () => false,
      (i) => `a${i}`,
    ),
  );
  const head = reportOf(
    chain(
      n,
      (i) => i % 5000 === 2500,
      (i) => `b${i + 3}`,
    ),
  );
  const started = process.cpuUsage();
  const { layers } = diffLayers(base, head);
  const { user, system } = process.cpuUsage(started);
  return { told: layers, seconds: (user + system) / 1e6 };
}

test('20,000 layers, renamed, a few of them changed: the few are found, at about four times the cost of 5,000', () => {
  const small = renamedChain(5000);
  const { told, seconds } = renamedChain(20_000);
  expect(told.counts).toMatchObject({ added: 4, removed: 4, changed: 0, renamed: 19_996 });
  expect(told.changes.filter(({ kind }) => kind === 'added').map(({ name }) => name)).toEqual([
    'b2503',
    'b7503',
    'b12503',
    'b17503',
  ]);
  expect(seconds / small.seconds).toBeLessThan(12);
});

test('of many changes the largest are kept, the rest counted', () => {
  const told = diff(
    chain(
      700,
      () => false,
      (i) => `a${i}`,
    ),
    chain(
      1400,
      () => true,
      (i) => `b${i}`,
    ),
  );
  expect(told.changes).toHaveLength(maxLayerChanges);
  expect(told.omitted).toBe(told.counts.added + told.counts.removed - maxLayerChanges);
});

const oddNet = (op: string, channels: number): Uint8Array =>
  model({
    nodes: [node(op, ['x'], ['y'], { mode: 'fast' }, { domain: 'com.example' }), node('MatMul', ['z', 'w'], ['o'])],
    initializers: [tensor('w', 'f32', [8, channels])],
    inputs: [value('x', 'f32', [1, 8]), value('z', 'f32', [1, 8])],
    outputs: [value('y', 'f32', null), value('o', 'f32', null)],
    opset: { '': 17, 'com.example': 1 },
  });
const sameUnknowns = (a: Uint8Array, b: Uint8Array): boolean => diffLayers(reportOf(a), reportOf(b)).sameUnknowns;

test('unknown operators that are the same on both sides are told as the same', () => {
  expect([
    sameUnknowns(oddNet('Magic', 4), oddNet('Magic', 5)),
    sameUnknowns(oddNet('Magic', 4), oddNet('Wonder', 4)),
    sameUnknowns(residualNet(), oddNet('Magic', 4)),
  ]).toEqual([true, false, false]);
});

const propertyNet = (of: number): Uint8Array =>
  model({
    nodes: [
      node('Relu', ['x'], ['y'], { constructor: of, toString: of, __proto__x: of }, { name: '__proto__' }),
      node('hasOwnProperty', ['y'], ['z'], { valueOf: of }, { domain: 'd' }),
    ],
    inputs: [value('x', 'f32', [1, 'constructor'])],
    outputs: [value('z', 'f32', null)],
    opset: { '': 17, d: 1 },
  });

test('attributes named like properties of objects are attributes', () => {
  expect(() => diff(propertyNet(1), propertyNet(2))).not.toThrow();
});

const corpusReport = (name: string, dims: Readonly<Record<string, bigint>>) => {
  const row = corpusRows().find((one) => one.name === name);
  if (row === undefined || !existsSync(new URL(row.file, corpusFolder)))
    throw new Error(`${name} is not in the corpus`);
  return countModel(corpusModel(row), { dims: new Map(Object.entries(dims)) });
};

describe.skipIf(sharedPath('corpus/onnx/index.json') === null)(
  'real exports (skipped where the corpus is absent)',
  () => {
    const image = { N: 1n, H: 224n, W: 224n };

    test('resnet18 by both torch exporters: no MAC moved, and the pool that became a mean is told', () => {
      const { layers } = diffLayers(
        corpusReport('tv_resnet18_ts17', { ...image, N: 2n }),
        corpusReport('tv_resnet18_dyn18', {}),
      );
      const macs = layers.changes.reduce((sum, { macs: { delta } }) => sum + (delta ?? 0n), 0n);
      expect(macs).toBe(0n);
      expect(layers).toMatchObject({
        removedOps: [{ op: 'GlobalAveragePool', count: 1 }],
        addedOps: [{ op: 'ReduceMean', count: 1 }],
      });
    });

    test('resnet18 against its half-precision form: one cause, no layer of its own but the casts', () => {
      const { layers } = diffLayers(corpusReport('tv_resnet18_ts17', image), corpusReport('fp16_resnet18', image));
      expect(layers.causes).toEqual(['weights f32 → f16 in 21 of 21 layers with weights']);
      expect(layers.changes.filter(({ follows }) => !follows).map(({ kind, op }) => `${kind} ${op}`)).toEqual([
        'added Cast',
        'added Cast',
      ]);
    });

    test('swin_t against itself: 6,285 layers, nothing changed', () => {
      const swin = corpusReport('tv_swin_t_ts17', { N: 1n });
      expect(diffLayers(swin, swin).layers).toMatchObject({ changes: [], counts: { changed: 0, renamed: 0 } });
    });
  },
);
