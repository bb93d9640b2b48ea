import { expect, test } from 'vitest';
import { createCounter } from '#gate/side.ts';
import type { Counter } from '#gate/side.ts';
import type { TreeFile } from '#graph/tree.ts';
import { convNet } from '../support/sized-nets.ts';
import { model, node, tensor, value } from '../support/onnx-writer.ts';
import { memorySource } from '../support/truth.ts';

const file = (path: string, id: string | null): TreeFile => ({ tree: { kind: 'worktree' }, path, id });
const wideOpen = convNet({ style: 'N,H,W', grown: false });

/** A counter over one content for all files, and how often it was opened. */
function counterOf(bytes: Uint8Array): { readonly counter: Counter; readonly opened: () => number } {
  let opened = 0;
  const counter = createCounter((one) => {
    opened += 1;
    return Promise.resolve(memorySource(bytes, one.path));
  });
  return { counter, opened: () => opened };
}

test('a file is read once for its inputs and its count', async () => {
  const { counter, opened } = counterOf(wideOpen);
  const one = file('a.onnx', 'a');
  const asked = await counter.inputsOf(one);
  const [side] = await counter.count(one, [{}], 7n);
  expect(asked.kind === 'read' && asked.inputs.map(({ name }) => name)).toEqual(['image']);
  expect([side?.kind, side?.kind === 'counted' && side.bytes, opened()]).toEqual(['counted', 7n, 1]);
});

test.each([
  ['expected, equal', ['a', 'a', 'a'], 1],
  ['expected, others', ['a', 'b', 'c'], 3],
  ['without an id', [null, null], 2],
])('content is counted once as long as it is awaited: %s', async (_, ids, times) => {
  const { counter, opened } = counterOf(wideOpen);
  const files = ids.map((id, i) => file(`${i}.onnx`, id));
  counter.expect(files);
  for (const one of files) {
    // One after another, as the last one must still find what the first one left.
    // oxlint-disable-next-line no-await-in-loop
    const [side] = await counter.count(one, [{}], null);
    expect(side?.kind === 'counted' && side.report.path).toBe(one.path);
  }
  expect(opened()).toBe(times);
});

test('what can’t be read fails in every case', async () => {
  const { counter } = counterOf(new Uint8Array(0));
  const one = file('a.onnx', 'a');
  expect(await counter.inputsOf(one)).toMatchObject({ kind: 'failed', failure: { code: 'empty-file' } });
  expect(await counter.count(one, [{}, {}], null)).toMatchObject([{ kind: 'failed' }, { kind: 'failed' }]);
});

test('a file that can’t run at a size put over its own is counted at its own', async () => {
  const fixed = model({
    nodes: [node('MatMul', ['x', 'w'], ['y'])],
    initializers: [tensor('w', 'f32', [64, 64])],
    inputs: [value('x', 'f32', [1, 64])],
    outputs: [value('y', 'f32', null)],
  });
  const counts = await counterOf(fixed).counter.count(
    file('a.onnx', 'a'),
    [{ overrides: new Map([['x', [8n, null]]]) }, { overrides: new Map([['x', [null, 8n]]]) }],
    null,
  );
  expect(counts.map((side) => side.kind === 'counted' && side.report.totals.macs)).toEqual([8n * 4096n, 4096n]);
});
