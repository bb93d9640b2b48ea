import type { OpEntry } from '../registry.ts';
import { op } from '../registry.ts';
import { branch } from '../rules/branch.ts';
import { loop } from '../rules/loop.ts';
import { batchedScan, scan } from '../rules/scan.ts';
import { sequenceMap } from '../rules/sequence-map.ts';

/** Operators with bodies. */
export const controlOps: readonly OpEntry[] = [
  op('If', {
    since: 1,
    control: branch,
    formula:
      'the branch that a known condition takes; of one that hangs on open sizes each where they make it run; else the dearer of the two, figure by figure, both listed',
    verified: 'node oracle, corpus',
  }),
  op('Loop', {
    since: 1,
    control: loop,
    formula:
      'Σ body over the trips, one by one where they differ; trips · body with a symbol where the count is unknown',
    verified: 'node oracle, corpus',
  }),
  op(
    'Scan',
    { since: 8, control: batchedScan, formula: 'batch · length · body', verified: 'node oracle' },
    { since: 9, control: scan, formula: 'length · body', verified: 'node oracle, corpus' },
  ),
  op('SequenceMap', { since: 17, control: sequenceMap, formula: 'Σ body over the elements', verified: 'node oracle' }),
];
