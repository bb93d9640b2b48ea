import type { Draw, Sample } from './sample.ts';
import { f32, holding, of } from '../one-call.ts';
import { fusedActivations } from './convolution.ts';
import { bit, given, ms, optional, product } from './sample.ts';

const scale = holding('f32', 0.1);
const zero = holding('u8', 3);

interface Product {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly size: number;
  readonly k: number;
  readonly n: number;
}

/** [batch, m, k] by [k, n] or [batch, k, n]. */
function productOf(draw: Draw): Product {
  const [batch = 1, m = 1, k = 1, n = 1] = draw.sizes(4);
  const b = draw.flag() ? [k, n] : [batch, k, n];
  return { a: [batch, m, k], b, size: batch * m * n, k, n };
}

const letters = ({ size, k }: Product) => ({ 'prod(out)': size, K: k, N: size });

const plain: Sample = {
  ops: ['MatMul', 'MatMulInteger', 'QLinearMatMul', ...ms('MatMulInteger16')],
  draw: (draw, op) => {
    const one = productOf(draw);
    const [a, b] = op === 'MatMul' ? [f32(...one.a), f32(...one.b)] : [of('u8', ...one.a), of('u8', ...one.b)];
    const isScaled = op === 'QLinearMatMul';
    return { inputs: isScaled ? [a, scale, zero, b, scale, zero, scale, zero] : [a, b], letters: letters(one) };
  },
};

const turned = (shape: readonly number[], turns: boolean): readonly number[] =>
  turns ? [...shape.slice(0, -2), shape.at(-1) ?? 1, shape.at(-2) ?? 1] : shape;

const turning: Sample = {
  ops: ms('FusedMatMul', 'TransposeMatMul', 'SparseToDenseMatMul', 'FusedMatMulActivation'),
  draw: (draw, op) => {
    const [one, turnA, turnB, scaled] = [productOf(draw), draw.flag(), draw.flag(), draw.flag()];
    const [name, f, t] = op.endsWith('Activation') ? draw.pick(fusedActivations) : ['', 0, 0];
    return {
      inputs: [f32(...turned(one.a, turnA)), f32(...turned(one.b, turnB))],
      attrs: given({
        transA: bit(turnA),
        transB: bit(turnB),
        alpha: scaled ? { float: 0.5 } : undefined,
        activation: name === '' ? undefined : name,
      }),
      letters: { ...letters(one), 'alpha ≠ 1': bit(scaled), F_act: f, T_act: t },
    };
  },
};

const fastGelu: Sample = {
  ops: ms('GemmFastGelu'),
  draw: (draw) => {
    const [one, bias] = [productOf(draw), draw.flag()];
    return {
      inputs: [f32(...one.a), f32(...one.b), optional(bias, f32(one.n))],
      letters: { ...letters(one), bias: bit(bias) },
    };
  },
};

const gemm: Sample = {
  ops: ['Gemm', ...ms('FusedGemm', 'GemmFloat8')],
  draw: (draw, op) => {
    const [m = 1, n = 1, k = 1] = draw.sizes(3);
    const [turnA, turnB, bias, alpha, beta] = [draw.flag(), draw.flag(), draw.flag(), draw.flag(), draw.flag()];
    const [name, f, t] = op === 'Gemm' ? ['', 0, 0] : draw.pick(fusedActivations);
    return {
      inputs: [f32(...(turnA ? [k, m] : [m, k])), f32(...(turnB ? [n, k] : [k, n])), optional(bias, f32(n))],
      attrs: given({
        transA: bit(turnA),
        transB: bit(turnB),
        alpha: alpha ? { float: 2 } : undefined,
        beta: beta ? { float: 2 } : undefined,
        activation: name === '' ? undefined : name,
      }),
      letters: {
        m,
        n,
        k,
        N: m * n,
        bias: bit(bias),
        'alpha ≠ 1': bit(alpha),
        'beta ≠ 1': bit(bias && beta),
        F_act: f,
        T_act: t,
      },
    };
  },
};

const quantizedGemm: Sample = {
  ops: ms('QGemm'),
  draw: (draw) => {
    const [m = 1, n = 1, k = 1] = draw.sizes(3);
    const [bias, alpha] = [draw.flag(), draw.flag()];
    return {
      inputs: [of('u8', m, k), scale, zero, of('u8', k, n), scale, zero, optional(bias, of('i32', n)), scale, zero],
      attrs: given({ alpha: alpha ? { float: 2 } : undefined }),
      letters: { m, n, k, N: m * n, bias: bit(bias), 'alpha ≠ 1': bit(alpha) },
    };
  },
};

const ordered: Sample = {
  ops: ms('QOrderedMatMul'),
  draw: (draw) => {
    const [one, bias] = [productOf(draw), draw.flag()];
    const inputs = [of('i8', ...one.a), scale, of('i8', ...one.b), scale, scale, optional(bias, f32(one.n))];
    return { inputs, letters: { ...letters(one), bias: bit(bias) } };
  },
};

const rescaled: Sample = {
  ops: ms('DynamicQuantizeMatMul', 'MatMulIntegerToFloat'),
  draw: (draw, op) => {
    const [one, bias, perColumn] = [productOf(draw), draw.flag(), draw.flag()];
    const scales = perColumn ? f32(one.n) : scale;
    const addend = optional(bias, f32(one.n));
    const inputs = op.endsWith('ToFloat')
      ? [of('u8', ...one.a), of('u8', ...one.b), scale, scales, zero, zero, addend]
      : [f32(...one.a), of('u8', ...one.b), scales, zero, addend];
    return {
      inputs,
      letters: { ...letters(one), N_A: product(one.a), scales: perColumn ? one.n : 1, bias: bit(bias) },
    };
  },
};

