/**
 * The engine runs a model without data: every node in an order that works, each on what is known of its inputs (type, sizes, the
 * contents of small tensors). Shapes and costs come out of one pass, because they need each other: a Reshape's shape is content that
 * nodes before it made, and a cost needs the shapes.
 *
 * Why it is so, and not simpler:
 * - A pass with numbers and a pass with symbols are two runs of the same code (`bindings`), so that formula and figure can't drift apart.
 * - A body (If, Loop, Scan, a function) runs in a scope of its own by the same function; a control rule decides how often it counts.
 * - An operator that the file also defines as a function is run both ways, and the dearer one counts: a runtime may take either.
 * - Most nodes of a deep model repeat an earlier one; such a node is booked from its outcome and not evaluated (repeats.ts).
 * - An outcome is kept only if its evaluation noted nothing and made no symbol: a finding or a symbol belongs to one layer.
 * - Dead nodes are evaluated for their types, muted, and undone: they cost nothing, and their faults are nobody's concern.
 * - Every evaluation spends from an allowance (allowance.ts): a small file can ask for exponential work.
 */
import type { Finding } from '#graph/finding.ts';
import type { FunctionDef, Graph, Model, Node } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Operators } from '#count/ops/registry.ts';
import type { GraphRun, LayerRun } from '#count/run.ts';
import type { Bindings, Scope, State } from './state.ts';
import type { Weights } from './weights.ts';
import { symbol } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { functionKey } from '#graph/graph.ts';
import { checkRank, countEvaluation, deeper, spendOnNode, spendOnRun, stepsToSpare } from './allowance.ts';
import { afford, attempt } from './attempt.ts';
import { bookFolded, bookInputs, bookLayer, bookRepeat, closeBook, newBook, type Book } from './book.ts';
import { claimed, costOf, keepOutcome, layerOf, type Evaluated } from './evaluated.ts';
import { noFigures } from './figures.ts';
import { fixedBy, marked } from './fixed.ts';
import { bindFunction, opsetsIn } from './functions.ts';
import { layerName } from './layers.ts';
import { domainKey, rowOf, versionIn } from '#count/ops/lookup.ts';
import { memoKey } from './memo.ts';
import type { Slot } from './outcome.ts';
import { newRepeats, slotOf, type Repeats } from './repeats.ts';
import { dearerOf, tried } from './shadow.ts';
import { operatorKey } from '#count/ops/registry.ts';
import { checkpoint, lookup, note, setValue } from './state.ts';
import { defaulted } from '#count/overridable.ts';
import { weightsOf } from './weights.ts';
import { bodiesOf, rewired, wiringOf, type Wiring } from './wiring.ts';

export interface ModelRun {
  readonly run: GraphRun;
  readonly findings: readonly Finding[];
  readonly weights: Weights;
}

/**
 * Evaluates every node of a model once (bodies as often as their shapes need): types, shapes, contents of small tensors, costs.
 * @param repeats outcomes that runs of one model under other bindings share
 * @throws Fault `cycle`, `duplicate-name`, `undefined-value`, `shape`, `bad-attribute`, `function-recursion`, `expansion-limit`
 */
export function runModel(
  model: Model,
  bindings: Bindings,
  operators: Operators,
  repeats: Repeats = newRepeats(),
): ModelRun {
  const state: State = {
    model,
    operators,
    bindings,
    findings: new Map(),
    memo: new Map(),
    weights: weightsOf(repeats.stored),
    functions: [],
    shadows: new Set(),
    evaluations: 0,
    minted: 0,
    noted: 0,
    depth: 0,
    spare: { left: stepsToSpare },
    isSpared: false,
    muted: 0,
  };
  const frame: Frame = { outer: null, opsets: model.opsets, repeats, path: '' };
  const run = runGraph(
    state,
    frame,
    model.graph,
    model.graph.inputs.map((input) => bindings.inputs.get(input.name) ?? input.type),
  );
  return { run, findings: [...state.findings.values()], weights: state.weights };
}

