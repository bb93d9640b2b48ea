import type { OpEntry, Operators } from '../registry.ts';
import { operatorsOf } from '../registry.ts';
import { attentionOps } from './attention.ts';
import { commonTables } from './common.ts';
import { contribMovementOps } from './contrib-movement.ts';
import { controlOps } from './control.ts';
import { einsumOps } from './einsum.ts';
import { fusedAttentionOps } from './fused-attention.ts';
import { fusedNormOps } from './fused-norm.ts';
import { fusedOps } from './fused.ts';
import { generationOps } from './generation.ts';
import { lossOps } from './loss.ts';
import { mlOps } from './ml.ts';
import { quantizeOps } from './quantize.ts';
import { quantizedMathOps } from './quantized-math.ts';
import { randomOps } from './random.ts';
import { recurrentOps } from './recurrent.ts';
import { resizeOps } from './resize.ts';
import { sequenceOps } from './sequence.ts';
import { signalOps } from './signal.ts';
import { textOps } from './text.ts';
import { transformerOps } from './transformer.ts';
import { visionOps } from './vision.ts';

/** Every table of operators; a new table is one line here. */
const tables: readonly (readonly OpEntry[])[] = [
  ...commonTables,
  attentionOps,
  contribMovementOps,
  controlOps,
  einsumOps,
  fusedAttentionOps,
  fusedNormOps,
  fusedOps,
  generationOps,
  lossOps,
  mlOps,
  quantizeOps,
  quantizedMathOps,
  randomOps,
  recurrentOps,
  resizeOps,
  sequenceOps,
  signalOps,
  textOps,
  transformerOps,
  visionOps,
];

let operators: Operators | undefined;

/** All operators; built at first use. */
export function registry(): Operators {
  operators ??= operatorsOf(tables);
  return operators;
}
