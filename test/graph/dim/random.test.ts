import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  constantOf,
  degree,
  equal,
  evaluate,
  floorDiv,
  format,
  fromBigInt,
  isAtLeast,
  mod,
  mul,
  neg,
  parseDim,
  sign,
  sub,
  substitute,
  sum,
  symbol,
  symbolsOf,
  truncDiv,
} from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { environments, expressions, refutation, toDim, valueOf } from './expression.ts';
import type { Expression } from './expression.ts';

const runs = 4000;

/** The Dim; the sample is skipped where the tree divides by what is 0 for all sizes, or grows too large. */
function dimOf(tree: Expression): Dim {
  try {
    return toDim(tree);
  } catch (thrown) {
    if (!(thrown instanceof Fault) || !['shape', 'overflow'].includes(thrown.code)) throw thrown;
    fc.pre(false);
    throw thrown;
  }
}

test('a formula has the value that plain integer arithmetic gives', () => {
  let decided = 0;
  const property = fc.property(expressions(4), fc.array(environments, { minLength: 3, maxLength: 3 }), (tree, envs) => {
    const dim = dimOf(tree);
    return envs.every((env) => {
      const value = valueOf(tree, env);
      decided += Number(value !== undefined);
      return value === undefined || evaluate(dim, env) === value;
    });
  });
  expect(refutation(property, runs)).toBeUndefined();
  expect(decided).toBeGreaterThan(5000);
});

test('substitution gives the same value, all at once or one symbol at a time', () => {
  const property = fc.property(expressions(4), environments, (tree, env) => {
    const value = valueOf(tree, env);
    fc.pre(value !== undefined);
    const dim = dimOf(tree);
    const sizes = new Map([...env].map(([name, n]) => [name, fromBigInt(n)]));
    const stepwise = [...sizes].reduce((part, entry) => substitute(part, new Map([entry])), dim);
    return constantOf(substitute(dim, sizes)) === value && constantOf(stepwise) === value;
  });
  expect(refutation(property, runs)).toBeUndefined();
});

test('substituting a formula is composing values', () => {
  const property = fc.property(expressions(3), expressions(2), environments, (outer, inner, env) => {
    const put = valueOf(inner, env);
    fc.pre(put !== undefined && put >= 0n);
    const value = valueOf(outer, new Map([...env, ['h', put]]));
    fc.pre(value !== undefined);
    return evaluate(substitute(dimOf(outer), new Map([['h', dimOf(inner)]])), env) === value;
  });
  expect(refutation(property, runs)).toBeUndefined();
});

test('what format writes, parseDim reads back as an equal formula', () => {
  const property = fc.property(expressions(4), environments, (tree, env) => {
    const dim = dimOf(tree);
    const text = format(dim);
    fc.pre(!text.includes('…'));
    const read = parseDim(text) ?? -1;
    if (typeof dim === 'number' || !dim.key.includes('#')) return equal(read, dim);
    const value = valueOf(tree, env);
    return value === undefined || evaluate(read, env) === value;
  });
  expect(refutation(property, runs)).toBeUndefined();
});

/** Whether a value has the sign that was proved of its formula. */
function hasSign(value: bigint, known: ReturnType<typeof sign>): boolean {
  if (known === 1) return value > 0n;
  if (known === -1) return value < 0n;
  if (known === 0) return value === 0n;
  return known === undefined || (known === 'nonneg' ? value >= 0n : value <= 0n);
}

test('sign and isAtLeast hold at every sampled value', () => {
  let proved = 0;
  const several = fc.array(environments, { minLength: 4, maxLength: 4 });
  const property = fc.property(expressions(3), expressions(2), several, (left, right, envs) => {
    const [a, b] = [dimOf(left), dimOf(right)];
    const [known, atLeast] = [sign(a), isAtLeast(a, b)];
    proved += Number(known !== undefined && typeof a !== 'number');
    return envs.every((env) => {
      const [x, y] = [valueOf(left, env), valueOf(right, env)];
      if (x === undefined) return true;
      return hasSign(x, known) && (y === undefined || atLeast === undefined || x >= y === atLeast);
    });
  });
  expect(refutation(property, runs)).toBeUndefined();
  expect(proved).toBeGreaterThan(500);
});

test('the laws of a ring hold for canonical forms', () => {
  const property = fc.property(expressions(3), expressions(3), expressions(2), (left, right, third) => {
    const [a, b, c] = [dimOf(left), dimOf(right), dimOf(third)];
    const pairs: readonly (readonly [Dim, Dim])[] = [
      [sub(add(a, b), b), a],
      [add(a, b), add(b, a)],
      [mul(a, b), mul(b, a)],
      [mul(a, add(b, c)), add(mul(a, b), mul(a, c))],
      [add(a, neg(a)), 0],
      [sum([a, b, c]), add(a, add(b, c))],
    ];
    return pairs.every(([x, y]) => equal(x, y));
  });
  expect(refutation(property, 1500)).toBeUndefined();
});

test('whole multiples leave the floor, and a product is divided by its factors', () => {
  const other = symbol('other');
  const property = fc.property(expressions(2), expressions(2), (left, right) => {
    const [a, b] = [dimOf(left), dimOf(right)];
    fc.pre(b !== 0);
    const shifted = floorDiv(add(other, mul(8, a)), 8);
    return (
      equal(floorDiv(mul(a, b), b), a) &&
      equal(truncDiv(mul(a, b), b), a) &&
      equal(mod(mul(a, b), b), 0) &&
      equal(shifted, add(floorDiv(other, 8), a))
    );
  });
  expect(refutation(property, 1500)).toBeUndefined();
});

test('a formula depends on no symbol that it does not name, and its degree in those is 0', () => {
  const property = fc.property(expressions(3), environments, environments, (tree, one, another) => {
    const dim = dimOf(tree);
    const named = symbolsOf(dim);
    const mixed = new Map([...one].map(([name, n]) => [name, named.has(name) ? n : (another.get(name) ?? n)]));
    const [first, second] = [valueOf(tree, one), valueOf(tree, mixed)];
    fc.pre(first !== undefined && second !== undefined);
    return first === second && [...one.keys()].every((name) => named.has(name) || degree(dim, name) === 0);
  });
  expect(refutation(property, 1500)).toBeUndefined();
});
