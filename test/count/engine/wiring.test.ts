import { array, assert, integer, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import { wiringOf, type Wiring } from '#count/engine/wiring.ts';
import { bareNode as node } from '../../support/bare-node.ts';

/** The list of the node at a position, as names; '' where there is none. */
function namesAt(wiring: Wiring, of: 'inputs' | 'outputs' | 'reads', position: number): string[] {
  const names = new Map([...wiring.numbers].map(([name, number]) => [number, name]));
  const from = wiring[`${of}From`];
  return Array.from(wiring[of].slice(from[position], from[position + 1])).map((number) => names.get(number) ?? '');
}

const named = (names: readonly string[]): string[] => names.filter((name) => name !== '');

const isOuter = (name: string): boolean => name === 'o';

test('numbers stand for names: what is given first, then in the order of making', () => {
  const wiring = wiringOf(
    [node(0, ['x', '', 'x'], ['a', '']), node(1, ['a', 'w'], ['b'])],
    ['x', 'w'],
    null,
    ['b'],
    'm',
  );
  expect([...wiring.numbers.keys()]).toEqual(['x', 'w', 'a', 'b']);
  expect(namesAt(wiring, 'inputs', 0)).toEqual(['x', '', 'x']);
  expect(namesAt(wiring, 'reads', 0)).toEqual(['x']);
  expect(namesAt(wiring, 'outputs', 0)).toEqual(['a', '']);
  expect([...wiring.uses]).toEqual([1, 1, 2, 2]);
});

test('names from around are numbered as they are read, and may not be made', () => {
  const wiring = wiringOf([node(0, ['o'], ['a'])], [], isOuter, ['a'], 'm');
  expect(wiring.outer).toEqual(['o']);
  expect(() => wiringOf([node(0, [], ['o'])], [], isOuter, ['o'], 'm')).toThrowError(/defined twice/);
  expect(() => wiringOf([node(0, ['o'], ['a'])], [], null, ['a'], 'm')).toThrowError(/nothing produces/);
});

test('nodes out of order are sorted', () => {
  const wiring = wiringOf([node(0, ['a'], ['b']), node(1, ['x'], ['a'])], ['x'], null, ['b'], 'm');
  expect(wiring.wasSorted).toBe(false);
  expect(wiring.nodes.map(({ name }) => name)).toEqual(['n1', 'n0']);
});

test('what lives, and how often values are used, as counting names tells', () => {
  const graphs = array(array(nat(), { maxLength: 3 }), { minLength: 1, maxLength: 25 });
  assert(
    property(graphs, integer({ min: 1, max: 3 }), (picks, results) => {
      const nodes = picks.map((from, i) => node(i, i === 0 ? ['x'] : from.map((f) => `v${f % i}`), [`v${i}`]));
      const outputs = nodes.slice(0, results).flatMap((one) => one.outputs);
      const wiring = wiringOf(nodes, ['x'], null, outputs, 'm');
      const reaches = new Set(outputs);
      const uses = new Map(outputs.map((name) => [name, 1]));
      for (const one of nodes.toReversed()) {
        const lives = one.outputs.some((name) => reaches.has(name));
        expect(wiring.live[one.index]).toBe(lives ? 1 : 0);
        if (!lives) continue;
        for (const name of [...new Set(one.inputs), ...one.outputs]) {
          reaches.add(name);
          uses.set(name, (uses.get(name) ?? 0) + 1);
        }
      }
      for (const [name, number] of wiring.numbers) expect(wiring.uses[number]).toBe(uses.get(name) ?? 0);
      nodes.forEach((one, i) => expect(named(namesAt(wiring, 'reads', i))).toEqual([...new Set(one.inputs)]));
    }),
  );
});
