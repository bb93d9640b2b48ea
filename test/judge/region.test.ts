import { describe, expect, test } from 'vitest';
import { parseDim } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';
import { tryUsual } from '#judge/region.ts';
import type { Edge } from '#judge/region.ts';
import type { Role } from '#diff/usual-sizes.ts';

const dim = (text: string): Dim => parseDim(text) as Dim;

/** `from H·W = 212`, `up to n = 3 at seq = 128`. */
function edgeText(edge: Edge | null): string {
  if (edge === null) return '';
  const where = edge.where.map(({ symbol, size }) => `${symbol} = ${size}`).join(', ');
  return `${edge.side} ${edge.of.join('·')} = ${edge.size}${where === '' ? '' : ` at ${where}`}`;
}

const roles = new Map<string, Role>([
  ['N', 'batch'],
  ['seq', 'sequence'],
  ['H', 'spatial'],
  ['W', 'spatial'],
]);

// Edges by hand: the first size at which the first formula is larger than the second.
test.each<[string, string, string, string]>([
  ['10*seq^2', '47*seq', 'broken', 'from seq = 5'],
  ['10*seq', '10*seq + 4', 'within', ''],
  ['seq^2', '3000*seq', 'open', 'from seq = 3001'],
  ['seq^2', '9000*seq', 'within', 'from seq = 9001'],
  ['N*H*W', '211*N', 'broken', 'from H·W = 212'],
  ['N*(3*H*W + 5)', 'N*(2*H*W + 1000000)', 'open', 'from H·W = 999996'],
  ['100', '2*seq', 'open', 'up-to seq = 49'],
  ['1000', '2*seq^2', 'open', 'up-to seq = 22'],
  ['1000*floor((H + 1)/2)*N', '120000*N', 'open', 'from H = 241 at N = 1'],
  ['seq*seq', '64*seq + 1000*N', 'open', 'from seq = 77 at N = 1'],
  ['5*N', '5*N', 'within', ''],
  ['max(seq, 8)*N', '7*N', 'broken', ''],
])('%s against %s: %s, %s', (taken, allowed, standing, edge) => {
  const tried = tryUsual({ taken: dim(taken), allowed: dim(allowed) }, roles);
  expect([tried?.standing, edgeText(tried?.edge ?? null)]).toEqual([standing, edge]);
});

describe('what the sizes stand for decides', () => {
  test.each<[Role, string]>([
    ['batch', 'within'],
    ['sequence', 'open'],
    ['spatial', 'open'],
  ])('as %s: %s', (role, standing) => {
    expect(tryUsual({ taken: dim('n^2'), allowed: dim('100*n') }, new Map([['n', role]]))?.standing).toBe(standing);
  });
});

test('many symbols are tried together with others of their kind', () => {
  const names = Array.from({ length: 12 }, (_, i) => `n${i}`);
  const tried = tryUsual(
    { taken: dim(names.join(' + ')), allowed: dim('1000') },
    new Map(names.map((name) => [name, 'batch'])),
  );
  expect(tried?.standing).toBe('within');
});
