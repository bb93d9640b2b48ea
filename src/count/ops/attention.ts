import type { OpEntry } from '../registry.ts';
import { op, opIn } from '../registry.ts';
import { attentionCost, attentionShape, flexAttention, flexAttentionCost } from '../rules/attention.ts';
import {
  causalConvCost,
  causalConvForm,
  causalConvShape,
  linearAttentionCost,
  linearAttentionShape,
} from '../rules/linear-attention.ts';
import { rotaryEmbeddingCost, rotaryShape } from '../rules/rotary.ts';

/** Attention and what goes with it, as ONNX defines it. */
export const attentionOps: readonly OpEntry[] = [
  op('Attention', {
    since: 23,
    shape: attentionShape,
    cost: attentionCost,
    formula:
      'M = B·Hq·Sq·Skv·(Dqk + Dv), Skv = past + new; on the B·Hq·Sq·Skv scores F = 5 (+ 1 masked, + 2 soft cap), T = 1 (+ 1)',
    verified: 'node oracle, expanded',
  }),
  op('CausalConvWithState', {
    since: 27,
    shape: causalConvShape(causalConvForm),
    cost: causalConvCost(causalConvForm),
    formula: 'M = N·k; F = N for a bias, 4N for SiLU; T = N for SiLU',
    verified: 'node oracle, expanded',
  }),
  op('LinearAttention', {
    since: 27,
    shape: linearAttentionShape,
    cost: linearAttentionCost,
    formula:
      'a token M = (Hkv + Hq)·dk·dv, delta + Hkv·dk·dv; F = Hkv·dk·dv + Hq·dv, decay + Hkv·dk·dv, delta + 2·Hkv·dv; T = decay factors',
    verified: 'node oracle, expanded',
  }),
  op('RotaryEmbedding', {
    since: 23,
    shape: rotaryShape,
    cost: rotaryEmbeddingCost,
    formula: 'F = 3 an element rotated',
    verified: 'node oracle, expanded',
  }),
  opIn('ai.onnx.preview', 'FlexAttention', {
    since: 1,
    control: flexAttention,
    cost: flexAttentionCost,
    formula: 'M = B·Hq·Sq·Skv·(Dqk + Dv); on the B·Hq·Sq·Skv scores F = 5, T = 1; plus its bodies',
    verified: 'node oracle, expanded',
  }),
];
