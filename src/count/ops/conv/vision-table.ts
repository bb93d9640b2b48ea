import type { CostRule, OpEntry, OpRow, ShapeRule } from '#count/ops/registry.ts';
import { free } from '#count/ops/cost.ts';
import { op, opIn } from '#count/ops/registry.ts';
import {
  cropAndResizeCost,
  cropAndResizeShape,
  maxRoiPoolCost,
  maxRoiPoolShape,
  nonMaxSuppressionShape,
  roiAlignCost,
  roiAlignShape,
} from './detection.ts';
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
} from './vision.ts';

/** Values moved, none computed. */
const moving = (since: number, shape: ShapeRule, formula = '0'): OpRow => ({
  since,
  shape,
  cost: () => free,
  formula,
});

const computing = (since: number, shape: ShapeRule, cost: CostRule, formula: string): OpRow => ({
  since,
  shape,
  cost,
  formula,
});

const sampling = 'F = N·((2·2^r − 1)·[linear] + (2·4^r − 1)·[cubic]) (over r axes)';

/** Sampling grids, blocks and crops of images, detection. */
export const visionOps: readonly OpEntry[] = [
  op(
    'AffineGrid',
    computing(
      20,
      affineGridShape,
      affineGridCost,
      'points = D·H·W; M = 12·B·points; F = B·[image] + (4·points + 2·(D + H + W) + steps)·[size not constant] (steps: 9, with aligned corners 5 or 6)',
    ),
  ),
  op('CenterCropPad', moving(18, centerCropPadShape)),
  op('Col2Im', computing(18, col2ImShape, col2ImCost, 'F = N_in')),
  op('Crop', moving(1, cropShape)),
  op('DepthToSpace', moving(1, depthToSpaceShape())),
  op('GridSample', computing(16, gridSampleShape(), gridSampleCost, sampling)),
  op('ImageDecoder', moving(20, imageDecoderShape)),
  op('MaxRoiPool', {
    ...computing(1, maxRoiPoolShape, maxRoiPoolCost, 'F = N·samples, a symbol'),
    inWords: 'the samples of a region are known only at run time',
  }),
  op('NonMaxSuppression', moving(10, nonMaxSuppressionShape, '0 (comparisons and sorting)')),
  op('RoiAlign', computing(10, roiAlignShape, roiAlignCost, 'F = (8·s^2 − [max])·N (s^2 is a symbol where adaptive)')),
  op('SpaceToDepth', moving(1, spaceToDepthShape())),
  opIn('com.microsoft', 'CropAndResize', computing(1, cropAndResizeShape, cropAndResizeCost, 'F = 7N·[bilinear]')),
  opIn('com.microsoft', 'GridSample', computing(1, gridSampleShape(), gridSampleCost, sampling)),
  opIn('com.microsoft.nchwc', 'ReorderInput', moving(1, reorderInputShape)),
  opIn('com.microsoft.nchwc', 'ReorderOutput', moving(1, reorderOutputShape)),
  opIn('com.ms.internal.nhwc', 'DepthToSpace', moving(1, depthToSpaceShape(true))),
  opIn('com.ms.internal.nhwc', 'GridSample', computing(1, gridSampleShape(true), gridSampleCost, sampling)),
  opIn('com.ms.internal.nhwc', 'SpaceToDepth', moving(1, spaceToDepthShape(true))),
];
