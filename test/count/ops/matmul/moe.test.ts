import { describe, expect, test } from 'vitest';
import type { OneCall } from '../../../support/one-call.ts';
import { countOne, f32, of, shapeOf } from '../../../support/one-call.ts';

const [tokens, E, H, I, k] = [6, 4, 32, 64, 2];
const attrs = (more: OneCall['attrs']) => ({ k, ...more });
const moe = (more: OneCall['attrs'], ...layers: OneCall['inputs']) =>
  countOne({
    op: 'MoE',
    domain: 'com.microsoft',
    attrs: attrs(more),
    inputs: [f32(2, 3, H), f32(tokens, E), ...layers],
  });
const two = [f32(E, I, H), null, f32(E, H, I)] as const;
const active = tokens * k;

const constant = (...dims: readonly number[]) => ({
  ...f32(...dims),
  constant: true,
  weights: [{ name: 'w', elements: dims.reduce((a, b) => a * b, 1), from: 'initializer' as const }],
});

describe('experts', () => {
  test('only the chosen ones are run', () => {
    const one = moe({ activation_type: 'relu' }, ...two);
    expect(shapeOf(one)).toEqual([2, 3, H]);
    expect(one.figures).toMatchObject({ macs: active * 2 * H * I, elementwise: active * I, transcendentals: 0 });
  });

  test.each([
    { experts: 4, chosen: 2, rows: 6, macs: 6 * 2 * 4096, dense: 6 * 4 * 4096 },
    { experts: 8, chosen: 1, rows: 6, macs: 6 * 1 * 4096, dense: 6 * 8 * 4096 },
    { experts: 8, chosen: 8, rows: 5, macs: 5 * 8 * 4096, dense: 5 * 8 * 4096 },
  ])('$chosen of $experts: the dense cost stands beside', ({ experts, chosen, rows, macs, dense }) => {
    const one = countOne({
      op: 'MoE',
      domain: 'com.microsoft',
      attrs: { k: chosen },
      inputs: [f32(rows, 32), f32(rows, experts), f32(experts, 64, 32), null, f32(experts, 32, 64)],
    });
    expect(one.figures).toMatchObject({ macs, denseMacs: dense, effectiveMacs: macs });
  });

  test('packed formats: three matrices of [E, inner, bytes]', () => {
    const one = countOne({
      op: 'MoEPacked',
      domain: 'com.microsoft',
      attrs: { k: 2 },
      inputs: [f32(5, 32), f32(5, 8), of('u8', 8, 64, 20), of('u8', 8, 64, 20), of('u8', 8, 32, 40)],
    });
    expect(one.figures).toMatchObject({ macs: 5 * 2 * 3 * 64 * 32, denseMacs: 5 * 8 * 3 * 64 * 32 });
  });

  test('all are parameters', () => {
    expect(moe({}, constant(E, I, H), null, constant(E, H, I)).params).toBe(2 * E * H * I);
  });

  test('matrices that lie the other way cost the same', () => {
    expect(moe({}, f32(E, H, I), null, f32(E, I, H)).figures).toMatchObject(moe({}, ...two).figures);
  });

  test.each([
    ['identity', 0, 0],
    ['relu', 1, 0],
    ['gelu', 4, 1],
    ['silu', 4, 1],
  ])('%s is what the inner layer costs beside its products', (activation_type, f, t) => {
    expect(moe({ activation_type }, ...two).figures).toMatchObject({
      elementwise: active * I * f,
      transcendentals: active * I * t,
    });
  });

  test('biases are adds', () => {
    const biased = moe({ activation_type: 'identity' }, f32(E, I, H), f32(E, I), f32(E, H, I), f32(E, H));
    expect(biased.figures.elementwise).toBe(active * (I + H));
  });

  test('SwiGLU in two layers and fused into one cost the same', () => {
    const apart = moe({ activation_type: 'swiglu' }, f32(E, I, H), null, f32(E, H, I), null, f32(E, I, H));
    const fused = moe({ activation_type: 'swiglu', swiglu_fusion: 1 }, f32(E, 2 * I, H), null, f32(E, H, I));
    expect(apart.figures).toMatchObject({
      macs: active * 3 * H * I,
      elementwise: active * I * 5,
      transcendentals: active * I,
    });
    expect([fused.figures.macs, fused.figures.elementwise]).toEqual([apart.figures.macs, apart.figures.elementwise]);
    const silu = moe({ activation_type: 'silu' }, f32(E, I, H), null, f32(E, H, I), null, f32(E, I, H));
    expect(silu.figures.elementwise).toBe(apart.figures.elementwise);
  });

  test.each([
    [4, 2],
    [8, 1],
  ])('weights packed to %i bits', (bits, pack) => {
    const one = countOne({
      op: 'QMoE',
      domain: 'com.microsoft',
      attrs: attrs({ expert_weight_bits: bits, activation_type: 'silu' }),
      inputs: [
        f32(tokens, H),
        f32(tokens, E),
        of('u8', E, I, H / pack),
        f32(E, I),
        null,
        of('u8', E, H, I / pack),
        f32(E, H),
      ],
    });
    const macs = active * 2 * H * I;
    const denseMacs = tokens * E * 2 * H * I;
    expect(one.figures).toMatchObject({ macs, denseMacs, bitOps: macs * 32 * bits, elementwise: active * I * 4 });
  });

  test('a router that isn’t known to fit is still a lower bound, never zero', () => {
    const one = countOne({
      op: 'MoE',
      domain: 'com.microsoft',
      attrs: { k },
      inputs: [f32(tokens, H), f32(tokens, E), { kind: 'tensor', dtype: 'f32', shape: null }, null, f32(E, H, I)],
    });
    expect(one.status).toBe('lower-bound');
  });
});
