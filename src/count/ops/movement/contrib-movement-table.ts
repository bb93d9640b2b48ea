import type { CostRule, OpEntry, ShapeRule } from '#count/ops/registry.ts';
import { noRule, opIn } from '#count/ops/registry.ts';
import { unfold, warpingCost, warpingPath, wordEmbedding, wordEmbeddingCost } from '#count/ops/conv/patches.ts';
import { gatherNd, lookUpRows } from './gather.ts';
import { range } from './generate.ts';
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
} from './packed.ts';
import { pad } from './pad.ts';
import { expandDims } from './reshape.ts';
import { uniqueInOrder } from './unique.ts';
import { view } from '#count/ops/cost.ts';

const ms = (name: string, shape: ShapeRule, cost: CostRule, formula: string): OpEntry =>
  opIn('com.microsoft', name, { since: 1, shape, cost, formula });
const moving = (name: string, shape: ShapeRule): OpEntry => ms(name, shape, moves, '0 (bytes only)');

const compiled = 'unknown (compiled for a device)';
const unknown = (name: string, shape: ShapeRule, formula = 'unknown'): OpEntry =>
  opIn('com.microsoft', name, { since: 1, shape, cost: opaque, formula, inWords: noRule });

/** Data movement, texts and oddities of onnxruntime's own domain. */
export const contribMovementOps: readonly OpEntry[] = [
  moving('BifurcationDetector', matchedTokens),
  moving('ConvStateReplay', likeInput(2)),
  ms('DynamicTimeWarping', warpingPath, warpingCost, 'F = 3·cells'),
  unknown('EPContext', nothingTold, compiled),
  ms('ExpandDims', expandDims, () => view, '0 (a view)'),
  unknown('GatedDeltaNetStateReplay', likeInput(2)),
  ms('GatherBlockQuantized', gatherDequantized, gatherDequantizedCost, 'F = 2N'),
  moving('GatherND', gatherNd),
  ms('GatherPacked', gatherPacked, gatherPackedCost, 'F = 2N'),
  moving('NGramHashMapping', ngramHashes),
  moving('NGramRepeatBlock', likeInput(1)),
  moving('PackedSparseAttentionIndexerMerge', nothingTold),
  moving('Pad', pad),
  ms('QLinearConcat', quantizedConcat, perOutput(4), 'F = 4N'),
  moving('Range', range),
  moving('RemovePadding', removePadding),
  moving('RestorePadding', restorePadding),
  unknown('Snpe', nothingTold, compiled),
  moving('SpeculativePrefixCommit', nothingTold),
  moving('TorchEmbedding', lookUpRows),
  moving('UnfoldTensor', unfold),
  moving('Unique', uniqueInOrder),
  moving('VarlenNGramHashMapping', ngramHashes),
  ms(
    'WordConvEmbedding',
    wordEmbedding,
    wordEmbeddingCost,
    'results = words·places·filters; M = results·width·size; F = 2·results − words·filters; T = results',
  ),
];
