import type { OpEntry, OpRow, ShapeRule } from '#count/ops/registry.ts';
import { free } from '#count/ops/cost.ts';
import { op, opIn } from '#count/ops/registry.ts';
import { regexFullMatch, stringConcat, stringNormalizer, stringSplit, tfIdf, tokenizer } from './text.ts';

const row = (since: number, shape: ShapeRule): OpRow => ({
  since,
  shape,
  cost: () => free,
  formula: '0 (texts)',
});

/** Texts: nothing that is counted. */
export const textOps: readonly OpEntry[] = [
  op('RegexFullMatch', row(20, regexFullMatch)),
  op('StringConcat', row(20, stringConcat)),
  op('StringNormalizer', row(10, stringNormalizer)),
  op('StringSplit', row(20, stringSplit)),
  op('TfIdfVectorizer', row(9, tfIdf)),
  opIn('com.microsoft', 'Tokenizer', row(1, tokenizer)),
];
