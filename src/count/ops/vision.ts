import type { CostRule, OpEntry, OpRow, ShapeRule } from '../registry.ts';
import { free } from '../cost.ts';
import { op, opIn } from '../registry.ts';
import {
  cropAndResizeCost,
  cropAndResizeShape,
  maxRoiPoolCost,
  maxRoiPoolShape,
  nonMaxSuppressionShape,
  roiAlignCost,
  roiAlignShape,
} from '../rules/detection.ts';
import {
  affineGridCost,
  affineGridShape,
  centerCropPadShape,
  col2ImCost,
  col2ImShape,
  cropShape,
  depthToSpaceShape,
  gridSampleCost,
  gridSampleShape,
  imageDecoderShape,
  reorderInputShape,
  reorderOutputShape,
  spaceToDepthShape,
} from '../rules/vision.ts';

const oracle = 'node oracle';
const runtime = 'onnxruntime schema, definition';

/** Values moved, none computed. */
const moving = (since: number, shape: ShapeRule, verified = oracle, formula = '0'): OpRow => ({
  since,
  shape,
  cost: () => free,
  formula,
  verified,
});

const computing = (since: number, shape: ShapeRule, cost: CostRule, formula: string, verified = oracle): OpRow => ({
  since,
  shape,
  cost,
  formula,
  verified,
});

const sampling = 'nearest 0; linear F = (2·2^r − 1)N; cubic F = (2·4^r − 1)N over r axes';

/** Sampling grids, blocks and crops of images, detection. */
export const visionOps: readonly OpEntry[] = [
  op(
    'AffineGrid',
    computing(
      20,
      affineGridShape,
      affineGridCost,
      'M = 12·N·D·H·W; F = 4·D·H·W + 2(D + H + W) + 5 to 9 where the size isn’t constant, + N for images',
      'node oracle, expanded',
    ),
  ),
  op('CenterCropPad', moving(18, centerCropPadShape, 'node oracle, expanded')),
  op('Col2Im', computing(18, col2ImShape, col2ImCost, 'F = N_in')),
  op('Crop', moving(1, cropShape, runtime)),
  op('DepthToSpace', moving(1, depthToSpaceShape(), 'node oracle, corpus')),
  op('GridSample', computing(16, gridSampleShape(), gridSampleCost, sampling)),
  op('ImageDecoder', moving(20, imageDecoderShape)),
  op('MaxRoiPool', computing(1, maxRoiPoolShape, maxRoiPoolCost, 'F = N·samples, a symbol', 'definition')),
  op('NonMaxSuppression', moving(10, nonMaxSuppressionShape, 'node oracle, corpus', '0 (comparisons and sorting)')),
  op(
    'RoiAlign',
    computing(
      10,
      roiAlignShape,
      roiAlignCost,
      'F = 8·s²·N, one less each for max; s² a symbol where adaptive',
      'node oracle, corpus',
    ),
  ),
  op('SpaceToDepth', moving(1, spaceToDepthShape())),
  opIn(
    'com.microsoft',
    'CropAndResize',
    computing(1, cropAndResizeShape, cropAndResizeCost, 'bilinear F = 7N, nearest 0', runtime),
  ),
  opIn('com.microsoft', 'GridSample', computing(1, gridSampleShape(), gridSampleCost, sampling, runtime)),
  opIn('com.microsoft.nchwc', 'ReorderInput', moving(1, reorderInputShape, runtime)),
  opIn('com.microsoft.nchwc', 'ReorderOutput', moving(1, reorderOutputShape, runtime)),
  opIn('com.ms.internal.nhwc', 'DepthToSpace', moving(1, depthToSpaceShape(true), runtime)),
  opIn('com.ms.internal.nhwc', 'GridSample', computing(1, gridSampleShape(true), gridSampleCost, sampling, runtime)),
  opIn('com.ms.internal.nhwc', 'SpaceToDepth', moving(1, spaceToDepthShape(true), runtime)),
];
