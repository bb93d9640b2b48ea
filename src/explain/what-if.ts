import type { Layer, ModelReport } from '#count/model-report.ts';
import { constantOf, evaluate, mul } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { quote } from '#text/quote.ts';
import { familyOf, isConstantTensor } from '#diff/signature.ts';

/** A change that would lower a model's cost, and by what shares of the totals: 0.75 saves three quarters. */
export interface WhatIf {
  readonly change: string;
  readonly macs: number;
  readonly params: number;
  readonly weightBytes: number;
  /** Layers that it touches. */
  readonly layers: number;
}

/** A layer whose work is its weight's: a convolution or a product of matrices. */
interface Weighted {
  readonly layer: Layer;
  readonly macs: number;
  /** Elements of the weight. */
  readonly params: number;
  readonly sizes: readonly number[];
  readonly bits: number;
}

/**
 * Known ways to lower a count, each by itself, the one that saves most MACs first: what is left is worked out from the layers'
 * sizes. What they do to accuracy isn't known here. Empty where a size is open.
 */
export function whatIf(report: ModelReport): readonly WhatIf[] {
  const [macs, params, bytes] = [report.totals.macs, report.totals.params, report.totals.weightBytes];
  if (macs === null || params === null || bytes === null) return [];
  const weighted = report.layers.flatMap(weightedOf);
  const share = (saved: { macs?: number; params?: number }, change: string, layers: number): WhatIf => {
    const paramShare = ratio(saved.params ?? 0, Number(params));
    return { change, macs: ratio(saved.macs ?? 0, Number(macs)), params: paramShare, weightBytes: paramShare, layers };
  };
  const rows = [
    ...halvedSizes(report),
    ...halvedResolution(report, weighted, share),
    separable(weighted, share),
    narrower(weighted, share),
    lowRank(weighted, share),
    shallower(report, share),
    ...narrowTypes(weighted, Number(bytes)),
  ];
  return rows
    .filter((row) => row.macs > 0.005 || row.params > 0.005 || row.weightBytes > 0.005)
    .toSorted((a, b) => b.macs - a.macs || b.weightBytes - a.weightBytes);
}

type ShareOf = (saved: { macs?: number; params?: number }, change: string, layers: number) => WhatIf;

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

const widths: Readonly<Record<string, number>> = { f64: 64, f32: 32, f16: 16, bf16: 16, i8: 8, u8: 8 };

function weightedOf(layer: Layer): Weighted[] {
  const macs = constantOf(mul(layer.macs, layer.times));
  const weight = layer.inputValues.find((value) => isConstantTensor(value) && (value.shape?.length ?? 0) > 1);
  if (macs === undefined || macs === 0n || weight?.kind !== 'tensor' || weight.shape === null) return [];
  const sizes = weight.shape.filter((dim) => typeof dim === 'number');
  if (sizes.length < weight.shape.length) return [];
  const bits = widths[weight.quantized ?? weight.dtype] ?? 0;
  return [{ layer, macs: Number(macs), params: Number(constantOf(layer.params) ?? 0n), sizes, bits }];
}

/** Every given size, halved, the others held: exact, by the formula. */
function halvedSizes({ sizes, formulas, totals }: ModelReport): WhatIf[] {
  const formula = formulas.macs;
  const whole = Number(totals.macs ?? 0n);
  if (formula === null || whole === 0) return [];
  return [...sizes].flatMap(([name, size]) => {
    const left = size < 2n ? undefined : valueAt(formula, new Map([...sizes, [name, size / 2n]]));
    if (left === undefined) return [];
    const change = `${quote(name)} of ${size / 2n} instead of ${size}`;
    return [{ change, macs: 1 - Number(left) / whole, params: 0, weightBytes: 0, layers: 0 }];
  });
}

function valueAt(formula: Dim, sizes: ReadonlyMap<string, bigint>): bigint | undefined {
  try {
    return evaluate(formula, sizes);
  } catch (thrown) {
    if (thrown instanceof Fault) return undefined;
    throw thrown;
  }
}

const isConv = ({ layer, sizes }: Weighted): boolean => familyOf(layer.op) === 'Conv' && sizes.length >= 3;