/** A scope that has no values yet. */
interface Frame extends Omit<Scope, 'numbers' | 'values' | 'bodies'> {
  /** The node around whose body this is, where that is known to be the same in each run. */
  readonly node?: Node;
}

/** Runs `graph` in a scope made for it; `inputs` by position of its formal inputs. */
function runGraph(state: State, frame: Frame, graph: Graph, inputs: readonly (Value | undefined)[]): GraphRun {
  const given = new Map<string, Value | undefined>();
  for (const initializer of graph.initializers.values()) {
    const { name } = initializer;
    const value = state.weights.value(initializer);
    given.set(name, graph.overridable === undefined ? value : defaulted(state, graph, name, value));
  }
  graph.inputs.forEach((input, i) => {
    if (!given.has(input.name)) given.set(input.name, inputs[i] ?? input.type);
  });
  return runNodes(
    state,
    frame,
    graph.nodes,
    given,
    graph.inputs.map((i) => i.name),
    graph.outputs.map((o) => o.name),
    graph.declared,
  );
}

function runNodes(
  state: State,
  frame: Frame,
  nodes: readonly Node[],
  given: ReadonlyMap<string, Value | undefined>,
  inputs: readonly string[],
  outputs: readonly string[],
  declared: ReadonlyMap<string, Value>,
): GraphRun {
  const where = frame.path === '' ? state.model.path : `${state.model.path}: ${frame.path}`;
  spendOnRun(nodes.length);
  const wiring = wiringIn(frame, nodes, given, outputs, where);
  if (!wiring.wasSorted) {
    note(state, {
      code: 'not-sorted',
      level: 'info',
      detail: `${where}: nodes are not in topological order; onnx.checker refuses such a file, onnxruntime runs it`,
    });
  }
  const scope = scopeOf(frame, wiring, given);
  for (const output of outputs) {
    if (!wiring.numbers.has(output) && lookup(scope, output) === undefined) {
      throw new Fault(
        'undefined-value',
        `${where}: the graph output ${output} is produced by no node`,
        'the graph is not valid ONNX: export it again, or run onnx.checker on it',
      );
    }
  }
  const book = newBook(wiring, scope.values);
  bookInputs(book, inputs);
  for (let position = 0; position < wiring.nodes.length; position++) {
    if (wiring.live[position] === 1) step(state, scope, book, position, declared);
    else book.own[position] = deadLayer(state, scope, wiring.nodes[position] as Node);
  }
  reportDead(state, where, nodes.length, wiring.liveNodes);
  return closeBook(
    book,
    frame.repeats,
    outputs.map((name): Value => lookup(scope, name) ?? { kind: 'unknown' }),
  );
}

/** The wiring of these nodes; that of the main graph is the same in all runs, that of a body wherever it runs in a graph. */
function wiringIn(
  frame: Frame,
  nodes: readonly Node[],
  given: ReadonlyMap<string, Value | undefined>,
  outputs: readonly string[],
  where: string,
): Wiring {
  const { outer, repeats, path, node } = frame;
  if (path === '' && repeats.main !== undefined) return repeats.main;
  const bodies = outer === null || node === undefined ? undefined : bodiesOf(outer.bodies, node);
  const known = bodies?.get(nodes);
  if (known !== undefined) return rewired(known);
  const isOuter = outer === null ? null : (name: string): boolean => lookup(outer, name) !== undefined;
  const wiring = wiringOf(nodes, given.keys(), isOuter, outputs, where);
  if (path === '') repeats.main = wiring;
  bodies?.set(nodes, wiring);
  return wiring;
}

function scopeOf(frame: Frame, wiring: Wiring, given: ReadonlyMap<string, Value | undefined>): Scope {
  const values = Array.from<Value | undefined>({ length: wiring.numbers.size });
  let number = 0;
  for (const value of given.values()) values[number++] = value;
  for (const name of wiring.outer)
    values[wiring.numbers.get(name) as number] = frame.outer === null ? undefined : lookup(frame.outer, name);
  return { ...frame, numbers: wiring.numbers, bodies: wiring.bodies, values };
}

