import type { CostRule, OpEntry, OpRow, ShapeRule } from '#count/ops/registry.ts';
import { free, view } from '#count/ops/cost.ts';
import { op } from '#count/ops/registry.ts';
import { concat, expand, split, tile, transpose } from './arrange.ts';
import { gather, gatherElements, gatherNd } from './gather.ts';
import { constant, constantOfShape, oneHot, range, shapeOf, sizeOf } from './generate.ts';
import { constantFill } from './legacy.ts';
import { pad } from './pad.ts';
import { flatten, identity, reshape, squeeze, unsqueeze } from './reshape.ts';
import { scatterCost, scatterElements, scatterNd, tensorScatter } from './scatter.ts';
import { compress, nonZero, reverseSequence, topK, trilu } from './select.ts';
import { slice } from './slice.ts';
import { unique } from './unique.ts';

const moves: CostRule = () => free;
const relabels: CostRule = () => view;

const moving = (since: number, shape: ShapeRule): OpRow => ({
  since,
  shape,
  cost: moves,
  formula: '0 (bytes only)',
});
const relabelling = (since: number, shape: ShapeRule): OpRow => ({
  since,
  shape,
  cost: relabels,
  formula: '0 (a view)',
});

/** Sizes are known without reading an element. */
const looking = (shape: ShapeRule): OpRow => ({
  since: 1,
  shape,
  cost: () => ({ unread: true }),
  formula: '0 (no input byte is read)',
});

/** Data movement of the default domain: nothing is computed, contents are followed. Attributes that became inputs are read from either. */
export const movementOps: readonly OpEntry[] = [
  op('Compress', moving(9, compress)),
  op('Concat', moving(1, concat)),
  op('Constant', moving(1, constant)),
  op('ConstantFill', moving(1, constantFill)),
  op('ConstantOfShape', moving(9, constantOfShape)),
  op('DynamicSlice', moving(1, slice)),
  op('Expand', moving(8, expand)),
  op('Flatten', relabelling(1, flatten)),
  op('Gather', moving(1, gather)),
  op('GatherElements', moving(11, gatherElements)),
  op('GatherND', moving(11, gatherNd)),
  op('Identity', relabelling(1, identity)),
  op('NonZero', moving(9, nonZero)),
  op('OneHot', moving(9, oneHot)),
  op('Pad', moving(1, pad)),
  op('Range', moving(11, range)),
  op('Reshape', relabelling(1, reshape)),
  op('ReverseSequence', moving(10, reverseSequence)),
  op('Scatter', moving(9, scatterElements)),
  op('ScatterElements', {
    since: 11,
    shape: scatterElements,
    cost: scatterCost,
    formula: 'F = N_updates·[reduction]',
  }),
  op('ScatterND', {
    since: 11,
    shape: scatterNd,
    cost: scatterCost,
    formula: 'F = N_updates·[reduction]',
  }),
  op('Shape', looking(shapeOf)),
  op('Size', looking(sizeOf)),
  op('Slice', moving(1, slice)),
  op('Split', moving(1, split)),
  op('Squeeze', relabelling(1, squeeze)),
  op('TensorScatter', moving(24, tensorScatter)),
  op('Tile', moving(1, tile)),
  op('TopK', moving(1, topK)),
  op('Transpose', moving(1, transpose)),
  op('Trilu', moving(14, trilu)),
  op('Unique', moving(11, unique)),
  op('Unsqueeze', relabelling(1, unsqueeze)),
];
