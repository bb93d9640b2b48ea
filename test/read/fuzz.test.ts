import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Fault } from '#graph/fault.ts';
import { readModel, readModelSync } from '#read/read.ts';
import { fileLike, streamOf } from '../support/byte-sources.ts';
import { mutate, randomFrom } from '../support/mutate.ts';
import { allFields } from '../support/seed-models.ts';

const seeds = [
  ...['hb_function_nested', 'hb_if_const_cond', 'hb_loop_const_trip', 'hb_scan9', 'hb_sequence'].map((name) =>
    readFileSync(new URL(`../fixtures/onnx/${name}.onnx`, import.meta.url)),
  ),
  allFields(),
];

/** `model`, or the code of the Fault; any other throw is the reader's defect and fails the test with its seed. */
function verdict(bytes: Uint8Array, seed: number): string {
  try {
    readModelSync(fileLike(bytes), 'fuzz.onnx');
    return 'model';
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code !== 'internal') return thrown.code;
    throw new Error(`seed ${seed}: ${String(thrown)}`, { cause: thrown });
  }
}

test('4,000 mutated models are read or refused by a Fault, in bounded memory', () => {
  const before = process.memoryUsage.rss();
  const verdicts = new Map<string, number>();
  for (let seed = 1; seed <= 4000; seed++) {
    const random = randomFrom(seed);
    const from = seeds[seed % seeds.length] as Uint8Array;
    const said = verdict(mutate(from, random), seed);
    verdicts.set(said, (verdicts.get(said) ?? 0) + 1);
  }
  expect(process.memoryUsage.rss() - before).toBeLessThan(300e6);
  // The mutations reach both sides of the reader's judgement.
  expect(verdicts.get('model')).toBeGreaterThan(400);
  expect(verdicts.size).toBeGreaterThan(8);
});

test('a mutated model gets the same answer from a stream as from a file', async () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = randomFrom(seed);
    const bytes = mutate(seeds[seed % seeds.length] as Uint8Array, random);
    const known = random() < 0.5;
    const stream = streamOf(bytes, [1 + Math.floor(random() * 300)], known ? bytes.length : null);
    // oxlint-disable-next-line no-await-in-loop
    const streamed = await Promise.resolve(readModel(stream, 'fuzz.onnx')).then(
      () => 'model',
      (thrown: unknown) => (thrown instanceof Fault ? thrown.code : String(thrown)),
    );
    const whole = verdict(bytes, seed);
    // A stream of unknown length may meet another fault before it comes to the end that a file's length tells at once.
    const alike = streamed === whole || (!known && whole !== 'model' && streamed !== 'model');
    expect({ seed, streamed, whole, alike }).toMatchObject({ alike: true });
  }
});