/** Evaluates a live node, or repeats what an equal one gave. */
function step(state: State, scope: Scope, book: Book, position: number, declared: ReadonlyMap<string, Value>): void {
  const folded = book.wiring.folded[position];
  if (folded !== undefined) {
    countEvaluation(state);
    bookFolded(book, position, folded);
    return;
  }
  const slot = slotOf(scope.repeats, book, position);
  if (slot?.outcome === undefined) {
    bookLayer(book, position, evaluate(state, scope, book.wiring.nodes[position] as Node, declared, slot));
    return;
  }
  countEvaluation(state);
  bookRepeat(book, position, slot.outcome, state.weights);
}

function reportDead(state: State, where: string, all: number, live: number): void {
  if (live === all) return;
  note(state, {
    code: 'dead-nodes',
    level: 'info',
    detail: `${where}: ${all - live} of ${all} nodes reach no output and cost nothing`,
  });
}

/** A node that reaches no output: its types are still inferred if possible, and it never fails the run. */
function deadLayer(state: State, scope: Scope, node: Node): LayerRun {
  state.muted++;
  const undo = checkpoint(state);
  try {
    const layer = evaluate(state, scope, node, new Map(), undefined, true);
    return { ...layer, figures: noFigures, status: 'dead', params: 0 };
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'expansion-limit') throw error;
    for (const name of node.outputs) if (lookup(scope, name) === undefined) setValue(scope, name, { kind: 'unknown' });
    return {
      name: layerName(node),
      node,
      inputs: [],
      outputs: [],
      figures: noFigures,
      params: 0,
      status: 'dead',
      isView: false,
    };
  } finally {
    undo();
    state.muted--;
  }
}

function evaluate(
  state: State,
  scope: Scope,
  node: Node,
  declared: ReadonlyMap<string, Value>,
  slot: Slot | undefined,
  dead = false,
): LayerRun {
  countEvaluation(state);
  spendOnNode(node);
  const name = layerName(node);
  const inputs = node.inputs.map((input) => (input === '' ? undefined : lookup(scope, input)));
  const told = state.noted + state.minted;
  const call = callOf(state, scope, node, name, inputs);
  const fixed = fixedBy(node, inputs);
  const evaluated = dispatch(state, scope, node, call);
  const outputs = node.outputs.map((output, i): Value | undefined => {
    if (output === '') return undefined;
    const value =
      evaluated.outputs[i] ??
      (evaluated.row === undefined ? claimed(state, declared, output) : undefined) ??
      ({ kind: 'unknown' } as const);
    const final = value.kind === 'tensor' ? marked(state.weights, node, inputs, value, fixed) : value;
    checkRank(state, name, final);
    setValue(scope, output, final);
    return final;
  });
  const cost = costOf(node, call, outputs, evaluated, fixed);
  const layer = layerOf(state, call, outputs, evaluated, cost, dead);
  if (slot !== undefined && evaluated.row !== undefined && state.noted + state.minted === told)
    keepOutcome(scope.repeats, slot, evaluated, fixed, cost, layer);
  return layer;
}

function callOf(state: State, scope: Scope, node: Node, name: string, inputs: readonly (Value | undefined)[]): Call {
  return {
    node,
    name,
    path: scope.path + name,
    version: versionIn(scope.opsets, state.operators, node),
    inputs,
    fresh: (hint) => {
      const minted = `${scope.path}${name}.${hint}`;
      state.minted++;
      return state.bindings.sizes.get(minted) ?? symbol(minted);
    },
    note: (finding) => note(state, finding),
    body: (graph, values) => runBody(state, scope, node, graph, values),
    attempt: (work) => attempt(state, work),
    afford: (work) => afford(state, work),
    effort: () => state.evaluations,
  };
}

