import { describe, expect, test } from 'vitest';
import type { Line, LineModel, Types } from '../../../support/lines.ts';
import { bodyOf, holding, listOf, runLines, scalarOf, typeText } from '../../../support/lines.ts';
import { optionalType, sequenceType, tensorType, typeAttr, value } from '../../../support/onnx-writer.ts';

const inputs: Types = {
  a: ['f32', 2, 3],
  b: ['f32', 4, 3],
  x: ['f32', 'n', 6],
  y: ['f32', 7, 6],
  p: ['i64'],
  s: value('s', sequenceType(tensorType('f32', ['k', 3]))),
  o: value('o', optionalType(tensorType('f32', [2]))),
};
const constants = [
  scalarOf('zero', 0),
  scalarOf('one', 1),
  scalarOf('two', 2),
  scalarOf('three', 3),
  scalarOf('minus', -1),
  scalarOf('far', 2),
  listOf('parts', 1, 2, 4),
  listOf('fewer', 1, 2),
  listOf('list', 5, 6, 7),
];
const model = (outputs: string, ...lines: readonly Line[]): LineModel => ({ inputs, constants, lines, outputs });
const types = (outputs: string, ...lines: readonly Line[]): readonly string[] =>
  runLines(model(outputs, ...lines)).run.outputs.map(typeText);
const two: Line = ['q', 'SequenceConstruct', 'a b'];

