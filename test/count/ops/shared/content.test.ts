import { expect, test } from 'vitest';
import { countModel } from '#count/count.ts';
import { readModelSync } from '#read/read.ts';
import { bombs } from '../../../support/bombs.ts';
import { memorySource } from '../../../support/truth.ts';

// 3000 products of 4096 numbers each, 79 kB.
test('contents of numbers are worked out of the allotment, too', () => {
  const model = readModelSync(memorySource(bombs['contents_numbers']?.() ?? new Uint8Array(), 'it.onnx'), 'it.onnx');
  expect(() => countModel(model)).toThrow(
    expect.objectContaining({
      code: 'expansion-limit',
      message: expect.stringContaining('loops, functions and contents') as string,
    }),
  );
});
