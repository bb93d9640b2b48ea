import type { Dim } from '#graph/dim.ts';
import type { Shape } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { Term } from './einsum-order.ts';
import { broadcast, format, product } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { dtypeAt, shapeFault, stringAttr, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { isCounted } from '#count/ops/elementwise/elementwise.ts';
import { cheapestOrder } from './einsum-order.ts';
import { contraction } from './contraction.ts';
import { requiredShape } from '#count/ops/shared/required.ts';

/** An equation read against the ranks of its operands: one label per axis, those of an ellipsis written `0` `1` … */
interface Equation {
  readonly operands: readonly (readonly string[])[];
  readonly output: readonly string[];
}

/** Labels an axis may have: 26 lower and 26 upper case letters. */
const term = /^[A-Za-z]*(?:\.\.\.[A-Za-z]*)?$/;

function equationOf(call: Call): string {
  const text = stringAttr(call, 'equation')?.replaceAll(' ', '');
  if (text === undefined) throw badEquation(call, 'it has no equation');
  return text;
}

function badEquation(call: Call, why: string): Fault {
  return new Fault(
    'bad-attribute',
    `${call.name}: Einsum can't be read: ${why}`,
    'write the equation as in "bij,bjk->bik", one term per input',
  );
}

/**
 * The equation with ellipses spread over the ranks; null if a rank is needed that isn't known.
 * @throws Fault `bad-attribute` if it isn't an equation for this many operands, `shape` if a term doesn't fit its operand
 */
function parse(call: Call, shapes: readonly Shape[]): Equation | null {
  const [left = '', right, ...more] = equationOf(call).split('->');
  const terms = left.split(',');
  const bad = [...terms, right ?? ''].find((one) => !term.test(one));
  if (bad !== undefined || more.length > 0) throw badEquation(call, `'${bad ?? more.join('->')}' is no term`);
  if (terms.length !== shapes.length) throw badEquation(call, `${terms.length} terms for ${shapes.length} inputs`);
  const operands = terms.map((one, i) => spread(call, one, shapes[i] ?? null));
  if (operands.some((labels) => labels === null)) return null;
  const known = operands as readonly (readonly string[])[];
  return { operands: known, output: right === undefined ? implicitOutput(known) : explicitOutput(call, right, known) };
}

/** Labels of one term, its ellipsis replaced by the axes that it stands for, numbered from the back. */
function spread(call: Call, text: string, shape: Shape): readonly string[] | null {
  const [before = [], after] = text.split('...').map(lettersOf);
  const letters = before.length + (after?.length ?? 0);
  if (shape === null) return after === undefined ? before : null;
  const hidden = shape.length - letters;
  if (hidden < 0 || (after === undefined && hidden > 0))
    throw shapeFault(call, `the term '${text}' doesn't fit an operand of rank ${shape.length}`);
  return [...before, ...ellipsis(hidden), ...(after ?? [])];
}

const lettersOf = (text: string): readonly string[] => Array.from(text);

/** `2`, `1`, `0`: aligned at the last axis, so that operands of unlike ranks broadcast. */
const ellipsis = (count: number): string[] => Array.from({ length: count }, (_, i) => String(count - 1 - i));

/** The broadcast axes, then the labels that occur exactly once, capitals first. */
function implicitOutput(operands: readonly (readonly string[])[]): readonly string[] {
  const all = operands.flat();
  const letters = [...new Set(all)].filter(
    (label) => /\D/.test(label) && all.indexOf(label) === all.lastIndexOf(label),
  );
  return [...ellipsis(hiddenAxes(operands)), ...letters.toSorted()];
}

const hiddenAxes = (operands: readonly (readonly string[])[]): number =>
  Math.max(0, ...operands.map((labels) => labels.filter((label) => /\d/.test(label)).length));

function explicitOutput(call: Call, text: string, operands: readonly (readonly string[])[]): readonly string[] {
  const [before = [], after] = text.split('...').map(lettersOf);
  const output = [...before, ...(after === undefined ? [] : ellipsis(hiddenAxes(operands))), ...(after ?? [])];
  const given = new Set(operands.flat());
  const odd = output.find((label, i) => !given.has(label) || output.indexOf(label) !== i);
  if (odd !== undefined)
    throw badEquation(call, `label ${odd} of the output isn't in an operand, or stands there twice`);
  return output;
}

/** Size of each label: all axes under it must agree or be 1. */
function sizesOf(call: Call, equation: Equation, shapes: readonly Shape[]): ReadonlyMap<string, Dim> {
  const sizes = new Map<string, Dim>();
  equation.operands.forEach((labels, i) => {
    labels.forEach((label, axis) => {
      const size = shapes[i]?.[axis] ?? call.fresh(`label_${label}`);
      const before = sizes.get(label);
      const joint = before === undefined ? size : broadcast(before, size);
      if (joint === undefined)
        throw shapeFault(call, `label ${label} stands for ${format(before ?? 0)} and for ${format(size)}`);
      sizes.set(label, joint);
    });
  });
  return sizes;
}

interface Reading {
  readonly equation: Equation;
  readonly sizes: ReadonlyMap<string, Dim>;
}

function read(call: Call): Reading | null {
  const shapes = call.node.inputs.map((_, i) => requiredShape(call, i));
  const equation = parse(call, shapes);
  return equation === null ? null : { equation, sizes: sizesOf(call, equation, shapes) };
}

/** One size per label of the output. */
export const einsumShape: ShapeRule = (call) => {
  const reading = read(call);
  const shape = reading === null ? null : reading.equation.output.map((label) => reading.sizes.get(label) ?? 1);
  return [tensor(dtypeAt(call, 0), shape)];
};

/**
 * The cheapest pairwise order; each pair costs the product of the sizes of its labels, as M if a label is contracted in it, else
 * as F. A single operand is summed: F = its elements if a label goes.
 */
export const einsumCost: CostRule = (call) => {
  const reading = read(call);
  if (reading === null) return unknownCost;
  const { equation, sizes } = reading;
  const terms = equation.operands.map((labels): Term => new Set(labels));
  const output: Term = new Set(equation.output);
  const [only] = terms;
  if (only !== undefined && terms.length === 1) return sumCost(call, only, output, sizes);
  const { macs, elementwise, ambiguous } = cheapestOrder(terms, output, sizes);
  const cost: Cost = { elementwise: isCounted(dtypeAt(call, 0)) ? elementwise : 0, ...(ambiguous ? unknownCost : {}) };
  return terms.length === 2 ? contraction(call, macs, 0, 1, cost) : { ...cost, macs };
};

/** One operand: its diagonal is taken for nothing, what isn't in the output is summed. */
function sumCost(call: Call, operand: Term, output: Term, sizes: ReadonlyMap<string, Dim>): Cost {
  const summed = [...operand].some((label) => !output.has(label));
  const diagonal = product([...operand].map((label) => sizes.get(label) ?? 1));
  return { elementwise: summed && isCounted(dtypeAt(call, 0)) ? diagonal : 0 };
}
