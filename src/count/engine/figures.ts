import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { Branches, Figures, GraphRun, LayerRun } from '#count/run.ts';
import { add, max, mul, sum } from '#graph/dim.ts';
import { bitsOf } from '#graph/dtype.ts';
import { bytesOfValue } from '#count/ops/sizes.ts';

const names = ['macs', 'elementwise', 'transcendentals', 'bitOps', 'movedBytes'] as const;

/** MACs by another definition: nearly always the same. */
const variants = ['effectiveMacs', 'denseMacs'] as const;

export const noFigures: Figures = {
  macs: 0,
  elementwise: 0,
  transcendentals: 0,
  effectiveMacs: 0,
  denseMacs: 0,
  bitOps: 0,
  movedBytes: 0,
};

/** A node's figures from its cost rule, its operand types and the bytes of its inputs and outputs. */
export function figuresOf(call: Call, outputs: readonly (Value | undefined)[], cost: Cost): Figures {
  const macs = cost.macs ?? 0;
  return {
    macs,
    elementwise: cost.elementwise ?? 0,
    transcendentals: cost.transcendentals ?? 0,
    effectiveMacs: cost.effectiveMacs ?? macs,
    denseMacs: cost.denseMacs ?? macs,
    bitOps: cost.bitOps ?? (macs === 0 ? 0 : mul(macs, operandBits(call.inputs[0]) * operandBits(call.inputs[1]))),
    movedBytes: cost.view === true ? 0 : add(cost.unread === true ? 0 : readBytes(call), writtenBytes(outputs)),
  };
}

/** Width in which a MAC reads this operand: its quantised type if it was dequantised just before. Unknown counts as 32. */
export function operandBits(value: Value | undefined): number {
  return value?.kind === 'tensor' ? (bitsOf(value.quantized ?? value.dtype) ?? 32) : 32;
}

/** Each distinct input once. Values without a width (strings, unknown) move no counted byte. */
function readBytes(call: Call): Dim {
  const { inputs } = call;
  if (inputs.length === 1) return bytesOfValue(inputs[0]) ?? 0;
  const read = new Set<string>();
  const bytes: Dim[] = [];
  inputs.forEach((value, i) => {
    const name = call.node.inputs[i] ?? '';
    if (read.has(name)) return;
    read.add(name);
    bytes.push(bytesOfValue(value) ?? 0);
  });
  return sum(bytes);
}

/** Each output once. */
function writtenBytes(outputs: readonly (Value | undefined)[]): Dim {
  return outputs.length === 1 ? (bytesOfValue(outputs[0]) ?? 0) : sum(outputs.map((value) => bytesOfValue(value) ?? 0));
}

/** A layer, and how many there are of it. */
export interface Summand {
  readonly layer: Pick<LayerRun, 'figures' | 'status' | 'branches'>;
  readonly count: number;
}

/** Adds up a graph's layers, bodies by their times or the dearest of them. */
export function sumRun(summands: readonly Summand[]): Pick<GraphRun, 'totals' | 'coverage'> {
  const parts: Part[] = [];
  let [exact, bounded, unknown] = [0, 0, 0];
  for (const { layer, count } of summands) {
    if (layer.status === 'dead') continue;
    if (layer.figures !== noFigures) parts.push({ figures: layer.figures, count });
    if (layer.status === 'unknown') unknown += count;
    else if (layer.status === 'lower-bound') bounded += count;
    else exact += count;
    if (layer.branches === undefined) continue;
    parts.push({ figures: ofBranches(layer.branches), count });
    for (const { run } of layer.branches.parts) {
      exact += run.coverage.exact;
      bounded += run.coverage.bounded;
      unknown += run.coverage.unknown;
    }
  }
  return { totals: summed(parts), coverage: { exact, bounded, unknown } };
}

interface Part {
  readonly figures: Figures;
  readonly count: number;
}

function ofBranches({ parts, combine }: Branches): Figures {
  const figures = parts.map(({ times, run }) => scaled(run.totals, times));
  if (combine === 'max') return figures.reduce(greater, noFigures);
  return summed(figures.map((one) => ({ figures: one, count: 1 })));
}

const summed = (parts: readonly Part[]): Figures =>
  combined(
    parts.map(({ figures }) => figures),
    (name) => sum(parts.map(({ figures, count }) => (count === 1 ? figures[name] : mul(figures[name], count)))),
  );

const zip = (a: Figures, b: Figures, combine: (x: Dim, y: Dim) => Dim): Figures =>
  combined([a, b], (name) => combine(a[name], b[name]));

/** A variant that is the MACs themselves in every part is that in the whole, and isn't worked out again. */
function combined(parts: readonly Figures[], of: (name: keyof Figures) => Dim): Figures {
  const result: Record<string, Dim> = {};
  for (const name of names) result[name] = of(name);
  for (const name of variants)
    result[name] = parts.every((figures) => figures[name] === figures.macs) ? (result['macs'] ?? 0) : of(name);
  return result as unknown as Figures;
}

const greater = (a: Figures, b: Figures): Figures => zip(a, b, max);
const scaled = (figures: Figures, times: Dim): Figures =>
  times === 1 ? figures : zip(figures, figures, (x) => mul(x, times));
