import type { DType } from '#graph/dtype.ts';

/** Elements kept of a tensor of a type that shape arithmetic uses (sizes, indices, masks). */
export const MAX_KEPT_INDICES = 4096;
/** Elements kept of any other tensor (scales, zero points, scalars of a formula). */
const MAX_KEPT_VALUES = 256;

/** Most elements of which the contents are kept: few, since weights are never read; 0 for types that no rule computes with. */
export function keptElements(dtype: DType): number {
  switch (dtype) {
    case 'i64':
    case 'i32':
    case 'u64':
    case 'u32':
    case 'bool':
      return MAX_KEPT_INDICES;
    case 'f64':
    case 'f32':
    case 'f16':
    case 'bf16':
    case 'i16':
    case 'i8':
    case 'i4':
    case 'i2':
    case 'u16':
    case 'u8':
    case 'u4':
    case 'u2':
    case 'string':
      return MAX_KEPT_VALUES;
    case 'f8e4m3fn':
    case 'f8e4m3fnuz':
    case 'f8e5m2':
    case 'f8e5m2fnuz':
    case 'f8e8m0':
    case 'f6e2m3':
    case 'f6e3m2':
    case 'f4e2m1':
    case 'c64':
    case 'c128':
    case 'unknown':
      return 0;
  }
}
