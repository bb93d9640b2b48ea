import { describe, expect, test } from 'vitest';
import { readReasons } from '#judge/reason-json.ts';

const sentence = 'MACs are more than allowed';
const words = [{ kind: 'words', text: sentence }];

describe('reasons in a report file', () => {
  test.each<[string, unknown]>([
    ['none: it is a pass', []],
    ['of a limit', [{ kind: 'above-max', limit: '80M', by: 0.018 }]],
    ['of a formula', [{ kind: 'above-max', limit: '80M', by: null }]],
    [
      'of several limits',
      [
        { kind: 'above-increase', of: 'fail', limit: '+2%', anySize: false },
        { kind: 'growth', symbol: 'n', growth: 'quadratic', allowed: 'linear', as: 'at-base' },
      ],
    ],
    [
      'of a limit that can’t be checked',
      [
        {
          kind: 'open',
          of: 'max',
          limit: '80M',
          symbol: null,
          because: { kind: 'unbound', symbols: { first: ['a'], count: 1 } },
        },
      ],
    ],
  ])('%s, are read as they were written', (_, reasons) => {
    expect(readReasons(reasons, sentence)).toEqual(reasons);
  });

  test('a field that a newer version added is dropped', () => {
    const [reason] = readReasons([{ kind: 'above-max', limit: '80M', by: null, colour: 'red' }], sentence);
    expect(reason).toEqual({ kind: 'above-max', limit: '80M', by: null });
  });

  test.each<[string, unknown]>([
    ['absent, as in an older version', undefined],
    ['no list', 'above-max'],
    ['of a kind that this version doesn’t know', [{ kind: 'above-moon', limit: '80M' }]],
    ['one known and one unknown', [{ kind: 'no-base' }, { kind: 'above-moon' }]],
    ['without what their kind always has', [{ kind: 'above-max' }]],
    ['with a text beyond the bound', [{ kind: 'above-max', limit: 'x'.repeat(4001), by: null }]],
    ['with a number that is none', [{ kind: 'above-max', limit: '80M', by: 'much' }]],
    ['more than any report has', Array.from({ length: 10_000 }, () => ({ kind: 'no-base' }))],
  ])('%s: the stored sentence stands for all of them', (_, reasons) => {
    expect(readReasons(reasons, sentence)).toEqual(words);
  });
});
