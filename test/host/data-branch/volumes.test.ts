import { array, assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { mayHold, olderText, parseOlder, spansOf, timeOfText } from '../../../src/host/data-branch/volumes.ts';

const tip = 'a'.repeat(40);
const time = integer({ min: -1e10, max: 1e10 });

test('every time is in one of a few spans, each no wider than its times, and they are read back as they were', () => {
  assert(
    property(array(time, { maxLength: 30 }), (times) => {
      const spans = spansOf(times);
      const volume = { tip, times: spans };
      for (const one of times) expect(mayHold(volume, one)).toBe(true);
      expect(spans.length).toBeLessThanOrEqual(Math.min(4, times.length));
      for (const end of spans.flat()) expect(times).toContain(end);
      expect(spans.flat()).toEqual(spans.flat().toSorted((a, b) => a - b));
      expect(parseOlder(olderText([volume, volume]))).toEqual([volume, volume]);
    }),
  );
});

test.each([
  [1_750_000_000, true],
  [1_850_000_000, false],
  [0, true],
  [1, false],
  [4_070_908_800, true],
  [Number.NaN, true],
])('a few wrong clocks don’t make a volume one of all times: %d %j', (at, held) => {
  const times = [0, 4_070_908_800, ...Array.from({ length: 100 }, (_, i) => 1_700_000_000 + i * 1_000_000)];
  expect(mayHold({ tip, times: spansOf(times) }, at)).toBe(held);
});

test('times that aren’t known are any time', () => {
  const [volume] = parseOlder(`{"schema":"flopgate/older/1","volumes":[{"tip":"${tip}","times":[["x",1]]}]}`) ?? [];
  expect(volume).toEqual({ tip, times: null });
  expect(mayHold({ tip, times: null }, 1)).toBe(true);
});

test.each([
  ['{"committedAt":"2026-11-24T12:00:00+02:00"}', Date.UTC(2026, 10, 24, 10) / 1000],
  ['{"committedAt":"x"}', Number.NaN],
  ['{"committedAt":1}', Number.NaN],
  ['null', Number.NaN],
  ['', Number.NaN],
])('%s was made at %d', (text, at) => {
  expect(timeOfText(text)).toBe(at);
});
