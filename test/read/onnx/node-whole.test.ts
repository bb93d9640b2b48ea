import {
  array,
  assert,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  property,
  record,
  string,
  tuple,
} from 'fast-check';
import { expect, test, vi } from 'vitest';
import { asFault } from '#graph/fault.ts';
import { subgraphs } from '#read/onnx/graph.ts';
import { newNode } from '#read/onnx/node.ts';
import { wholeNode } from '#read/onnx/node-whole.ts';
import type { Notes } from '#read/notes.ts';
import { readModelSync } from '#read/read.ts';
import { fileLike } from '../../support/byte-sources.ts';
import { model, node } from '../../support/onnx-writer.ts';
import { delimited, int, join, text, toBytes, type Bytes } from '../../support/protobuf.ts';

const { spied } = vi.hoisted(() => ({ spied: { whole: 0, walked: 0, kept: 0 } }));
vi.mock('#read/onnx/node-whole.ts', async (original) => {
  const real = await original<{ wholeNode: typeof wholeNode }>();
  const counted: typeof wholeNode = (...args) => {
    const result = real.wholeNode(...args);
    if (result === undefined) spied.walked++;
    else spied.whole++;
    return result;
  };
  return { ...real, wholeNode: counted };
});

vi.mock('#read/notes.ts', async (original) => {
  const real = await original<{ takeNotes: () => Notes }>();
  const summed = (): Notes => {
    const notes = real.takeNotes();
    spied.kept = 0;
    return { ...notes, keep: (bytes) => (notes.keep(bytes), void (spied.kept += bytes)) };
  };
  return { ...real, takeNotes: summed };
});

/** A field that no node has: with it the walk reads the node. */
const forTheWalk = int(20, 1);

/** What reading gives: the nodes and what is booked for them, or the fault without its place. */
function outcome(nodes: readonly Bytes[]): unknown {
  try {
    const written = nodes.map((bytes) => ({ kind: 'node', bytes }) as const);
    const { nodes: read } = readModelSync(fileLike(model({ nodes: written })), 'm.onnx').graph;
    return { read, kept: spied.kept };
  } catch (thrown) {
    const { code, message } = asFault(thrown);
    if (code === 'internal') throw thrown;
    return { code, message: message.replace(/, at byte \d+/, '') };
  }
}

const names = oneof(
  constantFrom('', 'x', 'ai.onnx', 'é\u0000'),
  string({ maxLength: 12 }),
  string({ minLength: 120, maxLength: 300 }),
);
const attribute = oneof(
  record({ name: constantFrom('a', 'b', 'c'), value: integer() }).map(({ name, value }) =>
    // INT
    join(text(1, name), int(3, value), int(20, 2)),
  ),
  string({ maxLength: 300 }).map((value) => join(text(1, 's'), text(4, value), int(20, 3))),
);
const field = oneof(
  tuple(constantFrom(1, 1, 1, 2, 2, 3, 4, 6, 7, 7, 9), names).map(([number, name]) => text(number, name)),
  attribute.map((content) => delimited(5, content)),
);
/** What only the walk reads. */
const other = constantFrom(int(11, 5), text(8, 'overload'), text(12, ''), int(1, 3));
const content = tuple(
  array(field, { maxLength: 6 }),
  oneof({ arbitrary: constant(null), weight: 5 }, { arbitrary: other, weight: 1 }),
)
  .map(([fields, odd]) => (odd === null ? fields : [...fields, odd]))
  .map((fields) => join(text(4, 'Op'), ...fields));

test('a node read at one go is the node that the walk makes', () => {
  assert(
    property(array(content, { minLength: 1, maxLength: 4 }), (contents) => {
      const twice = [...contents, ...contents];
      expect(outcome(twice)).toStrictEqual(outcome(twice.map((one) => join(one, forTheWalk))));
    }),
    { numRuns: 400 },
  );
  expect(spied.whole).toBeGreaterThan(100);
});

test('damage is found as the walk finds it', () => {
  assert(
    property(content, nat(), nat(255), (one, at, byte) => {
      const bytes = toBytes(one);
      bytes[at % bytes.length] = byte;
      // In front, so that what the damage makes of the rest is the same.
      expect(outcome([[bytes]])).toEqual(outcome([join(forTheWalk, [bytes])]));
    }),
  );
});

test('nodes that cross the end of the window', () => {
  const many = Array.from({ length: 400 }, (_, i) => node('Relu', [`value_${i}`], [`value_${i + 1}`]).bytes);
  expect(outcome(many)).toEqual(outcome(many.map((one) => join(one, forTheWalk))));
});

test('attributes that some node had before don’t stand in the way', () => {
  const before = spied.whole;
  const alike = [1, 2, 3].map((i) => node('Softmax', [`x${i}`], [`y${i}`], { axis: 1 }).bytes);
  expect(outcome(alike)).toMatchObject({ read: alike.map(() => ({ op: 'Softmax' })) });
  expect(spied.whole - before).toBe(2);
});

test('long names and the long name of the domain', () => {
  const before = spied.whole;
  const long = 'n'.repeat(3000);
  const nodes = [node('Relu', [long], ['y'], {}, { domain: 'ai.onnx', name: long.slice(0, 200) }).bytes];
  expect(outcome(nodes)).toMatchObject({ read: [{ domain: '', inputs: [long], name: long.slice(0, 200) }] });
  expect(spied.whole - before).toBe(1);
});

test.each(['a tag', 'half a length'])('%s at the end of the bytes is for the walk', (what) => {
  const bytes = toBytes(join(text(4, 'Relu'), [Uint8Array.of(0x0a, ...(what === 'a tag' ? [] : [0x80]))]));
  const notes = { keep: vi.fn<Notes['keep']>(), add: vi.fn<Notes['add']>(), findings: () => [] };
  const builder = newNode(notes, 0, subgraphs);
  expect(wholeNode(builder, Buffer.from(bytes), 0, bytes.length, 0)).toBeUndefined();
  expect(notes.keep).not.toHaveBeenCalled();
});
