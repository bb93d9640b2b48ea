import { z } from '#policy/zod.ts';
import type { Reason } from './reason.ts';

const text = z.string().max(20_000);
const short = z.string().max(4000);
const whole = z.int().min(0);
const some = z.object({ first: z.array(short).max(10), count: whole });
const growth = z.enum(['constant', 'linear', 'quadratic', 'cubic', 'polynomial']);

const bare = <Kind extends string>(kind: Kind) => z.object({ kind: z.literal(kind) });

/** Where a limit that was tried at usual sizes breaks. */
const trial = z.object({
  edge: z
    .object({
      of: z.array(short).max(300),
      side: z.enum(['from', 'up-to']),
      size: whole,
      where: z.array(z.object({ symbol: short, size: whole })).max(1000),
    })
    .nullable(),
});

const gap = z.discriminatedUnion('kind', [
  bare('base-unreadable'),
  z.object({ kind: z.literal('unbound'), symbols: some, tried: trial.optional() }),
  bare('no-file-size'),
  bare('formula-too-large'),
  bare('lower-bound'),
  bare('no-formula'),
  bare('no-such-size'),
]);

const escape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('submodule'), path: short }),
  z.object({ kind: z.literal('replaced'), by: some }),
  bare('gone'),
  bare('left-alone'),
  z.object({ kind: z.literal('renamed'), to: short }),
  z.object({ kind: z.literal('weights-gone'), files: some }),
]);

/** A reason read back; one that this version doesn't know is refused, and the judgement's sentence stands for it. */
const reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('words'), text }),
  z.object({ kind: z.literal('above-max'), limit: short, by: z.number().nullable(), tried: trial.optional() }),
  z.object({
    kind: z.literal('above-increase'),
    of: z.enum(['fail', 'warn']),
    limit: short.nullable(),
    anySize: z.boolean(),
    tried: trial.optional(),
  }),
  z.object({ kind: z.literal('kept'), of: z.enum(['max', 'fail', 'warn']), limit: short, tried: trial }),
  z.object({
    kind: z.literal('growth'),
    symbol: short,
    growth,
    allowed: growth,
    as: z.enum(['written', 'at-base']),
  }),
  z.object({
    kind: z.literal('open'),
    of: z.enum(['max', 'fail', 'warn', 'growth']),
    limit: short,
    symbol: short.nullable(),
    because: gap,
  }),
  z.object({ kind: z.literal('fixed-at-base'), symbol: short }),
  bare('no-base'),
  bare('not-measured'),
  bare('noise'),
  bare('removed'),
  bare('new'),
  z.object({ kind: z.literal('unreadable'), message: short }),
  z.object({ kind: z.literal('base-unreadable'), message: short }),
  z.object({ kind: z.literal('not-counted'), message: short }),
  z.object({ kind: z.literal('unknown-cost'), layers: whole, ops: some }),
  z.object({ kind: z.literal('declared-shapes'), contradictions: whole, first: short }),
  z.object({ kind: z.literal('out-of-reach'), path: short, how: escape }),
  bare('fork-closed'),
]) satisfies z.ZodType<Reason>;

const reasons = z.array(reason).max(100);

/** The reasons of a judgement in a report file, which may be hostile; its sentence if any of them isn't known here. */
export function readReasons(value: unknown, sentence: string): readonly Reason[] {
  const parsed = reasons.safeParse(value);
  return parsed.success ? parsed.data : [{ kind: 'words', text: sentence }];
}

/** Fails to compile if a kind of reason is missing above. */
type Unread = Exclude<Reason['kind'], z.output<typeof reason>['kind']>;
type UnreadGap = Exclude<Extract<Reason, { kind: 'open' }>['because']['kind'], z.output<typeof gap>['kind']>;
type UnreadEscape = Exclude<Extract<Reason, { kind: 'out-of-reach' }>['how']['kind'], z.output<typeof escape>['kind']>;
const complete: [Unread, UnreadGap, UnreadEscape] extends [never, never, never] ? true : never = true;
void complete;
