import type { OpEntry } from '../registry.ts';
import { op, opIn } from '../registry.ts';
import {
  attentionLstmCell,
  attentionLstmCost,
  gruCell,
  lstmCell,
  quantizedLstmCell,
  recurrentCost,
  recurrentShape,
  rnnCell,
} from '../rules/recurrent.ts';

const perUnit = 'biases 2·G, peepholes 6, clip 2·G; activations as operators of their own';

/** Recurrent layers. */
export const recurrentOps: readonly OpEntry[] = [
  op('RNN', {
    since: 1,
    shape: recurrentShape(rnnCell),
    cost: recurrentCost(rnnCell),
    formula: `M = T·B·D·H·(I + H); a unit of T·B·D·H: F = 1, T = 1 (Tanh); ${perUnit}`,
    verified: 'node oracle, corpus',
  }),
  op('GRU', {
    since: 1,
    shape: recurrentShape(gruCell),
    cost: recurrentCost(gruCell),
    formula: `M = T·B·D·3·H·(I + H); a unit of T·B·D·H: F = 14, T = 3; ${perUnit}`,
    verified: 'node oracle, corpus',
  }),
  op('LSTM', {
    since: 1,
    shape: recurrentShape(lstmCell),
    cost: recurrentCost(lstmCell),
    formula: `M = T·B·D·4·H·(I + H); a unit of T·B·D·H: F = 17, T = 5; ${perUnit}`,
    verified: 'node oracle, corpus',
  }),
  opIn('com.microsoft', 'DynamicQuantizeLSTM', {
    since: 1,
    shape: recurrentShape(quantizedLstmCell),
    cost: recurrentCost(quantizedLstmCell),
    formula:
      'as LSTM, MACs 8-bit; F + DynamicQuantizeLinear of the inputs and of the states in every step + 2·G a unit for scaling back',
    verified: 'definition',
  }),
  opIn('com.microsoft', 'AttnLSTM', {
    since: 1,
    shape: recurrentShape(attentionLstmCell),
    cost: attentionLstmCost,
    formula:
      'as LSTM, input widened by the attention state; M + keys B·D·L·m·a + a step H·a + L·a + L·m (+ (m + H)·layer)',
    verified: 'definition',
  }),
];
