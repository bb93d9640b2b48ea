import { assert, oneof, property, string, stringMatching, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { functionKey } from '#graph/graph.ts';

test('functions of different domains, names or overloads have different keys', () => {
  const part = oneof(string(), stringMatching(/^[0-9,:\0a]{0,4}$/));
  const parts = tuple(part, part, part);
  assert(
    property(parts, parts, (a, b) => {
      expect(functionKey(...a) === functionKey(...b)).toBe(a.every((text, i) => text === b[i]));
    }),
  );
  expect(functionKey('a', 'b', '')).not.toBe(functionKey('', 'ab', ''));
  expect(functionKey('a', '', 'b')).not.toBe(functionKey('a', 'b', ''));
});
