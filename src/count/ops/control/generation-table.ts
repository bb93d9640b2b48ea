import type { OpEntry, ShapeRule } from '#count/ops/registry.ts';
import { bodiesOnly, opIn } from '#count/ops/registry.ts';
import { generation } from './generation.ts';
import { beamSearch, greedySearch } from '#count/ops/movement/packed.ts';

const ms = (name: string, shape: ShapeRule): OpEntry =>
  opIn('com.microsoft', name, {
    since: 1,
    control: generation(shape),
    formula: 'encoder and first decoder once, decoder · generated tokens (a symbol); search itself 0',
    inWords: bodiesOnly,
  });

/** Text generation around a decoder. */
export const generationOps: readonly OpEntry[] = [
  ms('BeamSearch', beamSearch),
  ms('GreedySearch', greedySearch),
  ms('Sampling', greedySearch),
  ms('WhisperBeamSearch', beamSearch),
];