describe('sequences', () => {
  test.each<[string, string, readonly Line[], string]>([
    ['construct', 'q', [two], 'seq(f32[2, 3]; f32[4, 3])×2'],
    ['empty', 'q', [['q', 'SequenceEmpty', '', { dtype: 7 }]], 'seq()×0'],
    ['insert at the end', 'r', [two, ['r', 'SequenceInsert', 'q a']], 'seq(f32[2, 3]; f32[4, 3]; f32[2, 3])×3'],
    ['insert in front', 'r', [two, ['r', 'SequenceInsert', 'q b zero']], 'seq(f32[4, 3]; f32[2, 3]; f32[4, 3])×3'],
    [
      'insert before the last',
      'r',
      [two, ['r', 'SequenceInsert', 'q y minus']],
      'seq(f32[2, 3]; f32[7, 6]; f32[4, 3])×3',
    ],
    ['insert somewhere', 'r', [two, ['r', 'SequenceInsert', 'q a p']], 'seq(f32[r.element.dim0, 3])×3'],
    ['erase the last', 'r', [two, ['r', 'SequenceErase', 'q']], 'seq(f32[2, 3])×1'],
    ['erase the first', 'r', [two, ['r', 'SequenceErase', 'q zero']], 'seq(f32[4, 3])×1'],
    ['erase somewhere', 'r', [two, ['r', 'SequenceErase', 'q p']], 'seq(f32[q.element.dim0, 3])×1'],
    ['at', 'r', [two, ['r', 'SequenceAt', 'q minus']], 'f32[4, 3]'],
    ['at somewhere', 'r', [two, ['r', 'SequenceAt', 'q p']], 'f32[q.element.dim0, 3]'],
    ['length', 'r', [two, ['r', 'SequenceLength', 'q']], 'i64[]=2'],
    ['length of an input', 'r', [['r', 'SequenceLength', 's']], 'i64[]=s.length'],
    ['at of an input', 'r', [['r', 'SequenceAt', 's zero']], 'f32[k, 3]'],
    [
      'insert into an input',
      'r',
      [
        ['q', 'SequenceInsert', 's a'],
        ['r', 'SequenceLength', 'q'],
      ],
      'i64[]=s.length + 1',
    ],
    ['concat', 'r', [two, ['r', 'ConcatFromSequence', 'q', { axis: 0 }]], 'f32[6, 3]'],
    ['concat at -2', 'r', [two, ['r', 'ConcatFromSequence', 'q', { axis: -2 }]], 'f32[6, 3]'],
    [
      'stack',
      'r',
      [
        ['q', 'SequenceConstruct', 'a a a'],
        ['r', 'ConcatFromSequence', 'q', { axis: -1, new_axis: 1 }],
      ],
      'f32[2, 3, 3]',
    ],
    [
      'stack of numbers',
      'r',
      [
        ['q', 'SequenceConstruct', 'two three'],
        ['r', 'ConcatFromSequence', 'q', { axis: 0, new_axis: 1 }],
      ],
      'i64[2]=2,3',
    ],
    ['stack of an input', 'r', [['r', 'ConcatFromSequence', 's', { axis: 1, new_axis: 1 }]], 'f32[k, s.length, 3]'],
    ['concat of an input', 'r', [['r', 'ConcatFromSequence', 's', { axis: 1 }]], 'f32[k, 3*s.length]'],
    ['concat of sizes that may differ', 'r', [['r', 'ConcatFromSequence', 's', { axis: 0 }]], 'f32[r.dim0, 3]'],
    ['split into ones', 'q', [['q', 'SplitToSequence', 'a']], 'seq(f32[1, 3]; f32[1, 3])×2'],
    [
      'split without the axis',
      'q',
      [['q', 'SplitToSequence', 'a', { axis: -1, keepdims: 0 }]],
      'seq(f32[2]; f32[2]; f32[2])×3',
    ],
    ['split a symbol into ones', 'q', [['q', 'SplitToSequence', 'x']], 'seq(f32[1, 6])×n'],
    ['split by a size', 'q', [['q', 'SplitToSequence', 'y three']], 'seq(f32[3, 6]; f32[3, 6]; f32[1, 6])×3'],
    [
      'split a symbol by a size',
      'q',
      [['q', 'SplitToSequence', 'x three']],
      'seq(f32[q.element.dim0, 6])×floor((n + 2)/3)',
    ],
    ['split by sizes', 'q', [['q', 'SplitToSequence', 'y parts']], 'seq(f32[1, 6]; f32[2, 6]; f32[4, 6])×3'],
    ['split by an unknown size', 'q', [['q', 'SplitToSequence', 'y p']], 'seq(f32[q.element.dim0, 6])×q.length'],
    [
      'split with contents',
      'r',
      [
        ['q', 'SplitToSequence', 'list two'],
        ['r', 'SequenceAt', 'q one'],
      ],
      'i64[1]=7',
    ],
  ])('%s', (_, outputs, lines, expected) => {
    expect(types(outputs, ...lines)).toEqual([expected]);
  });

  test.each<[string, string, readonly Line[]]>([
    ['a position outside', 'r', [two, ['r', 'SequenceAt', 'q far']]],
    [
      'erasing nothing',
      'r',
      [
        ['q', 'SequenceEmpty', ''],
        ['r', 'SequenceErase', 'q'],
      ],
    ],
    ['sizes that do not add up', 'q', [['q', 'SplitToSequence', 'y fewer']]],
    ['slices of 0', 'q', [['q', 'SplitToSequence', 'y zero']]],
    [
      'ranks that differ',
      'r',
      [
        ['q', 'SequenceConstruct', 'a two'],
        ['r', 'ConcatFromSequence', 'q', { axis: 0 }],
      ],
    ],
    ['no inputs', 'q', [['q', 'SequenceConstruct', '']]],
    ['no sequence', 'q', [['q', 'SequenceAt', '_ zero']]],
  ])('%s is refused', (_, outputs, lines) => {
    expect(() => types(outputs, ...lines)).toThrow(/^[qr]( \(|: )/);
  });
});

describe('optionals', () => {
  test.each<[string, string, readonly Line[], string]>([
    ['of a tensor', 'r', [['r', 'Optional', 'a']], 'optional(f32[2, 3]; true)'],
    ['of nothing', 'r', [['r', 'Optional', '', { type: typeAttr(tensorType('i64', [4])) }]], 'optional(i64[4]; false)'],
    [
      'has one',
      'r',
      [
        ['q', 'Optional', 'a'],
        ['r', 'OptionalHasElement', 'q'],
      ],
      'bool[]=1',
    ],
    [
      'has none',
      'r',
      [
        ['q', 'Optional', '', { type: typeAttr(tensorType('i64', [4])) }],
        ['r', 'OptionalHasElement', 'q'],
      ],
      'bool[]=0',
    ],
    ['is left out', 'r', [['r', 'OptionalHasElement', '']], 'bool[]=0'],
    ['may have one', 'r', [['r', 'OptionalHasElement', 'o']], 'bool[]'],
    ['a tensor is one', 'r', [['r', 'OptionalHasElement', 'a']], 'bool[]=1'],
    [
      'get',
      'r',
      [
        ['q', 'Optional', 'a'],
        ['r', 'OptionalGetElement', 'q'],
      ],
      'f32[2, 3]',
    ],
    ['get of an input', 'r', [['r', 'OptionalGetElement', 'o']], 'f32[2]'],
    ['get of a tensor', 'r', [['r', 'OptionalGetElement', 'a']], 'f32[2, 3]'],
  ])('%s', (_, outputs, lines, expected) => {
    expect(types(outputs, ...lines)).toEqual([expected]);
  });

  test('getting from an empty one is refused', () => {
    const empty: Line = ['q', 'Optional', '', { type: typeAttr(tensorType('i64', [4])) }];
    expect(() => types('r', empty, ['r', 'OptionalGetElement', 'q'])).toThrow(/empty/);
  });

  test('an optional that decides a branch', () => {
    const has = bodyOf({ lines: [['e', 'OptionalGetElement', 'o']], outputs: 'e' });
    const none = bodyOf({ lines: [['z', 'Identity', 'zero']], outputs: 'z' });
    const lines: readonly Line[] = [
      ['h', 'OptionalHasElement', 'o'],
      ['r', 'If', 'h', { then_branch: has, else_branch: none }],
    ];
    const run = (present: boolean) =>
      runLines(model('r', ...lines), {
        o: { kind: 'optional', element: holding('f32', [2], 1, 2), present },
      }).run.outputs.map(typeText);
    expect(run(true)).toEqual(['f32[2]=1,2']);
    expect(run(false)).toEqual(['i64[]=0']);
  });

  test('branches that give a sequence of different lengths', () => {
    const short = bodyOf({ lines: [['u', 'SequenceConstruct', 'a']], outputs: 'u' });
    const long = bodyOf({ lines: [['v', 'SequenceConstruct', 'a b']], outputs: 'v' });
    const run = runLines({
      ...model('r', ['r', 'If', 'c', { then_branch: short, else_branch: long }]),
      inputs: { ...inputs, c: ['bool'] },
    });
    expect(run.run.outputs.map(typeText)).toEqual(['seq(f32[r.out0.dim0, 3])×r.out0.length']);
  });
});
