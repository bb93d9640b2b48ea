import type { Dim } from '#graph/dim.ts';
import type { Finding } from '#graph/finding.ts';
import type { Model, ValueInfo } from '#graph/graph.ts';
import type { Scalar, TensorValue, Value } from '#graph/value.ts';
import type { Bindings } from './engine/state.ts';
import { equal, format, fromBigInt, isConstant, substitute, symbol, symbolsOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { isFloat } from '#graph/dtype.ts';
import { substituted } from './substituted.ts';

/** What the user gives for a model's inputs (`--dim`, `--input`, `--value`, or the policy's dims). */
export interface CountOptions {
  /** Symbol → size. */
  readonly dims?: ReadonlyMap<string, bigint>;
  /** Input name → whole shape. */
  readonly inputs?: ReadonlyMap<string, readonly bigint[]>;
  /** Input name → contents, as parsed JSON: a number, boolean or string, or nested lists of them. */
  readonly values?: ReadonlyMap<string, unknown>;
  /** Name of a size in the file → the name that it is counted by: how two files are made to speak of the same sizes. */
  readonly renames?: ReadonlyMap<string, string>;
  /** Input name → sizes put for those that the file fixes; null: as the file has it. */
  readonly overrides?: ReadonlyMap<string, readonly (bigint | null)[]>;
}

export interface Bound {
  /** Every given size applied. */
  readonly bound: Bindings;
  /** Symbols kept: what formulas are made from. The same object as `bound` where the inputs hold no bound symbol. */
  readonly symbolic: Bindings;
  readonly sizes: ReadonlyMap<string, bigint>;
  readonly findings: readonly Finding[];
}

/**
 * Applies what the user gives to the graph's inputs. A shape given for an input also binds the symbols that it declares.
 * @throws Fault `unknown-input`, `bad-input`, `bad-value`, `dim-conflict`
 */
export function bindInputs(model: Model, options: CountOptions): Bound {
  const findings: Finding[] = [];
  const sizes = new Map(options.dims ?? []);
  const asked = [...(options.inputs?.keys() ?? []), ...(options.values?.keys() ?? [])];
  for (const name of asked)
    if (!model.graph.inputs.some((input) => input.name === name)) throw unknownInput(model, name);
  const names = new Map<string, Dim>([...(options.renames ?? [])].map(([from, to]) => [from, symbol(to)]));
  const symbolic = new Map<string, Value>();
  for (const input of model.graph.inputs) {
    const shared = { ...input, type: overridden(substituted(input.type, names), input, options, findings) };
    symbolic.set(input.name, given(model, shared, options, sizes, findings));
  }
  const env = new Map<string, Dim>([...sizes].map(([name, size]) => [name, fromBigInt(size)]));
  const bound = new Map([...symbolic].map(([name, value]) => [name, substituted(value, env)]));
  const inFile = new Map([...names].map(([from, to]) => [from, substitute(to, env)]));
  return {
    bound: { sizes: new Map([...inFile, ...env]), inputs: bound },
    symbolic: { sizes: names, inputs: symbolic },
    sizes,
    findings,
  };
}

/** Sizes that another file of the model leaves open, and that were given, in place of those that this one fixes. */
function overridden(type: Value, { name }: ValueInfo, { overrides }: CountOptions, findings: Finding[]): Value {
  const sizes = overrides?.get(name);
  if (sizes === undefined || type.kind !== 'tensor' || type.shape === null) return type;
  const shape = type.shape.map((dim, axis): Dim => {
    const size = sizes[axis] ?? null;
    if (size === null) return dim;
    findings.push(inputOverride(name, axis, dim, fromBigInt(size)));
    return fromBigInt(size);
  });
  return { ...type, shape };
}

function inputOverride(layer: string, axis: number, fixed: Dim, size: Dim): Finding {
  return {
    code: 'input-override',
    level: 'warning',
    layer,
    detail: `the file fixes size ${axis} of this input at ${format(fixed)}; counted with ${format(size)} as given`,
  };
}

function unknownInput(model: Model, name: string): Fault {
  const names = model.graph.inputs.map((input) => input.name).join(', ') || 'none';
  return new Fault('unknown-input', `${model.path}: there is no input named ${name}`, `its inputs are: ${names}`);
}

function given(
  model: Model,
  input: ValueInfo,
  options: CountOptions,
  sizes: Map<string, bigint>,
  findings: Finding[],
): Value {
  const shape = options.inputs?.get(input.name)?.map(fromBigInt);
  const value = options.values?.get(input.name);
  let type: Value = input.type;
  if (shape !== undefined) type = reshaped(model, input, shape, sizes, findings);
  if (value === undefined) return type;
  if (type.kind !== 'tensor')
    throw new Fault(
      'bad-value',
      `${model.path}: input ${input.name} is no tensor, so it takes no --value`,
      'give --value only for tensor inputs',
    );
  return withContents(model, input.name, type, value);
}

function reshaped(
  model: Model,
  input: ValueInfo,
  shape: readonly Dim[],
  sizes: Map<string, bigint>,
  findings: Finding[],
): Value {
  if (input.type.kind !== 'tensor')
    throw new Fault(
      'bad-input',
      `${model.path}: input ${input.name} is no tensor, so it takes no --input`,
      'give --input only for tensor inputs',
    );
  const declared = input.type.shape;
  if (declared === null) return { ...input.type, shape };
  if (declared.length !== shape.length) {
    throw new Fault(
      'bad-input',
      `${model.path}: input ${input.name} has ${declared.length} sizes (${declared.map(format).join('x') || 'scalar'}), --input gives ${shape.length}`,
      'give one size per dimension',
    );
  }
  const merged = declared.map((dim, i): Dim => {
    const size = shape[i] as Dim;
    const [name, ...rest] = symbolsOf(dim);
    if (name !== undefined && rest.length === 0 && equal(dim, symbol(name))) {
      bindSymbol(model, sizes, name, BigInt(format(size)), input.name);
      return dim;
    }
    if (isConstant(dim) && !equal(dim, size)) findings.push(inputOverride(input.name, i, dim, size));
    return size;
  });
  return { ...input.type, shape: merged };
}

function bindSymbol(model: Model, sizes: Map<string, bigint>, name: string, size: bigint, input: string): void {
  const before = sizes.get(name);
  if (before !== undefined && before !== size) {
    throw new Fault(
      'dim-conflict',
      `${model.path}: ${name} is ${before}, but the shape given for ${input} makes it ${size}`,
      'give each size once, or equal values',
    );
  }
  sizes.set(name, size);
}

function withContents(model: Model, name: string, type: TensorValue, json: unknown): TensorValue {
  const shape: number[] = [];
  for (let at = json; Array.isArray(at); at = at[0]) shape.push(at.length);
  const data: Scalar[] = [];
  flatten(json, 0);
  if (
    type.shape !== null &&
    type.shape.length !== shape.length &&
    !(shape.length === 0 && type.shape.every((dim) => dim === 1))
  )
    throw bad(`its rank is ${type.shape.length}, the value's ${shape.length}`);
  const final = shape.length === 0 && type.shape !== null ? type.shape.map(() => 1) : shape;
  final.forEach((size, i) => {
    const declared = type.shape?.[i];
    if (declared !== undefined && isConstant(declared) && declared !== size)
      throw bad(`size ${i} is ${format(declared)}, the value's ${size}`);
  });
  return { ...type, shape: final, data };

  function bad(what: string): Fault {
    return new Fault(
      'bad-value',
      `${model.path}: --value for ${name}: ${what}`,
      'give JSON as the input needs it, e.g. --value steps=5 or --value sizes=[1,3,640,640]',
    );
  }
  function flatten(at: unknown, depth: number): void {
    if (Array.isArray(at)) {
      if (at.length !== shape[depth]) throw bad('its lists differ in length');
      for (const item of at) flatten(item, depth + 1);
    } else if (depth !== shape.length) throw bad('its lists differ in depth');
    else data.push(scalarOf(at));
  }
  function scalarOf(at: unknown): Scalar {
    if (typeof at === 'boolean') return at ? 1 : 0;
    if (typeof at === 'string' && type.dtype === 'string') return at;
    if (typeof at === 'number' && (isFloat(type.dtype) || Number.isSafeInteger(at))) return at;
    throw bad(`${JSON.stringify(at)} is no ${type.dtype}`);
  }
}