function dispatch(state: State, scope: Scope, node: Node, call: Call): Evaluated {
  const domain = domainKey(node.domain);
  const definition = state.model.functions.get(functionKey(domain, node.op, node.overload));
  if (definition !== undefined) {
    const isShadow = state.operators.has(operatorKey(domain, node.op));
    // What stands under the function's own name inside it, or inside the trial of the operator, is the operator.
    if (isShadow) state.shadows.add(keyOf(definition));
    if (!isShadow || !state.functions.includes(keyOf(definition))) {
      const callIt = (): GraphRun => callFunction(state, scope, node, call, definition);
      if (isShadow)
        return dearerOf(
          state,
          call,
          tried(state, () => runOperator(state, scope, node, call, definition)),
          tried(state, callIt),
        );
      const run = callIt();
      return {
        outputs: run.outputs,
        row: undefined,
        branches: { combine: 'sum', parts: [{ label: node.op, times: 1, run }] },
      };
    }
  }
  const row = rowOf(state.operators, domain, node.op, call.version);
  if (row === undefined) {
    note(state, {
      code: 'unknown-op',
      level: 'lower-bound',
      layer: call.name,
      detail: `no rule for ${node.domain === '' ? '' : `${node.domain}::`}${node.op} (opset ${call.version}); the total is a lower bound`,
    });
    return { outputs: [], row };
  }
  if (row.control !== undefined) return { ...row.control(call), row };
  return { outputs: row.shape?.(call) ?? [], row };
}

function runBody(
  state: State,
  outer: Scope,
  node: Node,
  graph: Graph,
  inputs: readonly (Value | undefined)[],
): GraphRun {
  const { opsets, repeats } = outer;
  const name = layerName(node);
  const frame: Frame = { outer, opsets, repeats, path: `${outer.path}${name}/`, node };
  return deeper(state, name, () => runGraph(state, frame, graph, inputs));
}

const keyOf = ({ domain, name, overload }: FunctionDef): string => functionKey(domain, name, overload);

/** The node run as the operator that the function is named like. */
function runOperator(state: State, outer: Scope, node: Node, call: Call, definition: FunctionDef): GraphRun {
  state.functions.push(keyOf(definition));
  const given = new Map(node.inputs.flatMap((name, i) => (name === '' ? [] : [[name, call.inputs[i]] as const])));
  const frame: Frame = { outer, opsets: outer.opsets, repeats: newRepeats(), path: `${outer.path}${call.name}/` };
  try {
    return deeper(state, call.name, () =>
      runNodes(state, frame, [node], given, [], node.outputs.filter(Boolean), new Map()),
    );
  } finally {
    state.functions.pop();
  }
}

/** Calls of one function with equal inputs and attributes share one run, unless it minted symbols (those name their call). */
function callFunction(state: State, outer: Scope, node: Node, call: Call, definition: FunctionDef): GraphRun {
  const key = keyOf(definition);
  if (state.functions.includes(key)) {
    throw new Fault(
      'function-recursion',
      `${state.model.path}: function ${definition.domain}::${definition.name} calls itself`,
      'ONNX functions may not recurse: export the model again',
    );
  }
  // Within a function that is named as an operator, that name means the operator.
  const within = state.shadows.size === 0 ? '' : state.functions.filter((one) => state.shadows.has(one)).join('|');
  const signature = `${key}\u0000${within}\u0000${memoKey(node, call.inputs)}`;
  const memo = state.memo.get(signature);
  if (memo !== undefined && !memo.minted) return memo.run;
  const before = state.minted;
  state.functions.push(key);
  const bound = bindFunction(definition, node);
  const given = new Map(definition.inputs.map((input, i) => [input, call.inputs[i]]));
  const path = `${outer.path}${call.name}/`;
  const frame: Frame = { outer: null, opsets: opsetsIn(state, definition), repeats: newRepeats(), path };
  try {
    const run = deeper(state, call.name, () =>
      runNodes(state, frame, bound, given, definition.inputs, definition.outputs, new Map()),
    );
    state.memo.set(signature, { run, minted: state.minted > before });
    return run;
  } finally {
    state.functions.pop();
  }
}
