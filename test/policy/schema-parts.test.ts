import { expect, test } from 'vitest';
import { groupBudgets, increase, listOf, named, oneOf, pattern, strict, text } from '#policy/schema-parts.ts';
import { z } from '#policy/zod.ts';

const said = (schema: z.ZodType, value: unknown): string | undefined =>
  schema.safeParse(value).error?.issues[0]?.message;

test.each<[string, z.ZodType, unknown, string | undefined]>([
  [
    'a key that is none',
    strict({ budgets: z.int().optional() }),
    { budget: 1 },
    '"budget" is no key here: did you mean budgets?',
  ],
  ['a list that is too long', listOf(z.int(), 2), [1, 2, 3], 'has more than 2 entries'],
  [
    'names without end',
    named(text('a name'), z.int()),
    Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [i, i])),
    'has more than 1000 entries',
  ],
  ['a word that is near', oneOf(['warn', 'fail'] as const), 'wran', 'must be one of warn, fail: did you mean warn?'],
  ['an empty text', text('the name of a label'), '', 'must be the name of a label'],
  ['a pattern that nobody would write', pattern('a glob'), '*a'.repeat(30), expect.stringContaining('wildcards')],
  ['an increase without a sign', increase('count'), '5M', 'must be an increase over base such as +5% or +4.2G'],
  ['an increase', increase('time'), '+20%', undefined],
  [
    'growth of a sum',
    groupBudgets,
    { macs: { growth: 'linear' } },
    '"growth" is no key here: known keys are max, fail, warn, on_inconclusive',
  ],
  ['latency of a sum', groupBudgets, { latency: { fail: '+5%' } }, expect.stringContaining('"latency" is no key here')],
])('%s', (_, schema, value, message) => expect(said(schema, value)).toEqual(message));
