import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Convention } from '#explain/conventions/reconciliation.ts';
import type { ModelReport } from '#count/model-report.ts';
import { countModel } from '#count/count.ts';
import { conventionOf } from '#explain/conventions/convention.ts';
import { tools, type Tool } from '#explain/conventions/reconciliation.ts';
import { readModelSync } from '#read/read.ts';
import { corpusModel, corpusRows } from '../../support/corpus.ts';
import { model, node, tensor, value } from '../../support/onnx-writer.ts';
import { sharedPath } from '../../support/shared.ts';
import { memorySource } from '../../support/truth.ts';

type Figures = Readonly<Record<string, number>>;

/** What the tools printed: benchmarks/peers/conventions.py. */
const { models: printed } = JSON.parse(
  readFileSync(new URL('../../fixtures/conventions.json', import.meta.url), 'utf8'),
) as { readonly models: Readonly<Record<string, Figures>> };

const rows = sharedPath('corpus/onnx/index.json') === null ? [] : corpusRows();
const fixture = (name: string): ModelReport => {
  const bytes = readFileSync(new URL(`../../fixtures/onnx/${name}`, import.meta.url));
  return countModel(readModelSync(memorySource(bytes, name), name), {
    dims: new Map([
      ['N', 1n],
      ['H', 224n],
      ['W', 224n],
    ]),
  });
};

function corpus(name: string): ModelReport {
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`no ${name} in the corpus`);
  const { size = 224 } = printed[row.name.replace(/^tv_|_(?:ts|dyn)\d+$|_640$/g, '')] ?? {};
  const dims = { N: 1n, H: BigInt(size), W: BigInt(size) };
  return countModel(corpusModel(row), { dims: new Map(Object.entries(dims)) });
}

/** The figure of a tool run so that `when` holds these words. */
function figure({ figures }: Convention, words = ''): number | null {
  const found = figures.find(({ when }) => when.includes(words)) ?? figures[0];
  return found?.total === null || found === undefined ? null : Number(found.total);
}

/** Every figure that was measured for a model, as ours has it. */
function ours(report: ModelReport, measured: Figures): Record<string, number | null> {
  const [fvcore, onnxTool, ptflops] = (['fvcore', 'onnx-tool', 'ptflops'] as const).map((tool) =>
    conventionOf(report, tool),
  );
  const all: Record<string, number | null> = {
    size: measured['size'] ?? null,
    fvcore: figure(fvcore as Convention),
    'fvcore no_grad': figure(fvcore as Convention, 'no_grad'),
    'onnx-tool': figure(onnxTool as Convention),
    ptflops: figure(ptflops as Convention),
    'ptflops aten': figure(ptflops as Convention, "backend='aten'"),
    'ptflops aten no_grad': figure(ptflops as Convention, 'no_grad') ?? null,
  };
  const hidden = ptflops?.figures.some(({ when }) => when.includes('no_grad')) === true;
  if (!hidden) all['ptflops aten no_grad'] = all['ptflops aten'] ?? null;
  return Object.fromEntries(Object.keys(measured).map((key) => [key, all[key] ?? null]));
}

test.each([
  ['resnet50', 'tv_resnet50_ts13.onnx'],
  ['resnet18', 'tv_resnet18_ts17.onnx'],
  ['resnet18', 'tv_resnet18_dyn18.onnx'],
])('%s in %s: as the tools print it', (name, file) => {
  const measured = printed[name] as Figures;
  expect(ours(fixture(file), measured)).toEqual(measured);
});

