import type { OpEntry } from '#count/ops/registry.ts';
import { free, view } from '#count/ops/cost.ts';
import { op } from '#count/ops/registry.ts';
import {
  concatFromSequence,
  optional,
  optionalGetElement,
  optionalHasElement,
  sequenceConstruct,
  sequenceElement,
  sequenceEmpty,
  sequenceErase,
  sequenceInsert,
  sequenceLength,
  splitToSequence,
} from './sequence.ts';

const moved = { cost: () => free, formula: '0 (bytes only)' };
const seen = { cost: () => view, formula: '0 (the same bytes)' };

/** Sequences and optionals. */
export const sequenceOps: readonly OpEntry[] = [
  op('ConcatFromSequence', { since: 11, shape: concatFromSequence, ...moved }),
  op('Optional', { since: 15, shape: optional, ...seen }),
  op('OptionalGetElement', { since: 15, shape: optionalGetElement, ...seen }),
  op('OptionalHasElement', { since: 15, shape: optionalHasElement, ...moved }),
  op('SequenceAt', { since: 11, shape: sequenceElement, ...moved }),
  op('SequenceConstruct', { since: 11, shape: sequenceConstruct, ...moved }),
  op('SequenceEmpty', { since: 11, shape: sequenceEmpty, ...moved }),
  op('SequenceErase', { since: 11, shape: sequenceErase, ...moved }),
  op('SequenceInsert', { since: 11, shape: sequenceInsert, ...moved }),
  op('SequenceLength', { since: 11, shape: sequenceLength, ...moved }),
  op('SplitToSequence', { since: 11, shape: splitToSequence, ...moved }),
];
