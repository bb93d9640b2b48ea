import type { Contract, PartialContract, Share } from './policy.ts';
import { numberBits, parseIncrease } from './quantity.ts';
import type { RawModel } from './schema.ts';

type RawContract = Pick<RawModel, 'interface' | 'opset' | 'quantization' | 'ops' | 'layers'>;

/** A contract from the words of the policy. */
export function contractOf(raw: RawContract): PartialContract {
  const { opset, quantization, ops, layers } = raw;
  return {
    ...(raw.interface === undefined ? {} : { interface: raw.interface }),
    ...(opset === undefined
      ? {}
      : { opset: opset === null ? null : { max: opset.max ?? null, min: opset.min ?? null } }),
    ...(quantization === undefined ? {} : { quantization: quantizationOf(quantization) }),
    ...(ops === undefined ? {} : { ops: ops === null ? null : { allow: ops.allow ?? null, deny: ops.deny ?? [] } }),
    ...(layers === undefined
      ? {}
      : { layers: layers?.max_share === undefined ? null : { maxShare: shareOf(layers.max_share) } }),
  };
}

function quantizationOf(raw: NonNullable<RawContract['quantization']> | null): Contract['quantization'] {
  if (raw === null) return null;
  const { type, share = '100%' } = typeof raw === 'string' ? { type: raw } : raw;
  return { type, bits: numberBits[type], share: shareOf(share) };
}

/** @param written a percentage, as the schema holds it to be */
function shareOf(written: string): Share {
  const { over, under } = parseIncrease(written, 'time')?.ratio ?? { over: 1n, under: 1n };
  return { over, under, text: written };
}
