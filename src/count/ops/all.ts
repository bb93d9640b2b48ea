import type { OpEntry, Operators } from './registry.ts';
import { operatorsOf } from './registry.ts';
import { attentionOps } from './attention/attention-table.ts';
import { commonTables } from './common.ts';
import { contribMovementOps } from './movement/contrib-movement-table.ts';
import { controlOps } from './control/control-table.ts';
import { einsumOps } from './matmul/einsum-table.ts';
import { fusedAttentionOps } from './attention/fused-attention-table.ts';
import { fusedNormOps } from './norm/fused-norm-table.ts';
import { fusedOps } from './elementwise/fused-table.ts';
import { generationOps } from './control/generation-table.ts';
import { lossOps } from './training/loss-table.ts';
import { mlOps } from './ml/ml-table.ts';
import { quantizeOps } from './quantize/quantize-table.ts';
import { quantizedMathOps } from './quantize/quantized-math-table.ts';
import { randomOps } from './elementwise/random-table.ts';
import { recurrentOps } from './recurrent/recurrent-table.ts';
import { resizeOps } from './conv/resize-table.ts';
import { sequenceOps } from './sequence/sequence-table.ts';
import { signalOps } from './signal/signal-table.ts';
import { textOps } from './sequence/text-table.ts';
import { transformerOps } from './attention/transformer-table.ts';
import { visionOps } from './conv/vision-table.ts';

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
