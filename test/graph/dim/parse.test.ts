import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, equal, format, parseDim, symbol, symbolsOf } from '#graph/dim.ts';
import { refutation } from './expression.ts';

describe('one name', () => {
  test.each([
    'batch_size',
    'N',
    'unk__12',
    'batch-size',
    'dim-1',
    'input.1_dim_0',
    'images:0',
    'Transposeonnx::Gather_5_dim_0',
    'batch size',
    'encoder/sequence',
    '/model/Resize_output_0.dim2',
    'p2o.DynamicDimension.0',
    'höhe',
    'largeur_é',
    'max',
    'floor',
    '?',
    'None',
    'a*',
    '(a',
    'a b c',
    'Piecewise((1, a))',
    'f(a)',
    '2x',
    '1_dim',
    'a**b',
    'a**-1',
    'h/0',
    'a = b',
    'max()',
    'floor(a, b)',
    'a,b',
    'x"y',
    'Mod(a/2, 3)',
    '1e3*a',
    '#1',
    '(…)',
    'a[0]',
    '<unknown>',
  ])('%s', (text) => {
    const dim = parseDim(text);
    expect(dim).toEqual(symbol(text));
    expect(dim === undefined ? '' : format(dim)).toBe(text);
  });

  test('blanks around it are not part of it; an empty text is no size', () => {
    expect(parseDim('  batch ')).toEqual(symbol('batch'));
    expect(parseDim('')).toBeUndefined();
    expect(parseDim(' \t')).toBeUndefined();
  });
});

test.each([
  ['past_sequence_length + sequence_length', 'past_sequence_length + sequence_length'],
  ['past_sequence_length+sequence_length', 'past_sequence_length + sequence_length'],
  ['((s12*s86)//s10)', 'floor(s12*s86/s10)'],
  ['Min(512, s12)', 'min(s12, 512)'],
  ['Max(1, s0)', 'max(s0, 1)'],
  ['Max(1, s0, s1)', 'max(s0, s1, 1)'],
  ['floor(h/32)', 'floor(h/32)'],
  ['sequence_length * num_attention_heads', 'num_attention_heads*sequence_length'],
  ['s0**2', 's0^2'],
  ['s0^2', 's0^2'],
  ['PowByNatural(s0, 2)', 's0^2'],
  ['Mod(s0, 4)', 's0 - 4*floor(s0/4)'],
  ['PythonMod(s0, 4)', 's0 - 4*floor(s0/4)'],
  ['s0 % 4', 's0 - 4*floor(s0/4)'],
  ['mod(-1*a + b, 2)', '-a + b + 2*floor((a - b + 1)/2)'],
  ['2*s1 - 1', '2*s1 - 1'],
  ['-s1 + 5', '-s1 + 5'],
  ['2 + -1*b', '-b + 2'],
  ['CeilToInt(s/2)', 'floor((s + 1)/2)'],
  ['CeilToInt(IntTrueDiv(s, 2))', 'floor((s + 1)/2)'],
  ['ceiling(h/16)', 'floor((h + 15)/16)'],
  ['FloorDiv(a,b)', 'floor(a/b)'],
  ['floordiv(a, 2)', 'floor(a/2)'],
  ['CleanDiv(4*a, 2)', '2*a'],
  ['CeilDiv(a, 2)', 'floor((a + 1)/2)'],
  ['TruncToInt(0.5*ToFloat(s0))', 'floor(s0/2)'],
  ['FloorToInt(2.0*s0)', '2*s0'],
  ['floor(h/32 + 31/32)', 'floor((h + 31)/32)'],
  ['floor(h/2 - 1/2) + 1', 'floor((h + 1)/2)'],
  ['floor(floor(h/2 - 1/2)/2 + 1/2) + 1', 'floor((h + 1)/4) + 1'],
  ['2*Max(s0/2, 1)', 'max(s0, 2)'],
  ['s0*s1/s1', 's0'],
  ['h/32', 'floor(h/32)'],
  ['(s0 - 1)//2 + 1', 'floor((s0 + 1)/2)'],
  ['s0//2//2', 'floor(s0/4)'],
  ['-s0//2', '-floor((s0 + 1)/2)'],
  ['-(s0**2)', '-s0^2'],
  ['-s0**2', '-s0^2'],
  ['a - b - c', 'a - b - c'],
  ['a - (b - c)', 'a - b + c'],
  ['s0-1', 's0 - 1'],
  ['s0-s1', 's0 - s1'],
  ['2*batch-size', '2*batch-size'],
  ['h+2*p-k', 'h - k + 2*p'],
  ['2*(h - 1)', '2*h - 2'],
  ['"a b"*2', '2*"a b"'],
  ['12', '12'],
  ['9007199254740993', '9007199254740993'],
])('%s is %s', (text, expected) => {
  const dim = parseDim(text);
  expect(dim === undefined ? '' : format(dim)).toBe(expected);
});

