import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, format, symbolsOf } from '#graph/dim.ts';
import { countOne, f32, of, shapeOf, unranked } from '../../../support/one-call.ts';

const einsum = (equation: string, ...sizes: readonly (readonly (number | string)[])[]) =>
  countOne({ op: 'Einsum', attrs: { equation }, inputs: sizes.map((one) => f32(...one)) });

test.each([
  [
    'matrices',
    'ij,jk->ik',
    [
      [2, 3],
      [3, 4],
    ],
    24,
    0,
  ],
  [
    'attention scores',
    'bhid,bhjd->bhij',
    [
      [1, 2, 3, 4],
      [1, 2, 5, 4],
    ],
    120,
    0,
  ],
  ['an outer product is no contraction', 'i,j->ij', [[3], [4]], 0, 12],
  [
    'elementwise',
    'ij,ij->ij',
    [
      [3, 4],
      [3, 4],
    ],
    0,
    12,
  ],
  [
    'elementwise, then summed',
    'ij,ij->',
    [
      [3, 4],
      [3, 4],
    ],
    12,
    0,
  ],
  ['a sum', 'ij->i', [[3, 4]], 0, 12],
  ['a transposition', 'ij->ji', [[3, 4]], 0, 0],
  ['a diagonal', 'ii->i', [[3, 3]], 0, 0],
  ['a trace', 'ii->', [[3, 3]], 0, 3],
  [
    'a chain, right first',
    'ij,jk,kl->il',
    [
      [100, 10],
      [10, 50],
      [50, 2],
    ],
    10 * 50 * 2 + 100 * 10 * 2,
    0,
  ],
  [
    'a chain, left first',
    'ij,jk,kl->il',
    [
      [2, 50],
      [50, 10],
      [10, 100],
    ],
    2 * 50 * 10 + 2 * 10 * 100,
    0,
  ],
  ['an outer product inside a cheaper order', 'i,j,ij->', [[9], [9], [9, 9]], 81 + 9, 0],
  [
    'bilinear, an outer product first',
    'bn,anm,bm->ba',
    [
      [4, 5],
      [6, 5, 7],
      [4, 7],
    ],
    4 * 6 * 5 * 7,
    4 * 5 * 7,
  ],
  [
    'broadcast batches',
    '...ij,...jk->...ik',
    [
      [2, 3, 4],
      [2, 4, 5],
    ],
    120,
    0,
  ],
] as const)('%s', (_, equation, sizes, macs, f) => {
  const { figures, status } = einsum(equation, ...sizes);
  expect([figures.macs, figures.elementwise, status]).toEqual([macs, f, 'exact']);
});

test('integers have no other work', () => {
  const one = { op: 'Einsum', attrs: { equation: 'ij->' }, inputs: [of('i64', 3, 4)] };
  expect(countOne(one).figures.elementwise).toBe(0);
});

interface Term {
  readonly labels: string;
}

/** 2·M + F of the cheapest order, by trying every pair at every step. */
function cheapest(terms: readonly Term[], output: string, sizes: Readonly<Record<string, number>>): number {
  if (terms.length === 1) return 0;
  let best = Number.POSITIVE_INFINITY;
  for (const [i, a] of terms.entries())
    for (const b of terms.slice(i + 1)) {
      const rest = terms.filter((one) => one !== a && one !== b);
      const labels = [...new Set((a.labels + b.labels).split(''))];
      const kept = labels.filter((label) => output.includes(label) || rest.some((one) => one.labels.includes(label)));
      const work = labels.reduce((product, label) => product * (sizes[label] ?? 1), 1);
      const left = [...rest, { labels: kept.join('') }];
      best = Math.min(best, (kept.length < labels.length ? 2 : 1) * work + cheapest(left, output, sizes));
    }
  return best;
}

const alphabet = ['a', 'b', 'c', 'd', 'e'];
const labels = fc
  .uniqueArray(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 3 })
  .map((list) => list.join(''));
const equations = fc.record({
  terms: fc.array(labels, { minLength: 2, maxLength: 4 }),
  output: fc.uniqueArray(fc.constantFrom(...alphabet), { maxLength: 3 }),
  sizes: fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 5, maxLength: 5 }),
});

test('the order is the cheapest of all', () => {
  fc.assert(
    fc.property(equations, ({ terms, output, sizes }) => {
      const size = Object.fromEntries(alphabet.map((label, i) => [label, sizes[i] ?? 2]));
      const out = output.filter((label) => terms.some((term) => term.includes(label))).join('');
      const shapes = terms.map((term) => term.split('').map((label) => size[label] ?? 1));
      const { figures } = einsum(`${terms.join(',')}->${out}`, ...shapes);
      const expected = cheapest(
        terms.map((term) => ({ labels: term })),
        out,
        size,
      );
      expect(2 * (figures.macs as number) + (figures.elementwise as number)).toBe(expected);
    }),
    { seed: 8, numRuns: 150 },
  );
});

