import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches } from '#policy/glob-match.ts';
import { parseGlob, type Step } from '#policy/glob-parse.ts';

const fits = (pattern: string, text: string): boolean => matches(parseGlob(pattern), text, { steps: 0 }, pattern);

const names = array(constantFrom('a', 'b'), { maxLength: 6 }).map((letters) => letters.join(''));

describe('groups', () => {
  test.each([
    ['@(a|ab)', /^(?:a|ab)$/],
    ['?(a|ab)b', /^(?:a|ab)?b$/],
    ['*(ab|a)', /^(?:ab|a)*$/],
    ['+(ab|b)a', /^(?:ab|b)+a$/],
    ['+(*(a)b)', /^(?:a*b)+$/],
    ['{a,{b,ab}}b', /^(?:a|b|ab)b$/],
    ['[a]+b', /^a+b$/],
    ['(a|b)+', /^(?:a|b)+$/],
  ])('%s fits as the regular expression does', (pattern, oracle) => {
    assert(
      property(names, (name) => {
        expect(`${name} ${fits(pattern, name)}`).toBe(`${name} ${oracle.test(name)}`);
      }),
    );
  });

  test('!(…) fits each name that its choice does not, and nothing beyond a folder', () => {
    const bodies = constantFrom('a', 'a|b', 'a*', '*b', 'ab|ba', '@(a|b)b');
    assert(
      property(bodies, names, (body, name) => {
        expect(fits(`!(${body})`, name)).toBe(!fits(`@(${body})`, name));
        expect(fits(`!(${body})`, `x/${name}`)).toBe(false);
        expect(fits(`x!(${body})y`, `x${name}y`)).toBe(!fits(`@(${body})`, name));
      }),
      { numRuns: 500 },
    );
  });
});

test('a range of numbers is those numbers, as written', () => {
  const bound = integer({ min: -30, max: 30 });
  assert(
    property(bound, bound, integer({ min: 1, max: 5 }), integer({ min: -40, max: 40 }), (from, to, by, n) => {
      const [low, high] = [Math.min(from, to), Math.max(from, to)];
      const expected = n >= low && n <= high && (n - low) % by === 0;
      expect([n, fits(`v{${from}..${to}..${by}}x`, `v${n}x`)]).toEqual([n, expected]);
      expect(fits(`v{${from}..${to}}`, `v0${Math.abs(n)}`)).toBe(false);
    }),
    { numRuns: 1000 },
  );
  expect([
    fits('{0..100000000000000}', '5'),
    fits('{008..011}', '009'),
    fits('{008..011}', '9'),
    fits('{1..3}', '1e0'),
  ]).toEqual([true, true, false, false]);
});

test('any text fits itself, escaped, and no other of its length', () => {
  assert(
    property(string({ minLength: 1 }), (text) => {
      const escaped = text.replaceAll(/./gsu, (character) => (character === '/' ? '/' : `\\${character}`));
      expect(fits(escaped, text)).toBe(true);
      expect(fits(escaped, `${text.slice(0, -1)}${text.endsWith('!') ? '?' : '!'}`)).toBe(false);
      expect(fits(escaped, `${text}x`)).toBe(false);
    }),
  );
});

describe('work', () => {
  const many: readonly Step[] = parseGlob('**/*a*a*a*b');
  const text = 'a/'.repeat(500);

  test('is counted, for all patterns of a question together, and grows with the text, not its square', () => {
    const [once, twice, double] = [{ steps: 0 }, { steps: 0 }, { steps: 0 }];
    matches(many, text, once, '');
    for (const _ of [1, 2]) matches(many, text, twice, '');
    matches(many, text + text, double, '');
    expect(once.steps).toBeGreaterThan(text.length / 2);
    expect(twice.steps).toBe(2 * once.steps);
    expect(double.steps / once.steps).toBeLessThan(2.5);
  });

  test('beyond its limit is a Fault that names the pattern', () => {
    expect(() => matches(many, text, { steps: 100_000_000 }, '**/*a*a*a*b')).toThrow(
      expect.objectContaining({ code: 'too-much-work', message: expect.stringContaining('**/*a*a*a*b') as string }),
    );
  });
});
