import type { DType } from '#graph/dtype.ts';
import type { Graph, Model, Node } from '#graph/graph.ts';
import type { Scalar, Value } from '#graph/value.ts';
import { constantOf, format } from '#graph/dim.ts';
import { isFloat, isInteger } from '#graph/dtype.ts';
import { Fault } from '#graph/fault.ts';

/** What an input is filled with. */
type Fill =
  /** Standard normal values. */
  | { readonly kind: 'normal' }
  /** Whole numbers in [from, below). */
  | { readonly kind: 'integers'; readonly from: number; readonly below: number }
  | { readonly kind: 'constant'; readonly value: number }
  /** 0, 1, 2 … along the last axis, never `below` or more. */
  | { readonly kind: 'positions'; readonly below: number }
  | { readonly kind: 'text' }
  /** Contents that the user gives. */
  | { readonly kind: 'given'; readonly data: readonly Scalar[] };

/** An input that a model can be run with. */
export interface BenchInput {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly fill: Fill;
}

const MAX_ELEMENTS = 2 ** 31;

/**
 * The inputs of a model with values that it can be run with: in the range that its own nodes ask for.
 * @param bound the inputs with every given size, by name
 * @throws Fault `unbound-size`, `unsupported-input`
 */
export function planInputs(model: Model, bound: ReadonlyMap<string, Value>): readonly BenchInput[] {
  return model.graph.inputs.map(({ name, type }) => {
    const value = bound.get(name) ?? type;
    if (value.kind !== 'tensor')
      throw new Fault(
        'unsupported-input',
        `${model.path}: input ${name} is ${value.kind === 'optional' ? 'optional' : `a ${value.kind}`}, no tensor`,
        'only models whose inputs are tensors can be measured; set bench: false for this model',
      );
    const shape = sizesOf(model, name, value.shape);
    const given = value.data;
    if (given !== undefined && given.every((one) => one !== undefined))
      return { name, dtype: value.dtype, shape, fill: { kind: 'given', data: given } };
    return { name, dtype: value.dtype, shape, fill: fillOf(model.graph, name, value.dtype) };
  });
}

function sizesOf(model: Model, name: string, shape: Extract<Value, { kind: 'tensor' }>['shape']): readonly number[] {
  if (shape === null)
    throw new Fault(
      'unbound-size',
      `${model.path}: the shape of input ${name} isn't told`,
      `give it: --input ${name}=1x3x224x224, or inputs: in the policy`,
    );
  const sizes = shape.map((dim) => {
    const size = constantOf(dim);
    if (size !== undefined) return Number(size);
    throw new Fault(
      'unbound-size',
      `${model.path}: input ${name} has the open size ${format(dim)}`,
      `give it: --dim ${format(dim)}=1, or dims: in the policy; open sizes are never guessed`,
    );
  });
  const elements = sizes.reduce((product, size) => product * size, 1);
  if (elements <= MAX_ELEMENTS) return sizes;
  throw new Fault(
    'unsupported-input',
    `${model.path}: input ${name} has ${elements} elements`,
    'measure it with smaller sizes',
  );
}

/** Values by what the nodes that use the input make of it, then by its name and type. */
function fillOf(graph: Graph, name: string, dtype: DType): Fill {
  if (dtype === 'string') return { kind: 'text' };
  if (isFloat(dtype)) return isMask(name) ? { kind: 'constant', value: 1 } : { kind: 'normal' };
  if (dtype === 'bool') return { kind: 'constant', value: 1 };
  if (isMask(name)) return { kind: 'constant', value: 1 };
  const rows = rowsReachedBy(graph, name);
  if (/(?:^|[_./])pos(?:ition)?s?(?:_?ids?)?(?:$|[_.])/i.test(name))
    return { kind: 'positions', below: rows ?? Infinity };
  if (/token_type|segment/i.test(name)) return { kind: 'constant', value: 0 };
  if (rows !== null) return { kind: 'integers', from: 0, below: Math.max(1, rows) };
  // Pixels and quantised values use the whole of a byte; of wider integers (lengths, steps, indices) only 1 is safe.
  if (dtype === 'u8') return { kind: 'integers', from: 0, below: 256 };
  if (dtype === 'i8') return { kind: 'integers', from: -128, below: 128 };
  if (/ids?$|tokens?$/i.test(name)) return { kind: 'integers', from: 0, below: 100 };
  return isInteger(dtype) ? { kind: 'constant', value: 1 } : { kind: 'normal' };
}

const isMask = (name: string): boolean => /mask/i.test(name);

/** Operators that hand indices on as they are. */
const passing = new Set([
  'Cast',
  'Identity',
  'Reshape',
  'Unsqueeze',
  'Squeeze',
  'Flatten',
  'Transpose',
  'Slice',
  'Concat',
  'Expand',
  'Split',
]);

const MAX_STEPS = 10_000;

/** Rows of the smallest table that the input's values index, itself or handed on; null if it indexes none. */
function rowsReachedBy(graph: Graph, name: string): number | null {
  const uses = usesOf(graph);
  const seen = new Set([name]);
  const open = [name];
  let rows = Infinity;
  for (let steps = 0; open.length > 0 && steps < MAX_STEPS; steps += 1) {
    const at = open.pop() ?? '';
    for (const node of uses.get(at) ?? []) {
      rows = Math.min(rows, rowsIndexedBy(graph, node, at));
      if (!passing.has(node.op)) continue;
      for (const output of node.outputs) {
        if (seen.has(output)) continue;
        seen.add(output);
        open.push(output);
      }
    }
  }
  return Number.isFinite(rows) ? rows : null;
}

function usesOf({ nodes }: Graph): ReadonlyMap<string, readonly Node[]> {
  const uses = new Map<string, Node[]>();
  for (const node of nodes) {
    for (const input of node.inputs) {
      const list = uses.get(input);
      if (list === undefined) uses.set(input, [node]);
      else list.push(node);
    }
  }
  return uses;
}

/** Size of the axis that a Gather (or an embedding operator) indexes by this tensor; Infinity if none does. */
function rowsIndexedBy({ initializers }: Graph, { op, inputs, attrs }: Node, indices: string): number {
  if (op === 'OneHot') return inputs[0] === indices ? numberIn(initializers.get(inputs[1] ?? '')?.data?.[0]) : Infinity;
  if (op === 'EmbedLayerNormalization' && inputs[0] === indices) return sizeAt(initializers.get(inputs[2] ?? ''), 0);
  if (!/^(?:Gather|GatherElements|GatherBlockQuantized)$/.test(op) || inputs[1] !== indices) return Infinity;
  const axis = attrs.get(op === 'GatherBlockQuantized' ? 'gather_axis' : 'axis');
  return sizeAt(initializers.get(inputs[0] ?? ''), axis?.kind === 'int' ? Number(axis.value) : 0);
}

function sizeAt(table: { readonly dims: readonly unknown[] } | undefined, axis: number): number {
  return table === undefined ? Infinity : numberIn(table.dims.at(axis));
}

const numberIn = (size: unknown): number => (typeof size === 'number' ? size : Infinity);
