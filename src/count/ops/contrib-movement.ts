import type { CostRule, OpEntry, ShapeRule } from '../registry.ts';
import { opIn } from '../registry.ts';
import {
  complexPairs,
  pairwise,
  pairwiseCost,
  unfold,
  warpingCost,
  warpingPath,
  wordEmbedding,
  wordEmbeddingCost,
} from '../rules/distance.ts';
import { gatherNd, lookUpRows } from '../rules/gather.ts';
import { range } from '../rules/generate.ts';
import {
  beamSearch,
  gatherDequantized,
  gatherPacked,
  greedySearch,
  likeInput,
  matchedTokens,
  moves,
  ngramHashes,
  opaque,
  perOutput,
  quantizedConcat,
  removePadding,
  restorePadding,
} from '../rules/packed.ts';
import { pad } from '../rules/pad.ts';
import { expandDims } from '../rules/reshape.ts';
import { trilu } from '../rules/select.ts';
import { allFinite, murmurHash, nothingTold } from '../rules/opaque.ts';
import { uniqueInOrder } from '../rules/unique.ts';
import { view } from '../cost.ts';

const ms = (name: string, shape: ShapeRule, cost: CostRule, formula: string, verified = 'definition'): OpEntry =>
  opIn('com.microsoft', name, { since: 1, shape, cost, formula, verified });
const moving = (name: string, shape: ShapeRule, verified = 'definition'): OpEntry =>
  ms(name, shape, moves, '0 (bytes only)', verified);

const search = 'unknown (the decoder runs until it stops)';
const compiled = 'unknown (compiled for a device)';

/** Data movement, texts and oddities of onnxruntime's own domain. */
export const contribMovementOps: readonly OpEntry[] = [
  ms('BeamSearch', beamSearch, opaque, search),
  moving('BifurcationDetector', matchedTokens),
  ms('CDist', pairwise, pairwiseCost, 'M = m·n·k; F = m·n·k (euclidean: T = m·n)', 'runtime'),
  ms('ComplexMul', complexPairs, perOutput(3), 'F = 3N'),
  ms('ComplexMulConj', complexPairs, perOutput(3), 'F = 3N'),
  moving('ConvStateReplay', likeInput(2)),
  ms('DynamicTimeWarping', warpingPath, warpingCost, 'F = 3·cells', 'runtime'),
  ms('EPContext', nothingTold, opaque, compiled),
  ms('ExpandDims', expandDims, () => view, '0 (a view)', 'runtime'),
  ms('GatedDeltaNetStateReplay', likeInput(2), opaque, 'unknown'),
  ms('GatherBlockQuantized', gatherDequantized, perOutput(2), 'F = 2N', 'runtime'),
  moving('GatherND', gatherNd, 'runtime'),
  ms('GatherPacked', gatherPacked, perOutput(2), 'F = 2N'),
  ms('GreedySearch', greedySearch, opaque, search),
  moving('IsAllFinite', allFinite),
  moving('MurmurHash3', murmurHash, 'runtime'),
  moving('NGramHashMapping', ngramHashes, 'runtime'),
  moving('NGramRepeatBlock', likeInput(1), 'runtime'),
  moving('PackedSparseAttentionIndexerMerge', nothingTold),
  moving('Pad', pad, 'runtime'),
  ms('QLinearConcat', quantizedConcat, perOutput(4), 'F = 4N', 'runtime'),
  moving('Range', range, 'runtime'),
  moving('RemovePadding', removePadding),
  moving('RestorePadding', restorePadding),
  moving('SampleOp', likeInput(0), 'runtime'),
  ms('Sampling', greedySearch, opaque, search),
  ms('Snpe', nothingTold, opaque, compiled),
  moving('SpeculativePrefixCommit', nothingTold),
  moving('TorchEmbedding', lookUpRows),
  moving('Trilu', trilu, 'runtime'),
  moving('UnfoldTensor', unfold, 'runtime'),
  moving('Unique', uniqueInOrder, 'runtime'),
  moving('VarlenNGramHashMapping', ngramHashes),
  ms('WhisperBeamSearch', beamSearch, opaque, search),
  ms(
    'WordConvEmbedding',
    wordEmbedding,
    wordEmbeddingCost,
    'M = words·places·filters·width·size; F = bias + maximum; T = tanh',
    'runtime',
  ),
];
