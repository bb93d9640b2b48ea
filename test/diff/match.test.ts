import { describe, expect, test } from 'vitest';
import { matchLayers } from '#diff/match.ts';
import { reportOf } from '../support/outcomes.ts';
import { residualNet, type ResidualNet } from '../support/residual-net.ts';

const layersOf = (net: ResidualNet = {}) => reportOf(residualNet(net)).layers;
const numbered: NonNullable<ResidualNet['name']> = (op, i) => `${op}_${i}`;
const base = layersOf();

describe('which layer at base is which at head', () => {
  test.each<[string, ResidualNet]>([
    ['the same file', {}],
    ['other names', { name: numbered }],
    ['wider blocks', { widths: [16, 34, 64] }],
    ['wider blocks under other names', { widths: [16, 34, 64], name: numbered }],
  ])('%s: each with the one at its place', (_, net) => {
    const head = layersOf(net);
    const { pairs, added, removed } = matchLayers(base, head);
    expect([added, removed]).toEqual([[], []]);
    expect(pairs.map(([a, b]) => base.indexOf(a.layer) - head.indexOf(b.layer))).toEqual(base.map(() => 0));
  });

  test('no layer is used twice, and kinds of operators never mix', () => {
    const head = layersOf({ widths: [16, 32], name: numbered });
    const { pairs, added, removed } = matchLayers(base, head);
    expect(new Set(pairs.map(([a]) => a.layer)).size).toBe(pairs.length);
    expect(new Set(pairs.map(([, b]) => b.layer)).size).toBe(pairs.length);
    expect(pairs.length + removed.length).toBe(base.length);
    expect(pairs.length + added.length).toBe(head.length);
    for (const [a, b] of pairs) expect(a.layer.op).toBe(b.layer.op);
  });

  test('nothing against nothing, and all against nothing', () => {
    expect(matchLayers([], [])).toEqual({ pairs: [], added: [], removed: [] });
    expect(matchLayers(base, [])).toMatchObject({ pairs: [], added: [] });
    expect(matchLayers(base, []).removed).toHaveLength(base.length);
  });
});