describe.skipIf(rows.length === 0)('models of the corpus', () => {
  test.each(['tv_vit_b_16_ts17', 'yolov8n_640', 'tv_resnet50_ts13'])('%s: as the tools print it', (file) => {
    const measured = printed[file.replaceAll(/^tv_|_(?:ts|dyn)\d+$|_640$/g, '')] as Figures;
    expect(ours(corpus(file), measured)).toEqual(measured);
  });

  test.each(
    'alexnet_ts11 densenet121_ts10 squeezenet1_0_ts9 inception_v3_ts15 mobilenet_v2_ts17 mobilenet_v3_small_ts12 shufflenet_v2_x1_0_ts17 regnet_y_400mf_ts16 efficientnet_b0_ts17 convnext_tiny_ts17 swin_t_ts17'
      .split(' ')
      .map((name) => [`tv_${name}`] as const),
  )('%s: as the tools print it', (file) => {
    const measured = printed[file.replaceAll(/^tv_|_(?:ts|dyn)\d+$/g, '')] as Figures;
    expect(ours(corpus(file), measured)).toEqual(measured);
  });

  test('biases of zero that the newer exporter left out of the file can’t be counted', () => {
    const measured = printed['mobilenet_v3_large'] as Figures;
    const { fvcore, 'onnx-tool': onnxTool, ptflops } = ours(corpus('tv_mobilenet_v3_large_dyn18'), measured);
    expect([fvcore, onnxTool]).toEqual([measured['fvcore'], measured['onnx-tool']]);
    expect(Number(measured['ptflops']) - Number(ptflops)).toBe(7360);
  });
});

const small = (
  nodes: readonly ReturnType<typeof node>[],
  dims: readonly (number | string)[] = [1, 4, 8, 8],
): ModelReport => {
  const bytes = model({
    nodes,
    inputs: [value('x', 'f32', dims)],
    outputs: [value('y', 'f32', null)],
    initializers: [tensor('w', 'f32', [6, 4, 3, 3]), tensor('b', 'f32', [6])],
    opset: 17,
  });
  return countModel(readModelSync(memorySource(bytes, 'small.onnx'), 'small.onnx'));
};
const conv = node('Conv', ['x', 'w', 'b'], ['c']);

describe('what can’t be told is said', () => {
  test('every line adds up', () => {
    const report = small([conv, node('Relu', ['c'], ['r']), node('GlobalAveragePool', ['r'], ['y'])]);
    for (const tool of tools)
      for (const { macs, terms, total } of conventionOf(report, tool).figures)
        expect(total).toBe(terms.reduce((sum, { amount }) => sum + amount, macs));
  });

  test.each<readonly [Tool, string, number]>([
    // 6·36 outputs: 36 products each; a bias; a comparison; 216 inputs of the pool and 6 divisions of 4.
    ['onnx-tool', 'instructions', 216 * 36 + 216 + 216 + 216 + 24],
    ['fvcore', 'inputs of the pool', 216 * 36 + 216],
    // Without names, activations and pools are taken for modules: twice.
    ['ptflops', 'modules', 216 * 36 + 216 + 2 * 216 + 2 * 216],
    ['darknet', 'two a MAC', 2 * 216 * 36],
  ])('%s: %s, on paper', (tool, _, expected) => {
    const report = small([conv, node('Relu', ['c'], ['r']), node('GlobalAveragePool', ['r'], ['y'])]);
    expect(figure(conventionOf(report, tool))).toBe(expected);
  });

  test('onnx-tool stops at an operator that it has no rule for', () => {
    const convention = conventionOf(small([conv, node('Selu', ['c'], ['y'], {}, { name: 'm' })]), 'onnx-tool');
    expect(convention.figures[0]).toMatchObject({ total: null, problems: ['onnx-tool knows no Selu and stops at m'] });
  });

  test('sizes that are open', () => {
    const convention = conventionOf(small([conv, node('Relu', ['c'], ['y'])], ['N', 4, 8, 8]), 'fvcore');
    expect(convention.figures[0]).toMatchObject({ total: null, problems: [expect.stringContaining('--dim')] });
  });

  test.each<Tool>(['ptflops', 'darknet'])('%s counts one image', (tool) => {
    const convention = conventionOf(small([conv, node('Relu', ['c'], ['y'])], [2, 4, 8, 8]), tool);
    expect(convention.figures[0]?.total).toBeNull();
  });

  test('a lower bound has no figure', () => {
    const report = small([conv, node('Nobody', ['c'], ['y'], {}, { domain: 'our.own' })]);
    for (const tool of tools) expect(figure(conventionOf(report, tool))).toBeNull();
  });

  test('Darknet has no layer for attention', () => {
    const report = small([node('MatMul', ['x', 'x'], ['y'])]);
    expect(conventionOf(report, 'darknet').notes).toEqual([expect.stringContaining('MatMul of two activations')]);
    expect(figure(conventionOf(report, 'darknet'))).toBe(0);
  });
});
