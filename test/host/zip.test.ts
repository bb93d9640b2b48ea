import { assert, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asFault } from '#graph/fault.ts';
import { unzipOne } from '#host/zip.ts';
import { zipOf } from '../support/zip.ts';

const most = 10_000;
const bad = expect.objectContaining({ code: 'bad-archive' }) as Error;
const good = zipOf([
  { name: 'notes.txt', content: 'x' },
  { name: 'flopgate-report.json', content: '{"a":1}'.repeat(50) },
]);

/** Bytes of what comes out, or the code of the fault. */
const outcome = (zip: Buffer): string => {
  try {
    return String(unzipOne(zip, '.json', most).length);
  } catch (thrown) {
    return asFault(thrown).code;
  }
};

test.each([0, 8])('the one file, packed by method %i', (method) => {
  const zip = zipOf([{ name: 'a/report.json', content: '{"a":1}'.repeat(50), method }]);
  expect(unzipOne(zip, '.json', most).toString()).toBe('{"a":1}'.repeat(50));
});

test('behind a note at its end', () => {
  const noted = Buffer.concat([good, Buffer.from('a note')]);
  expect(unzipOne(noted, '.json', most)).toHaveLength(350);
});

describe('refused', () => {
  test.each([
    ['no archive', Buffer.from('<html>')],
    ['nothing', Buffer.alloc(0)],
    ['no such file', zipOf([{ name: 'a.txt', content: '' }])],
    [
      'two such files',
      zipOf([
        { name: 'a.json', content: '' },
        { name: 'b.json', content: '' },
      ]),
    ],
    ['a thousand files', zipOf(Array.from({ length: 1000 }, (_, i) => ({ name: `${i}.txt`, content: '' })))],
    ['a file that claims too much', zipOf([{ name: 'a.json', content: 'x', claims: 1e9 }])],
    ['a bomb that claims little', zipOf([{ name: 'a.json', content: 'x'.repeat(50_000), claims: 10 }])],
    [
      'a stored file that claims little',
      zipOf([{ name: 'a.json', content: 'x'.repeat(50_000), method: 0, claims: 10 }]),
    ],
    ['a file that ends outside', zipOf([{ name: 'a.json', content: 'x', method: 0, lies: 5000 }])],
    ['a method that isn’t ours', zipOf([{ name: 'a.json', content: 'x', method: 99 }])],
  ])('%s', (_, zip) => {
    expect(() => unzipOne(zip, '.json', most)).toThrow(bad);
  });
});

test('damage anywhere is a fault or leaves the file as it was, never anything else', () => {
  assert(
    property(nat(good.length - 1), nat(255), nat(good.length), (at, byte, length) => {
      const damaged = Buffer.from(good.subarray(0, Math.max(length, good.length - 40)));
      if (at < damaged.length) damaged[at] = byte;
      expect(outcome(damaged)).toMatch(/^(?:\d{1,5}|bad-archive)$/);
    }),
    { numRuns: 2000 },
  );
});