const packed: Sample = {
  ops: ms(
    'MatMulNBits',
    'MatMulBnb4',
    'MatMulFpQ4',
    'MatMulPacked',
    'MatMulBlockQuantizedFp4Weight',
    'MatMulBlockQuantizedFp8Weight',
  ),
  draw: (draw, op) => {
    const [rows, half, n, bias] = [draw.size(), draw.size(), draw.size(), draw.flag()];
    const k = 2 * half;
    const [name, f, t] = op.endsWith('Packed') ? draw.pick(fusedActivations.slice(1)) : ['', 0, 0];
    const b = op.endsWith('Fp4Weight') ? of('u8', n, half) : op.endsWith('Fp8Weight') ? of('u8', n, k) : of('u8', n, k);
    const at = op.endsWith('Fp8Weight') ? 4 : op.endsWith('MatMulNBits') || op.endsWith('Fp4Weight') ? 5 : -1;
    const third = op.endsWith('FpQ4') ? holding('i64', [k, n]) : f32(n);
    const rest = [third, ...Array.from({ length: Math.max(at - 3, 0) }, () => null), optional(bias, f32(n))];
    return {
      inputs: at < 0 ? [f32(rows, k), b, third] : [f32(rows, k), b, ...rest],
      attrs: given({
        K: k,
        N: n,
        bits: 4,
        block_size: 16,
        activation_type: name === '' ? undefined : name,
      }),
      letters: { 'prod(out)': rows * n, N: rows * n, K: k, bias: bit(bias), F_act: f, T_act: t },
    };
  },
};

const lora: Sample = {
  ops: ms('MatMulNBitsQLoRA'),
  draw: (draw) => {
    const [rows = 1, k = 1, n = 1, r = 1] = draw.sizes(4);
    return {
      inputs: [f32(rows, k), of('u8', n, 1, 8), f32(n), of('u8', r, 1, 8), f32(r), of('u8', n, 1, 8), f32(n)],
      attrs: { K: k, N: n, bits: 4, block_size: 16 },
      letters: { rows, k, n, r, K: k, N: rows * n },
    };
  },
};

/** A packed weight of `columns` columns, its scales, and its bias where there is one. */
const weight = (columns: number, bias: boolean) => [
  of('u8', columns, 1, 8),
  f32(columns),
  optional(bias, f32(columns)),
];

const fusedProjections: Sample = {
  ops: ms('MatMulNBitsQkv', 'MatMulNBitsMlp'),
  draw: (draw, op) => {
    const [rows = 1, k = 1, n = 1, kv = 1] = draw.sizes(4);
    const [skip, norm, first, second, third] = [draw.flag(), draw.flag(), draw.flag(), draw.flag(), draw.flag()];
    const head = [f32(rows, k), optional(skip, f32(rows, k)), optional(norm, f32(k))];
    const isMlp = op.endsWith('Mlp');
    const [name, f, t] = draw.pick(fusedActivations.slice(1));
    return {
      inputs: isMlp
        ? [...head, ...weight(n, first), ...weight(n, second)]
        : [...head, ...weight(n, first), ...weight(kv, second), ...weight(kv, third)],
      attrs: { K: k, bits: 4, block_size: 16, ...(isMlp ? { N: n, activation: name } : { Nq: n, Nkv: kv }) },
      letters: {
        rows,
        K: k,
        n,
        Nq: n,
        Nkv: kv,
        N_in: rows * k,
        norm: bit(norm),
        skip: bit(skip),
        F_act: f,
        T_act: t,
        'gate bias': bit(first),
        'up bias': bit(second),
        'q bias': bit(first),
        'k bias': bit(second),
        'v bias': bit(third),
      },
    };
  },
};

const gatedRouter: Sample = {
  ops: ms('RouterGateUpProj'),
  draw: (draw) => {
    const [rows = 1, k = 1, router = 1, inter = 1] = draw.sizes(4);
    return {
      inputs: [f32(rows, k), f32(k, router + 2 * inter)],
      attrs: { router_size: router },
      outputs: 2,
      letters: { rows, K: k, router, inter },
    };
  },
};

const matrices: Sample = {
  ops: ['Det', ...ms('Inverse')],
  draw: (draw) => {
    const [batch, n] = [draw.size(), draw.size()];
    return { inputs: [f32(batch, n, n)], letters: { B: batch, n } };
  },
};

const distances: Sample = {
  ops: ms('CDist'),
  draw: (draw) => {
    const [[a = 1, b = 1, n = 1], euclidean] = [draw.sizes(3), draw.flag()];
    return {
      inputs: [f32(a, n), f32(b, n)],
      attrs: { metric: euclidean ? 'euclidean' : 'sqeuclidean' },
      letters: { n, N: a * b, euclidean: bit(euclidean) },
    };
  },
};

/** Products of matrices. */
export const productSamples: readonly Sample[] = [
  plain,
  turning,
  fastGelu,
  gemm,
  quantizedGemm,
  ordered,
  rescaled,
  packed,
  lora,
  fusedProjections,
  gatedRouter,
  matrices,
  distances,
];
