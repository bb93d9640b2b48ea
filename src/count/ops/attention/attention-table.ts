import type { OpEntry } from '#count/ops/registry.ts';
import { op, opIn } from '#count/ops/registry.ts';
import { attentionCost, attentionShape, flexAttention, flexAttentionCost } from './attention.ts';
import {
  causalConvCost,
  causalConvForm,
  causalConvShape,
  linearAttentionCost,
  linearAttentionShape,
} from './linear-attention.ts';
import { rotaryEmbeddingCost, rotaryShape } from './rotary.ts';

/** Attention and what goes with it, as ONNX defines it. */
export const attentionOps: readonly OpEntry[] = [
  op('Attention', {
    since: 23,
    shape: attentionShape,
    cost: attentionCost,
    formula:
      'Skv = past + new; scores = B·Hq·Sq·Skv; M = scores·(Dqk + Dv); F = scores·(5 + [mask] + 2·[soft cap]); T = scores·(1 + [soft cap])',
  }),
  op('CausalConvWithState', {
    since: 27,
    shape: causalConvShape(causalConvForm),
    cost: causalConvCost(causalConvForm),
    formula: 'M = N·k; F = N·[bias] + 4N·[SiLU]; T = N·[SiLU]',
  }),
  op('LinearAttention', {
    since: 27,
    shape: linearAttentionShape,
    cost: linearAttentionCost,
    formula:
      'state = Hkv·dk·dv; M = tokens·(state·(1 + [delta]) + Hq·dk·dv); F = tokens·(state·(1 + [decay]) + Hq·dv + 2·Hkv·dv·[delta]); T = tokens·decays',
  }),
  op('RotaryEmbedding', {
    since: 23,
    shape: rotaryShape,
    cost: rotaryEmbeddingCost,
    formula: 'F = 3·N_rotated',
  }),
  opIn('ai.onnx.preview', 'FlexAttention', {
    since: 1,
    control: flexAttention,
    cost: flexAttentionCost,
    formula: 'M = B·Hq·Sq·Skv·(Dqk + Dv); on the B·Hq·Sq·Skv scores F = 5, T = 1; plus its bodies',
    inWords: 'part of its cost is that of its bodies',
  }),
];
