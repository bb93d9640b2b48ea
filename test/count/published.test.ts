import { expect, test } from 'vitest';
import { countModel } from '#count/count.ts';
import { corpusModel, corpusRows } from '../support/corpus.ts';
import { sharedPath } from '../support/shared.ts';

/**
 * Figures as others give them, every digit. torchvision: `_ops` of its weights' metadata, the GFLOPS column of its model
 * tables, which is MACs at 224 × 224. YOLO: twice the MACs that torch's FlopCounterMode sees in Ultralytics' definitions
 * (yolov3-tiny's 19,002,419,200 at 640 are 8,028,522,112 at 416).
 */
const published: readonly (readonly [
  model: string,
  printed: string,
  unit: 'GMACs' | 'GFLOPs',
  dims: Readonly<Record<string, number>>,
])[] = [
  ['tv_resnet18_ts17', '1.814', 'GMACs', { N: 1, H: 224, W: 224 }],
  ['tv_resnet50_ts13', '4.089', 'GMACs', {}],
  ['tv_mobilenet_v2_ts17', '0.301', 'GMACs', { N: 1 }],
  ['tv_mobilenet_v3_large_dyn18', '0.217', 'GMACs', {}],
  ['tv_mobilenet_v3_small_ts12', '0.057', 'GMACs', { N: 1 }],
  ['tv_efficientnet_b0_ts17', '0.386', 'GMACs', { N: 1, H: 224, W: 224 }],
  ['tv_densenet121_ts10', '2.834', 'GMACs', {}],
  ['tv_convnext_tiny_ts17', '4.456', 'GMACs', { N: 1 }],
  ['tv_vit_b_16_ts17', '17.564', 'GMACs', { N: 1 }],
  ['tv_swin_t_ts17', '4.491', 'GMACs', { N: 1 }],
  ['yolov3_tiny_416', '8.028522112', 'GFLOPs', {}],
  ['yolov8n_640', '8.743987200', 'GFLOPs', {}],
];

const rows = sharedPath('corpus/onnx/index.json') === null ? [] : corpusRows();

test.skipIf(rows.length === 0).each(published)('%s: %s %s', (name, printed, unit, dims) => {
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`no ${name} in the corpus`);
  const { totals } = countModel(corpusModel(row), {
    dims: new Map(Object.entries(dims).map(([k, v]) => [k, BigInt(v)])),
  });
  const digits = printed.split('.')[1]?.length ?? 0;
  expect((Number(unit === 'GMACs' ? totals.macs : totals.flops) / 1e9).toFixed(digits)).toBe(printed);
});

/** 2M + F and T as counting.md's table has them, to the unit. */
test.skipIf(rows.length === 0).each([
  ['tv_resnet50_ts13', {}, 4_089_184_256n, 8_206_319_592n, 0n],
  ['yolov8n_640', {}, 4_371_993_600n, 8_823_682_400n, 15_097_600n],
])('%s: M, 2M + F and T to the unit', (name, dims, macs, flopsTotal, transcendentals) => {
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`no ${name} in the corpus`);
  const { totals } = countModel(corpusModel(row), { dims: new Map(Object.entries(dims)) });
  expect(totals).toMatchObject({ macs, flopsTotal, transcendentals });
});