/** If height and width aren't sizes of their own: a quarter of what convolutions over both do. */
function halvedResolution({ sizes }: ModelReport, weighted: readonly Weighted[], share: ShareOf): WhatIf[] {
  const spread = weighted.filter((one) => isConv(one) && one.sizes.length === 4 && isSpread(one.layer));
  if (sizes.size > 1 || spread.length === 0) return [];
  return [share({ macs: sumOf(spread, ({ macs }) => macs * 0.75) }, 'half the resolution, both ways', spread.length)];
}

function isSpread({ outputs }: Layer): boolean {
  const value = outputs[0]?.value;
  return value?.kind === 'tensor' && value.shape?.slice(2).every((dim) => dim !== 1) === true;
}

/** A k×k convolution over all channels as one of each channel and a 1×1: 1/outputs + 1/k² of it is left. */
function separable(weighted: readonly Weighted[], share: ShareOf): WhatIf {
  const dense = weighted.flatMap((one) => {
    const [outputs = 1, inputs = 1, ...kernel] = one.sizes;
    const window = kernel.reduce((a, b) => a * b, 1);
    const saved = 1 - 1 / outputs - 1 / window;
    return isConv(one) && inputs > 1 && window > 1 && saved > 0 ? [{ ...one, saved }] : [];
  });
  const saved = {
    macs: sumOf(dense, (one) => one.macs * one.saved),
    params: sumOf(dense, (one) => one.params * one.saved),
  };
  return share(saved, 'depthwise separable convolutions', dense.length);
}

/** Fewer channels shrink a weight on both sides: nine sixteenths of it are left. */
function narrower(weighted: readonly Weighted[], share: ShareOf): WhatIf {
  const left = 1 - 0.75 ** 2;
  const saved = {
    macs: sumOf(weighted, ({ macs }) => macs * left),
    params: sumOf(weighted, ({ params }) => params * left),
  };
  return share(saved, 'a quarter fewer channels in every layer (pruning)', weighted.length);
}

/** A matrix [K, N] as two of rank r = min(K, N)/4: r·(K + N) of K·N are left. */
function lowRank(weighted: readonly Weighted[], share: ShareOf): WhatIf {
  const matrices = weighted.flatMap((one) => {
    const [k = 0, n = 0] = one.sizes;
    const rank = Math.floor(Math.min(k, n) / 4);
    const saved = 1 - (rank * (k + n)) / (k * n);
    return one.sizes.length === 2 && rank >= 8 && saved > 0 ? [{ ...one, saved }] : [];
  });
  const saved = {
    macs: sumOf(matrices, (one) => one.macs * one.saved),
    params: sumOf(matrices, (one) => one.params * one.saved),
  };
  return share(saved, 'matrices of a quarter of their rank (low-rank factors)', matrices.length);
}

/** Blocks that stand several times under one path (`layers.0`, `layers.1`, …), half of them left out. */
function shallower({ layers }: ModelReport, share: ShareOf): WhatIf {
  const stacks = new Map<string, { readonly places: Set<string>; macs: number; params: number; layers: number }>();
  for (const layer of layers) {
    const [, path, place] =
      /^(.*?(?:layers?|blocks?|stages?|h|encoder|decoder)[./_])(\d+)(?=[./_])/i.exec(layer.name) ?? [];
    if (path === undefined || place === undefined) continue;
    const stack = stacks.get(path) ?? { places: new Set<string>(), macs: 0, params: 0, layers: 0 };
    stack.places.add(place);
    stack.macs += Number(constantOf(mul(layer.macs, layer.times)) ?? 0n);
    stack.params += Number(constantOf(layer.params) ?? 0n);
    stack.layers += 1;
    stacks.set(path, stack);
  }
  const deep = [...stacks.values()].filter(({ places }) => places.size >= 4);
  const half = { macs: sumOf(deep, ({ macs }) => macs / 2), params: sumOf(deep, ({ params }) => params / 2) };
  return share(
    half,
    'half of the repeated blocks (distillation)',
    sumOf(deep, ({ layers: n }) => n),
  );
}

/** Weights in fewer bits: operations stay, bytes shrink. */
function narrowTypes(weighted: readonly Weighted[], bytes: number): WhatIf[] {
  return ([16, 8, 4] as const).map((bits) => {
    const wide = weighted.filter((one) => one.bits > bits);
    const saved = sumOf(wide, ({ params, bits: now }) => (params * (now - bits)) / 8);
    const change = `weights in ${bits} bits instead of ${[...new Set(wide.map((one) => one.bits))].join(', ')}`;
    return { change, macs: 0, params: 0, weightBytes: ratio(saved, bytes), layers: wide.length };
  });
}
