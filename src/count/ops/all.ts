import type { OpEntry } from '../registry.ts';
import { attentionOps } from './attention.ts';
import { binaryOps } from './binary.ts';
import { castOps } from './cast.ts';
import { contribMovementOps } from './contrib-movement.ts';
import { controlOps } from './control.ts';
import { convOps } from './conv.ts';
import { einsumOps } from './einsum.ts';
import { fusedAttentionOps } from './fused-attention.ts';
import { fusedNormOps } from './fused-norm.ts';
import { fusedOps } from './fused.ts';
import { generationOps } from './generation.ts';
import { lossOps } from './loss.ts';
import { matMulOps } from './matmul.ts';
import { mlOps } from './ml.ts';
import { movementOps } from './movement.ts';
import { normOps } from './norm.ts';
import { poolOps } from './pool.ts';
import { quantizeOps } from './quantize.ts';
import { quantizedMathOps } from './quantized-math.ts';
import { randomOps } from './random.ts';
import { recurrentOps } from './recurrent.ts';
import { reduceOps } from './reduce.ts';
import { resizeOps } from './resize.ts';
import { sequenceOps } from './sequence.ts';
import { signalOps } from './signal.ts';
import { textOps } from './text.ts';
import { transformerOps } from './transformer.ts';
import { unaryOps } from './unary.ts';
import { visionOps } from './vision.ts';

/** Every table of operators; a new table is one line here. */
const tables: readonly (readonly OpEntry[])[] = [
  attentionOps,
  binaryOps,
  castOps,
  contribMovementOps,
  controlOps,
  convOps,
  einsumOps,
  fusedAttentionOps,
  fusedNormOps,
  fusedOps,
  generationOps,
  lossOps,
  matMulOps,
  mlOps,
  movementOps,
  normOps,
  poolOps,
  quantizeOps,
  quantizedMathOps,
  randomOps,
  recurrentOps,
  reduceOps,
  resizeOps,
  sequenceOps,
  signalOps,
  textOps,
  transformerOps,
  unaryOps,
  visionOps,
];

let byKey: Map<string, OpEntry> | undefined;

/** Domain and name (joined by '\u0000') → entry; built at first use. */
export function registry(): ReadonlyMap<string, OpEntry> {
  if (byKey === undefined) {
    byKey = new Map();
    for (const table of tables) for (const entry of table) byKey.set(`${entry.domain}\u0000${entry.name}`, entry);
  }
  return byKey;
}
