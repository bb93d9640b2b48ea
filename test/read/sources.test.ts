import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { array, assert, asyncProperty, boolean, constantFrom, integer } from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Model } from '#graph/graph.ts';
import type { Source } from '#graph/source.ts';
import { openFile } from '#host/source/file.ts';
import { openModelBlob, openModelFile } from '#host/source/open.ts';
import { readModel, readModelSync } from '#read/read.ts';
import { fileLike, streamOf } from '../support/byte-sources.ts';
import { countReads, type ReadCount } from '../support/count-reads.ts';
import { gpt2, gpt2Medium } from '../support/gpt2.ts';
import { inlined, inlineWeights } from '../support/inline-weights.ts';
import { model, node, tensor, value } from '../support/onnx-writer.ts';
import { toBytes, writeSparse } from '../support/protobuf.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopgate-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fixture = (name: string): URL => new URL(`../fixtures/onnx/${name}.onnx`, import.meta.url);

/** A model with weights of many lengths between nodes, so that seeks of every size come up. */
const mixed = model({
  nodes: Array.from({ length: 300 }, (_, i) =>
    node('Add', [`v${i}`, `w${i}`], [`v${i + 1}`], {}, { name: `node ${'n'.repeat(i)}` }),
  ),
  initializers: Array.from({ length: 300 }, (_, i) =>
    tensor(`w${i}`, i % 3 === 0 ? 'i64' : 'f32', [Math.floor(1.037 ** i)]),
  ),
  inputs: [value('v0', 'f32', ['N'])],
  outputs: [value('v300', 'f32', ['N'])],
});
const resnet18 = toBytes(inlined(readFileSync(fixture('tv_resnet18_ts17'))));
const small = [
  mixed,
  ...['hb_function_nested', 'hb_if_const_cond', 'hb_scan9', 'hb_sequence'].map((name) => readFileSync(fixture(name))),
];

async function readFrom(source: Source): Promise<Model> {
  const got = await readModel(source, 'm');
  await source.close();
  return { ...got, fileBytes: null };
}

test('a file is read without a promise, and a pipe can not be', () => {
  expect(readModel(fileLike(mixed), 'm')).not.toBeInstanceOf(Promise);
  expect(readModelSync(fileLike(mixed), 'm').fileBytes).toBe(mixed.length);
  expect(() => readModelSync(streamOf(mixed, [100]), 'm')).toThrow(expect.objectContaining({ code: 'internal' }));
});

test('the same bytes give the same model, in one piece or in chunks of any size', async () => {
  await assert(
    asyncProperty(
      constantFrom(...small),
      array(integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 8 }),
      boolean(),
      async (bytes, sizes, known) => {
        const whole = await readFrom(fileLike(bytes));
        expect(await readFrom(streamOf(bytes, sizes, known ? bytes.length : null))).toEqual(whole);
      },
    ),
    { numRuns: 60 },
  );
});

test('a file, a gzip file and a git blob give the same model', async () => {
  const whole = await readFrom(fileLike(resnet18));
  expect(whole.graph.nodes.length).toBe(65);
  const plain = join(folder, 'resnet18.onnx');
  writeFileSync(plain, resnet18);
  expect(await readFrom(openModelFile(plain))).toEqual(whole);
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
  git('init', '-q');
  const blob = (file: string): Source =>
    openModelBlob({ repository: folder, oid: git('hash-object', '-w', file), name: file });
  expect(await readFrom(blob(plain))).toEqual(whole);
  // Zeros for weights would make a bomb of it: the compressed one is the small one.
  const squeezed = join(folder, 'mixed.onnx.gz');
  writeFileSync(squeezed, gzipSync(mixed));
  const want = await readFrom(fileLike(mixed));
  expect(await readFrom(openModelFile(squeezed))).toEqual(want);
  expect(await readFrom(blob(squeezed))).toEqual(want);
  expect((await readModel(openModelFile(squeezed), squeezed)).fileBytes).toBe(statSync(squeezed).size);
});

test('every cut of a file is a Fault, never another model', () => {
  const bytes = readFileSync(fixture('hb_loop_const_trip'));
  const codes = new Set<string>();
  for (let length = 0; length < bytes.length; length++) {
    try {
      readModelSync(fileLike(bytes.subarray(0, length)), 'm');
      codes.add('model');
    } catch (thrown) {
      codes.add((thrown as { code: string }).code);
    }
  }
  // Cut behind the graph, what is missing is the opset.
  expect([...codes].toSorted()).toEqual(['empty-file', 'missing-opset', 'no-graph', 'truncated']);
});

/** Reads a file and counts what is read of it. */
function counted(file: string): { model: Model; count: ReadCount } {
  const { source, count } = countReads(openFile(file));
  const got = readModelSync(source, file);
  void source.close();
  return { model: got, count };
}

test('of a 100 MB ResNet-50 at most 300 kB are read, in at most 80 reads', () => {
  const file = join(folder, 'resnet50.onnx');
  inlineWeights(fixture('tv_resnet50_ts13'), file);
  const { model: got, count } = counted(file);
  expect(got.fileBytes).toBeGreaterThan(102e6);
  expect(got.graph.nodes.length).toBe(169);
  expect(got.findings).toEqual([]);
  expect([...got.graph.initializers.values()].reduce((sum, { bytes }) => sum + (bytes ?? 0n), 0n)).toBe(102_031_776n);
  expect(count.reads).toBeLessThanOrEqual(80);
  expect(count.bytes).toBeLessThanOrEqual(300_000);
});

test('of a 1.6 GB GPT-2 at most 1 in 1,000 bytes is read, and memory stays flat', () => {
  const file = join(folder, 'gpt2.onnx');
  writeSparse(file, gpt2(gpt2Medium));
  const before = process.memoryUsage.rss();
  const { model: got, count } = counted(file);
  expect(got.fileBytes).toBeGreaterThan(1.6e9);
  expect(got.findings).toEqual([]);
  expect(count.reads).toBeLessThanOrEqual(300);
  expect(count.bytes).toBeLessThanOrEqual(1_600_000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(50e6);
});
