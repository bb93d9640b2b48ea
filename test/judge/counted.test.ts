import { assert, bigInt, integer, option, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDim, symbol } from '#graph/dim.ts';
import { judgeCounted } from '#judge/counted.ts';
import type { Judgement } from '#judge/types.ts';
import type { Side } from '#diff/types.ts';
import type { Budget } from '#policy/policy.ts';
import { parseCeiling, parseIncrease } from '#policy/quantity.ts';
import { net } from '../support/models.ts';
import { reportOf } from '../support/outcomes.ts';

const real = reportOf(net());

/** A counted model whose MACs are these: a number, or a formula that its file leaves open. */
function side(macs: bigint | string, { exact = true, growth = {} }: { exact?: boolean; growth?: object } = {}): Side {
  const value = typeof macs === 'bigint' ? macs : null;
  const formula = typeof macs === 'bigint' ? (parseDim(String(macs)) ?? 0) : (parseDim(macs) ?? symbol('?'));
  return {
    kind: 'counted',
    bytes: null,
    report: {
      ...real,
      exact,
      totals: { ...real.totals, macs: value },
      figures: { ...real.figures, macs: formula },
      formulas: { ...real.formulas, macs: formula },
      growth: { macs: growth },
    } as typeof real,
  };
}

const failed: Side = { kind: 'failed', failure: { code: 'bad-onnx', message: 'no model', hint: '' } };

interface Limits {
  readonly max?: string | null;
  readonly fail?: string | null;
  readonly warn?: string | null;
  readonly growth?: Readonly<Record<string, string>>;
  readonly onInconclusive?: 'fail' | 'warn' | 'pass';
}

function budgetOf({ max = null, fail = null, warn = null, growth = {}, onInconclusive = 'fail' }: Limits): Budget {
  return {
    max: max === null ? null : (parseCeiling(max, 'count') ?? null),
    fail: fail === null ? null : (parseIncrease(fail, 'count') ?? null),
    warn: warn === null ? null : (parseIncrease(warn, 'count') ?? null),
    growth: new Map(Object.entries(growth)),
    onInconclusive,
  } as unknown as Budget;
}

const judge = (limits: Limits, base: Side | null, head: Side): Judgement =>
  judgeCounted('macs', budgetOf(limits), base, head, false);

