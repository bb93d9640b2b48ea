import type { OpEntry } from '#count/ops/registry.ts';
import { op, opIn } from '#count/ops/registry.ts';
import {
  dftCost,
  dftShape,
  irfftShape,
  melCost,
  melShape,
  realTransformCost,
  rfftShape,
  stftCost,
  stftShape,
  windowCost,
  windowShape,
} from './signal.ts';

const transform = 'F = transforms·⌈(5 − 2.5·[real])·n·log₂(n)⌉ (unknown for a symbolic n)';

/** A cosine window by its three coefficients. */
function cosine(name: string, a0: number, a1: number, a2: number): OpEntry {
  return op(name, {
    since: 17,
    shape: windowShape(a0, a1, a2),
    cost: windowCost,
    formula: 'F = 6N + 5; T = 2N',
  });
}

/** Fourier transforms and what feeds them. */
export const signalOps: readonly OpEntry[] = [
  cosine('BlackmanWindow', 0.42, 0.5, 0.08),
  op(
    'DFT',
    { since: 17, shape: dftShape('attribute'), cost: dftCost('attribute'), formula: transform },
    { since: 20, shape: dftShape('input'), cost: dftCost('input'), formula: transform },
  ),
  cosine('HammingWindow', 25 / 46, 21 / 46, 0),
  cosine('HannWindow', 0.5, 0.5, 0),
  op('MelWeightMatrix', { since: 17, shape: melShape, cost: melCost, formula: 'F = 2N; T = bins + 2' }),
  op('STFT', {
    since: 17,
    shape: stftShape,
    cost: stftCost,
    formula: 'F = frames·(n·parts·[window] + ⌈(5 − 2.5·[real])·n·log₂(n)⌉) (unknown for a symbolic n)',
  }),
  opIn('com.microsoft', 'Irfft', {
    since: 1,
    shape: irfftShape,
    cost: realTransformCost,
    formula: 'F = transforms·⌈2.5·n·log₂(n)⌉',
  }),
  opIn('com.microsoft', 'Rfft', {
    since: 1,
    shape: rfftShape,
    cost: realTransformCost,
    formula: 'F = transforms·⌈2.5·n·log₂(n)⌉',
  }),
];
