import type { OpEntry } from '#count/ops/registry.ts';
import type { PerElement, UnaryContent } from './elementwise.ts';
import { free } from '#count/ops/cost.ts';
import { op } from '#count/ops/registry.ts';
import {
  clipAttrsShape,
  clipInputsShape,
  geluCost,
  isInfShape,
  preluShape,
  reluShape,
  swiGluCost,
  swiGluShape,
  swishCost,
} from './activation.ts';
import { perElement, unaryShape } from './elementwise.ts';
import {
  absContent,
  bitNotContent,
  ceilContent,
  floorContent,
  functions,
  geluContent,
  isNaNContent,
  negContent,
  notContent,
  numeric,
  numericWith,
  roundContent,
  signContent,
} from './unary.ts';

/** One operator on each element, whose meaning never changed: F and T are per element of a floating-point output. */
function unary(name: string, since: number, each: PerElement, content?: UnaryContent): OpEntry {
  return op(name, {
    since,
    shape: unaryShape(content),
    cost: perElement(each),
    formula: formulaOf(each),
  });
}

function times(letter: string, count: number): readonly string[] {
  return count === 0 ? [] : [`${letter} = ${count === 1 ? '' : count}N`];
}

function formulaOf({ elementwise = 0, transcendentals = 0 }: PerElement): string {
  return [...times('F', elementwise), ...times('T', transcendentals)].join('; ') || '0';
}

const f = (elementwise: number): PerElement => ({ elementwise });
const t = (transcendentals: number): PerElement => ({ transcendentals });
const ft = (elementwise: number, transcendentals: number): PerElement => ({ elementwise, transcendentals });

const arithmetic: readonly OpEntry[] = [
  unary('Abs', 1, f(1), absContent),
  unary('Ceil', 1, f(1), ceilContent),
  unary('Floor', 1, f(1), floorContent),
  unary('Neg', 1, f(1), negContent),
  unary('Reciprocal', 1, f(1), numeric(functions.reciprocal)),
  op('Relu', { since: 1, shape: reluShape, cost: perElement(f(1)), formula: 'F = N' }),
  unary('Round', 11, f(1), roundContent),
  unary('Sign', 9, f(1), signContent),
];

const transcendentals: readonly OpEntry[] = [
  unary('Acos', 7, t(1), numeric(Math.acos)),
  unary('Acosh', 9, t(1), numeric(Math.acosh)),
  unary('Asin', 7, t(1), numeric(Math.asin)),
  unary('Asinh', 9, t(1), numeric(Math.asinh)),
  unary('Atan', 7, t(1), numeric(Math.atan)),
  unary('Atanh', 9, t(1), numeric(Math.atanh)),
  unary('Cos', 7, t(1), numeric(Math.cos)),
  unary('Cosh', 9, t(1), numeric(Math.cosh)),
  unary('Erf', 9, t(1)),
  unary('Exp', 1, t(1), numeric(Math.exp)),
  unary('Log', 1, t(1), numeric(Math.log)),
  unary('Sin', 7, t(1), numeric(Math.sin)),
  unary('Sinh', 9, t(1), numeric(Math.sinh)),
  unary('Sqrt', 1, t(1), numeric(Math.sqrt)),
  unary('Tan', 7, t(1), numeric(Math.tan)),
  unary('Tanh', 1, t(1), numeric(Math.tanh)),
];

const { affine, celu, elu, hardSigmoid, hardSwish, leakyRelu, mish, selu, shrink } = functions;
const { sigmoid, softplus, softsign, swish, thresholdedRelu } = functions;
const seluDefaults = { alpha: 1.6732632423543772, gamma: 1.0507009873554805 };
const seluDefaultsBefore6 = { alpha: 1.6732, gamma: 1.0507 };

const activations: readonly OpEntry[] = [
  unary('Celu', 12, ft(4, 1), numericWith({ alpha: 1 }, celu)),
  unary('Elu', 1, ft(2, 1), numericWith({ alpha: 1 }, elu)),
  unary('HardSigmoid', 1, f(4), numericWith({ alpha: 0.2, beta: 0.5 }, hardSigmoid)),
  unary('HardSwish', 14, f(5), numeric(hardSwish)),
  unary('LeakyRelu', 1, f(2), numericWith({ alpha: 0.01 }, leakyRelu)),
  unary('Mish', 18, ft(2, 3), numeric(mish)),
  op(
    'Selu',
    {
      since: 1,
      shape: unaryShape(numericWith(seluDefaultsBefore6, selu)),
      cost: perElement(ft(4, 1)),
      formula: 'F = 4N; T = N',
    },
    {
      since: 6,
      shape: unaryShape(numericWith(seluDefaults, selu)),
      cost: perElement(ft(4, 1)),
      formula: 'F = 4N; T = N',
    },
  ),
  unary('Shrink', 9, f(2), numericWith({ bias: 0, lambd: 0.5 }, shrink)),
  unary('Sigmoid', 1, ft(3, 1), numeric(sigmoid)),
  unary('Softplus', 1, ft(1, 2), numeric(softplus)),
  unary('Softsign', 1, f(3), numeric(softsign)),
  unary('ThresholdedRelu', 1, f(1), numericWith({ alpha: 1 }, thresholdedRelu)),
];

const clipRow = { cost: perElement(f(2)), formula: 'F = 2N' };
const preluRow = { cost: perElement(f(2)), formula: 'F = 2N' };
const free0 = { cost: () => free, formula: '0' };

const others: readonly OpEntry[] = [
  op('BitwiseNot', { since: 18, shape: unaryShape(bitNotContent), ...free0 }),
  op('Clip', { since: 1, shape: clipAttrsShape, ...clipRow }, { since: 11, shape: clipInputsShape, ...clipRow }),
  op('Gelu', {
    since: 20,
    shape: unaryShape(geluContent),
    cost: geluCost,
    formula: 'F = 4N + 2N·[tanh]; T = N + N·[tanh]',
  }),
  op('IsInf', { since: 10, shape: isInfShape, ...free0 }),
  op('IsNaN', { since: 9, shape: unaryShape(isNaNContent, 'bool'), ...free0 }),
  op('Not', { since: 1, shape: unaryShape(notContent), ...free0 }),
  op('PRelu', { since: 1, shape: preluShape(true), ...preluRow }, { since: 7, shape: preluShape(), ...preluRow }),
  op('SwiGLU', {
    since: 28,
    shape: swiGluShape,
    cost: swiGluCost,
    formula: 'F = 5N + N·[alpha ≠ 1]; T = N',
  }),
  op('Swish', {
    since: 24,
    shape: unaryShape(numericWith({ alpha: 1 }, swish)),
    cost: swishCost(),
    formula: 'F = 4N + N·[alpha ≠ 1]; T = N',
  }),
];

/** Operators of opset 1 that were experimental; onnxruntime still runs them. */
const experimental: readonly OpEntry[] = [
  unary('Affine', 1, f(2), numericWith({ alpha: 1, beta: 0 }, affine)),
  unary('ImageScaler', 1, f(2)),
  unary('ParametricSoftplus', 1, ft(3, 2)),
  unary('Scale', 1, f(1), numericWith({ scale: 1 }, affine)),
  unary('ScaledTanh', 1, ft(2, 1)),
];

/** Operators on one tensor, element by element. */
export const unaryOps: readonly OpEntry[] = [
  ...arithmetic,
  ...transcendentals,
  ...activations,
  ...experimental,
  ...others,
];
