import type { CostRule, OpEntry, ShapeRule } from '../registry.ts';
import { opIn } from '../registry.ts';
import { unfold, warpingCost, warpingPath, wordEmbedding, wordEmbeddingCost } from '../rules/patches.ts';
import { gatherNd, lookUpRows } from '../rules/gather.ts';
import { range } from '../rules/generate.ts';
import {
  gatherDequantized,
  gatherDequantizedCost,
  gatherPacked,
  gatherPackedCost,
  likeInput,
  matchedTokens,
  moves,
  ngramHashes,
  nothingTold,
  opaque,
  perOutput,
  quantizedConcat,
  removePadding,
  restorePadding,
} from '../rules/packed.ts';
import { pad } from '../rules/pad.ts';
import { expandDims } from '../rules/reshape.ts';
import { uniqueInOrder } from '../rules/unique.ts';
import { view } from '../cost.ts';

const ms = (name: string, shape: ShapeRule, cost: CostRule, formula: string, verified = 'definition'): OpEntry =>
  opIn('com.microsoft', name, { since: 1, shape, cost, formula, verified });
const moving = (name: string, shape: ShapeRule, verified = 'definition'): OpEntry =>
  ms(name, shape, moves, '0 (bytes only)', verified);

const compiled = 'unknown (compiled for a device)';

/** Data movement, texts and oddities of onnxruntime's own domain. */
export const contribMovementOps: readonly OpEntry[] = [
  moving('BifurcationDetector', matchedTokens),
  moving('ConvStateReplay', likeInput(2)),
  ms('DynamicTimeWarping', warpingPath, warpingCost, 'F = 3·cells', 'runtime'),
  ms('EPContext', nothingTold, opaque, compiled),
  ms('ExpandDims', expandDims, () => view, '0 (a view)', 'runtime'),
  ms('GatedDeltaNetStateReplay', likeInput(2), opaque, 'unknown'),
  ms('GatherBlockQuantized', gatherDequantized, gatherDequantizedCost, 'F = 2N', 'runtime'),
  moving('GatherND', gatherNd, 'runtime'),
  ms('GatherPacked', gatherPacked, gatherPackedCost, 'F = 2N'),
  moving('NGramHashMapping', ngramHashes, 'runtime'),
  moving('NGramRepeatBlock', likeInput(1), 'runtime'),
  moving('PackedSparseAttentionIndexerMerge', nothingTold),
  moving('Pad', pad, 'runtime'),
  ms('QLinearConcat', quantizedConcat, perOutput(4), 'F = 4N', 'runtime'),
  moving('Range', range, 'runtime'),
  moving('RemovePadding', removePadding),
  moving('RestorePadding', restorePadding),
  ms('Snpe', nothingTold, opaque, compiled),
  moving('SpeculativePrefixCommit', nothingTold),
  moving('TorchEmbedding', lookUpRows),
  moving('UnfoldTensor', unfold, 'runtime'),
  moving('Unique', uniqueInOrder, 'runtime'),
  moving('VarlenNGramHashMapping', ngramHashes),
  ms(
    'WordConvEmbedding',
    wordEmbedding,
    wordEmbeddingCost,
    'M = words·places·filters·width·size; F = bias + maximum; T = tanh',
    'runtime',
  ),
];