test('a symbolic chain costs the cheaper order for every size', () => {
  const open = einsum('ij,jk,kl->il', [10, 'n'], ['n', 20], [20, 30]);
  for (const n of [1, 5, 30, 200])
    expect(evaluate(open.figures.macs, new Map([['n', BigInt(n)]]))).toBe(
      BigInt(Math.min(10 * n * 20 + 10 * 20 * 30, n * 20 * 30 + 10 * n * 30)),
    );
  expect(open.status).toBe('exact');
});

test.each([
  ['more orders than are kept', 'ae,dc,ab,b->d', [['a', 'e'], ['d', 'c'], ['a', 'b'], ['b']]],
  [
    'too many operands to try all orders of open sizes',
    'ab,bc,cd,de,ef,fg,gh,hi,ij->',
    'abcdefghi'.split('').map((label, i) => [label, 'bcdefghij'.charAt(i)]),
  ],
])('%s: a lower bound, and told so', (_, equation, shapes) => {
  const open = einsum(equation, ...shapes);
  expect(open.status).toBe('lower-bound');
  for (const size of [1, 2, 3, 17]) {
    const sizes = new Map('abcdefghij'.split('').map((label) => [label, BigInt(size)]));
    const bound = einsum(equation, ...shapes.map((shape) => shape.map(() => size)));
    for (const figure of ['macs', 'elementwise'] as const)
      expect(Number(evaluate(open.figures[figure], sizes))).toBeLessThanOrEqual(bound.figures[figure] as number);
  }
});

test('long products are contracted in reasonable time, and no cheaper than possible', () => {
  for (const n of [9, 40]) {
    const terms = Array.from({ length: n }, (_, i) => String.fromCharCode(97 + (i % 26), 97 + ((i + 1) % 26)));
    const { figures } = einsum(`${terms.join(',')}->`, ...terms.map(() => [2, 2]));
    expect(figures.macs as number).toBeGreaterThanOrEqual(4 * (n - 1));
  }
});

test.each([
  [
    'mixed symbols',
    'bsi,io->bso',
    [
      ['b', 's', 64],
      [64, 32],
    ],
    'b s 32',
    '2048*b*s',
  ],
  [
    'an ellipsis of symbols',
    '...i,ij->...j',
    [
      ['b', 's', 4],
      [4, 8],
    ],
    'b s 8',
    '32*b*s',
  ],
  [
    'a size that is 1 in one operand',
    'ij,ij->ij',
    [
      [1, 'n'],
      [3, 'n'],
    ],
    '3 n',
    '0',
  ],
  [
    'a label in no output',
    'ij,jk',
    [
      ['m', 3],
      [3, 'p'],
    ],
    'm p',
    '3*m*p',
  ],
] as const)('%s', (_, equation, sizes, shape, macs) => {
  const layer = einsum(equation, ...sizes);
  expect(shapeOf(layer)?.map(format).join(' ')).toBe(shape);
  expect(format(layer.figures.macs)).toBe(macs);
});

test('an operand of unknown rank names the sizes that it hides', () => {
  const layer = countOne({ op: 'Einsum', attrs: { equation: 'ij,jk->ik' }, inputs: [unranked, f32(3, 4)] });
  expect([...symbolsOf(layer.figures.macs)]).toEqual(['layer.label_i']);
  const hidden = countOne({ op: 'Einsum', attrs: { equation: '...i->...' }, inputs: [unranked] });
  expect([shapeOf(hidden), hidden.status]).toEqual([null, 'lower-bound']);
});

test.each([
  [
    'sizes that disagree',
    'ij,jk->ik',
    [
      [2, 3],
      [4, 5],
    ],
    /label j stands for 3 and for 4/,
  ],
  [
    'too few terms',
    'ij->ij',
    [
      [2, 3],
      [3, 2],
    ],
    /1 terms for 2 inputs/,
  ],
  ['an unknown output label', 'ij->ik', [[2, 3]], /label k of the output/],
  ['an output label twice', 'ij->ii', [[2, 3]], /label i of the output/],
  ['another rank', 'ijk->ijk', [[2, 3]], /doesn't fit an operand of rank 2/],
  ['odd characters', 'i$->i', [[2, 3]], /no term/],
  ['two arrows', 'i->i->i', [[2]], /no term/],
] as const)('an equation with %s is refused', (_, equation, sizes, message) => {
  expect(() => einsum(equation, ...sizes)).toThrow(message);
});