describe('numbers', () => {
  test('are judged as the sum on paper says: max and fail before warn', () => {
    const percent = integer({ min: 0, max: 40 });
    const limits = record({
      max: option(integer({ min: 0, max: 2000 })),
      fail: option(percent),
      warn: option(percent),
    });
    const size = bigInt(0n, 2000n);
    assert(
      property(limits, size, size, ({ max, fail, warn }, base, head) => {
        const above = (allowed: number | null): boolean =>
          allowed !== null && (head - base) * 100n > base * BigInt(allowed);
        const broken = (max !== null && head > BigInt(max)) || above(fail);
        const asked = max !== null || fail !== null || warn !== null;
        const expected = broken ? 'fail' : above(warn) ? 'warn' : asked ? 'pass' : 'skipped';
        const written = {
          max: max === null ? null : String(max),
          fail: fail === null ? null : `+${fail}%`,
          warn: warn === null ? null : `+${warn}%`,
        };
        const { verdict, reasons, broke } = judge(written, side(base), side(head));
        expect(verdict).toBe(expected);
        expect(broke).toBe(
          broken ? (max !== null && head > BigInt(max) ? 'max' : 'fail') : expected === 'warn' ? 'warn' : null,
        );
        expect(expected === 'pass' ? reasons : []).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, bigint, number | null]>([
    ['1k', 1018n, 0.018],
    ['1k', 3000n, 2],
    ['0', 5n, null],
  ])('above max %s: %d is by %d of it', (max, value, by) => {
    expect(judge({ max }, null, side(value)).reasons).toEqual([{ kind: 'above-max', limit: max, by }]);
  });
});

describe('what is missing', () => {
  const now = side(100n);
  test.each<[string, Limits, Side | null, Side, string, string[]]>([
    ['no base: an increase is nothing to judge', { fail: '+5%' }, null, now, 'skipped', ['no-base']],
    ['no base, a ceiling', { max: '1k', fail: '+5%' }, null, now, 'pass', []],
    ['base can’t be read', { fail: '+5%' }, failed, now, 'undecided', ['open']],
    ['base can’t be read, a warning only', { warn: '+5%' }, failed, now, 'undecided', ['open']],
    ['base can’t be read, above max', { max: '50', fail: '+5%' }, failed, now, 'fail', ['above-max']],
    ['head can’t be read: judged elsewhere', { max: '50' }, now, failed, 'skipped', ['no-base']],
    ['a lower bound below max', { max: '1k' }, now, side(100n, { exact: false }), 'undecided', ['open']],
    ['a lower bound above max', { max: '50' }, now, side(100n, { exact: false }), 'fail', ['above-max']],
    ['an open size', { max: '1k' }, null, side('seq*3'), 'undecided', ['open']],
    ['an open size that can’t be within', { max: '1k' }, null, side('seq*3 + 2000'), 'fail', ['above-max']],
    [
      'fail open, warn broken',
      { fail: '+900%', warn: '+5%' },
      side('seq'),
      side('2*seq + 1000'),
      'undecided',
      ['open', 'above-increase'],
    ],
  ])('%s', (_, limits, base, at, verdict, kinds) => {
    const judgement = judge(limits, base, at);
    expect([judgement.verdict, judgement.reasons.map(({ kind }) => kind)]).toEqual([verdict, kinds]);
  });

  test.each<[string, Side | null, Side, object]>([
    ['sizes that are open', null, side('a*b'), { kind: 'unbound', symbols: { list: ['a', 'b'] } }],
    ['layers of no known cost', null, side(9n, { exact: false }), { kind: 'lower-bound' }],
  ])('the reason names %s', (_, base, head, because) => {
    const [reason] = judge({ max: '1k' }, base, head).reasons;
    expect(reason).toMatchObject({
      kind: 'open',
      of: 'max',
      limit: '1k',
      because: { kind: (because as { kind: string }).kind },
    });
  });

  test.each<[Limits, boolean]>([
    [{ max: '1k', onInconclusive: 'fail' }, true],
    [{ max: '1k', onInconclusive: 'warn' }, false],
    [{ warn: '+5%', onInconclusive: 'fail' }, false],
    [{ max: '1k', warn: '+5%', onInconclusive: 'fail' }, true],
  ])('undecided under %j fails: %s', (limits, fails) => {
    expect(judge(limits, side(100n), side('n'))).toMatchObject({ verdict: 'undecided', undecidedFails: fails });
  });
});

describe('growth', () => {
  const linear = { growth: { n: 'linear' } };
  const quadratic = { growth: { n: 'quadratic' } };
  test.each<[string, Readonly<Record<string, string>>, Side | null, Side, string]>([
    ['as written', { n: 'linear' }, null, side('n', linear), 'pass'],
    ['steeper than written', { n: 'linear' }, null, side('n*n', quadratic), 'fail'],
    ['as at base', { n: 'same' }, side('n*n', quadratic), side('n*n', quadratic), 'pass'],
    ['steeper than at base', { '*': 'same' }, side('n', linear), side('n*n', quadratic), 'fail'],
    ['less steep than at base', { '*': 'same' }, side('n*n', quadratic), side('n', linear), 'pass'],
    ['no base to be the same as', { '*': 'same' }, null, side('n', linear), 'skipped'],
    ['base without the size', { '*': 'same' }, side(5n), side('n', linear), 'undecided'],
    ['a size of its own entry', { '*': 'constant', n: 'quadratic' }, null, side('n*n', quadratic), 'pass'],
  ])('%s', (_, growth, base, head, verdict) => expect(judge({ growth }, base, head).verdict).toBe(verdict));
});