test('symbols in an expression have the names of the file', () => {
  const dim = parseDim('Max(1, 2*batch-size) + unk__12*images:0');
  expect([...(dim === undefined ? [] : symbolsOf(dim))].toSorted()).toEqual(['batch-size', 'images:0', 'unk__12']);
});

test.each([
  ['s0-s1', '"s0-s1"', '"s0-s1" + 1'],
  ['s0-1', '"s0-1"', '"s0-1" + 1'],
  ['dim-1', 'dim-1', '"dim-1" + 1'],
  ['batch-size', 'batch-size', 'batch-size + 1'],
  ['12', '"12"', '"12" + 1'],
  ['a + b', '"a + b"', '"a + b" + 1'],
  ['/model/x.dim0', '/model/x.dim0', '"/model/x.dim0" + 1'],
  ['?', '?', '"?" + 1'],
  ['say "x"\\', 'say "x"\\', '"say \\"x\\"\\\\" + 1'],
])('the symbol %s is written %s, and in a formula %s', (name, alone, within) => {
  expect(format(symbol(name))).toBe(alone);
  expect(format(add(symbol(name), 1))).toBe(within);
  expect(parseDim(alone)).toEqual(symbol(name));
  expect(parseDim(within)).toEqual(add(symbol(name), 1));
});

test('names of any characters are written so that they are read back', () => {
  const characters = fc.constantFrom(...'ab01 _-/.:*+"\\(),#^%é\n'.split(''));
  const name = fc.oneof(
    fc.string({ unit: characters, minLength: 1, maxLength: 8 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }),
  );
  const property = fc.property(name, name, (first, second) => {
    const one = symbol(first);
    return [one, add(one, 1), add(add(one, symbol(second)), one)].every((dim) => {
      const read = parseDim(format(dim));
      return read !== undefined && equal(read, dim);
    });
  });
  expect(refutation(property, 3000)).toBeUndefined();
});

test.each([
  ['nested parentheses', `${'('.repeat(5000)}a${')'.repeat(5000)}`],
  ['unary minus', `${'-'.repeat(5000)}a`],
  ['a tower of powers', `a${'**2'.repeat(5000)}`],
  ['repeated squares', `${'('.repeat(100)}a${')**2'.repeat(100)}`],
  ['a huge number', `a*${'9'.repeat(20_000)}`],
  ['a huge exponent', 'a**999999999'],
  ['a long name', 'x'.repeat(100_000)],
  ['many spaces', `a${' '.repeat(30_000)}+`],
  ['many hyphens', `${'a-'.repeat(15_000)}(`],
  ['many quotes', '"'.repeat(30_000)],
])('%s: one symbol, and soon', (_, text) => expect(parseDim(text)).toEqual(symbol(text)));

const read = (text: string): string => {
  const dim = parseDim(text);
  return dim === undefined ? 'no formula' : format(dim);
};

test('a name in other letters is read as one in ASCII', () => {
  const texts = fc.string({ unit: fc.constantFrom(...Array.from('bzz12_.:-/ +*()"')), maxLength: 12 });
  fc.assert(
    fc.property(texts, (text) => {
      expect(read(text.replaceAll('z', 'é'))).toBe(read(text).replaceAll('z', 'é'));
    }),
    { numRuns: 1000 },
  );
});
