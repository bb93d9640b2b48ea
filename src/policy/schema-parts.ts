import { globProblem } from './glob-parse.ts';
import type { BudgetMetric, CountedMetric } from './metrics.ts';
import type { QuantityKind } from '#text/number-text.ts';
import { budgetMetrics, countedMetrics, metricOf, unitOf } from './metrics.ts';
import { ceilingExample, ceilingPattern, increasePattern } from './quantity.ts';
import { nearest } from '#text/suggest.ts';
import { z } from './zod.ts';

/** An object whose unknown keys are errors that name the key probably meant. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const [key = ''] = issue.keys;
      const meant = nearest(key, known);
      const suggestion = meant === undefined ? `known keys are ${known.join(', ')}` : `did you mean ${meant}?`;
      return `${JSON.stringify(clip(key))} is no key here: ${suggestion}`;
    },
  });
}

const clip = (key: string): string => (key.length > 80 ? `${key.slice(0, 79)}…` : key);

/** A list whose message says what it holds too many of. */
export const listOf = <Item extends z.ZodType>(item: Item, most: number) =>
  z.array(item).max(most, { error: `has more than ${most} entries` });

/** Names with a value each, at most as many as anybody would write. */
export const named = <Value extends z.ZodType>(name: z.ZodString, value: Value) =>
  z
    .record(name, value)
    .refine((entries) => Object.keys(entries).length <= MAX_NAMES, { error: `has more than ${MAX_NAMES} entries` });

const MAX_NAMES = 1000;

/** One of some words; the message names the nearest. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, {
    error: ({ input }) => {
      const meant = typeof input === 'string' ? nearest(input, words) : undefined;
      return `must be one of ${words.join(', ')}${meant === undefined ? '' : `: did you mean ${meant}?`}`;
    },
  });

/** A text that says what it is where it is missing. */
export const text = (what: string) => {
  const error = `must be ${what}`;
  return z
    .string({ error: ({ input }) => (input === undefined ? `is missing: ${what}` : error) })
    .min(1, { error })
    .max(1000, { error: 'is longer than 1000 characters' });
};

/** A path or a pattern that can be matched in bounded time. */
export const pattern = (what: string) =>
  text(what).refine((written) => globProblem(written) === null, {
    error: ({ input }) => globProblem(String(input)) ?? '',
  });

/** A ceiling: a bare number if the metric's unit is a count or bytes, or a text with a unit. */
const ceiling = (kind: QuantityKind) => {
  const what = `must be a quantity such as ${ceilingExample[kind]}`;
  const written = z.string({ error: what }).regex(ceilingPattern(kind), { error: what });
  return kind === 'time'
    ? written
    : z.union([z.int({ error: what }).min(0, { error: what }), written], { error: what });
};

/** An increase over base: `+5%`, or an amount with its sign. */
export const increase = (kind: QuantityKind) => {
  const what = `must be an increase over base such as +5%${kind === 'time' ? '' : ` or +${ceilingExample[kind]}`}`;
  return z.string({ error: what }).regex(increasePattern(kind), { error: what });
};

const growthWords = ['constant', 'linear', 'quadratic', 'cubic', 'same'] as const;

const limitsOf = (kind: QuantityKind) => ({
  max: ceiling(kind)
    .nullable()
    .optional()
    .describe(`Ceiling at head, whatever base is: ${ceilingExample[kind]}. Null takes a default away.`),
  fail: increase(kind)
    .nullable()
    .optional()
    .describe('Increase over base beyond which the check fails: +5%. Null takes a default away.'),
  warn: increase(kind)
    .nullable()
    .optional()
    .describe('Increase over base beyond which the check warns: +2%. Null takes a default away.'),
  on_inconclusive: oneOf(['warn', 'fail'] as const)
    .optional()
    .describe(
      'What follows where this budget cannot be decided (a lower bound, an unbound size, a noisy runner): warn (exit code 0) or fail (exit code 3).',
    ),
});

const sumBudget = (kind: QuantityKind) => strict(limitsOf(kind));

const budget = (kind: QuantityKind) => {
  const limits = limitsOf(kind);
  if (kind === 'time') return strict(limits);
  return strict({
    ...limits,
    growth: z
      .union([oneOf(growthWords), named(text('the name of a size'), oneOf(growthWords))], {
        error: `must be one of ${growthWords.join(', ')}, or say so for each size: { sequence: linear }`,
      })
      .optional()
      .describe(
        'Steepest growth allowed in a symbolic size, or in each: linear refuses quadratic; same refuses anything steeper than base. * is every size that is not named.',
      ),
  });
};

/** Limits by metric. */
export const budgets = strict(
  Object.fromEntries(
    budgetMetrics.map((metric) => [
      metric,
      budget(unitOf(metric)).nullable().optional().describe(metricOf(metric).description),
    ]),
  ) as Record<BudgetMetric, z.ZodOptional<z.ZodNullable<ReturnType<typeof budget>>>>,
).describe('Limits by metric.');

/** Limits of a sum of models: of what is counted, without growth. */
export const groupBudgets = strict(
  Object.fromEntries(
    countedMetrics.map((metric) => [
      metric,
      sumBudget(unitOf(metric)).optional().describe(metricOf(metric).description),
    ]),
  ) as Record<CountedMetric, z.ZodOptional<ReturnType<typeof sumBudget>>>,
);
