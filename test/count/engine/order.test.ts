import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from '#graph/graph.ts';
import { orderOf } from '#count/engine/order.ts';
import { bareNode as node } from '../../support/bare-node.ts';

const nothingOuter = (): boolean => false;
const onlyO = (name: string): boolean => name === 'o';
const names = (nodes: readonly Node[]): string[] => nodes.map((n) => n.name);

describe('execution order', () => {
  test('keeps the file’s order where it runs', () => {
    const nodes = [node(0, ['x'], ['a']), node(1, ['a'], ['b'])];
    expect(orderOf(nodes, new Set(['x']), nothingOuter, 'm')).toMatchObject({ nodes, wasSorted: true });
  });

  test('sorts what is not in order, smallest position first', () => {
    const nodes = [node(0, ['b', 'c'], ['d']), node(1, ['x'], ['b']), node(2, ['x'], ['c'])];
    const order = orderOf(nodes, new Set(['x']), nothingOuter, 'm');
    expect(order.wasSorted).toBe(false);
    expect(names(order.nodes)).toEqual(['n1', 'n2', 'n0']);
  });

  test('names of the surrounding graphs may be read, not written', () => {
    expect(names(orderOf([node(0, ['o'], ['a'])], new Set(), onlyO, 'm').nodes)).toEqual(['n0']);
    expect(() => orderOf([node(0, ['x'], ['o'])], new Set(['x']), onlyO, 'm')).toThrowError(/defined twice/);
  });

  test.each([
    ['cycle', [node(0, ['b'], ['a']), node(1, ['a'], ['b'])]],
    ['cycle', [node(0, ['a'], ['a'])]],
    ['undefined-value', [node(0, ['y'], ['a'])]],
    ['duplicate-name', [node(0, ['x'], ['a']), node(1, ['x'], ['a'])]],
    ['duplicate-name', [node(0, ['x'], ['x'])]],
  ])('refuses a %s', (code, nodes) => {
    expect(() => orderOf(nodes, new Set(['x']), nothingOuter, 'm')).toThrowError(expect.objectContaining({ code }));
  });

  test('every shuffled acyclic graph comes out with producers before readers', () => {
    const graphs = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 40 }).chain((picks) => {
      const nodes = picks.map((from, i) => node(i, i === 0 ? ['x'] : from.map((f) => `v${f % i}`), [`v${i}`]));
      return fc.shuffledSubarray(nodes, { minLength: nodes.length });
    });
    fc.assert(
      fc.property(graphs, (nodes) => {
        const done = new Set(['x']);
        const order = orderOf(nodes, new Set(['x']), nothingOuter, 'm').nodes;
        expect(new Set(order)).toEqual(new Set(nodes));
        for (const one of order) {
          for (const input of one.inputs) expect(done.has(input)).toBe(true);
          for (const output of one.outputs) done.add(output);
        }
      }),
    );
  });
});
