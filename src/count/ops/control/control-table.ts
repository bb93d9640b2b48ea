import type { OpEntry } from '#count/ops/registry.ts';
import { bodiesOnly, op } from '#count/ops/registry.ts';
import { branch } from './branch.ts';
import { loop } from './loop.ts';
import { batchedScan, scan } from './scan.ts';
import { sequenceMap } from './sequence-map.ts';

/** Operators with bodies. */
export const controlOps: readonly OpEntry[] = [
  op('If', {
    since: 1,
    control: branch,
    formula:
      'the branch that a known condition takes; of one that hangs on open sizes each where they make it run; else the dearer of the two, figure by figure, both listed',
    inWords: bodiesOnly,
  }),
  op('Loop', {
    since: 1,
    control: loop,
    formula:
      'Σ body over the trips, one by one where they differ; trips · body with a symbol where the count is unknown',
    inWords: bodiesOnly,
  }),
  op(
    'Scan',
    { since: 8, control: batchedScan, formula: 'batch · length · body', inWords: bodiesOnly },
    { since: 9, control: scan, formula: 'length · body', inWords: bodiesOnly },
  ),
  op('SequenceMap', {
    since: 17,
    control: sequenceMap,
    formula: 'Σ body over the elements',
    inWords: bodiesOnly,
  }),
];
