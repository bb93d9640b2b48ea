import type { OpEntry } from '#count/ops/registry.ts';
import { op, opIn } from '#count/ops/registry.ts';
import {
  attentionLstmCell,
  attentionLstmCost,
  gruCell,
  lstmCell,
  quantizedLstmCell,
  recurrentCost,
  recurrentShape,
  rnnCell,
} from './recurrent.ts';

/** A cell of `gates` matrices whose unit costs `f` and `t` with the usual activations. */
const cell = (gates: number, f: string, t: string): string =>
  `M = S·B·D·${gates}·H·(I + H); units = S·B·D·H; F = units·(${f}); T = ${t} (with the usual activations)`;
const lstm = '17 + 8·[bias] + 6·[peepholes] + 8·[clip] − 2·[coupled]';

/** Recurrent layers. */
export const recurrentOps: readonly OpEntry[] = [
  op('RNN', {
    since: 1,
    shape: recurrentShape(rnnCell),
    cost: recurrentCost(rnnCell),
    formula: cell(1, '1 + 2·[bias] + 2·[clip]', 'units'),
  }),
  op('GRU', {
    since: 1,
    shape: recurrentShape(gruCell),
    cost: recurrentCost(gruCell),
    formula: cell(3, '14 + 6·[bias] + 6·[clip]', '3·units'),
  }),
  op('LSTM', {
    since: 1,
    shape: recurrentShape(lstmCell),
    cost: recurrentCost(lstmCell),
    formula: cell(4, lstm, '5·units − units·[coupled]'),
  }),
  opIn('com.microsoft', 'DynamicQuantizeLSTM', {
    since: 1,
    shape: recurrentShape(quantizedLstmCell),
    cost: recurrentCost(quantizedLstmCell),
    formula:
      'M = S·B·D·4·H·(I + H); units = S·B·D·H; F = units·(25 + 8·[bias] + 6·[peepholes]) + 4·(S·B·I + units) + 9·(1 + S·D); T = 5·units (in 8 bits)',
  }),
  opIn('com.microsoft', 'AttnLSTM', {
    since: 1,
    shape: recurrentShape(attentionLstmCell),
    cost: attentionLstmCost,
    formula:
      'passes = S·B·D; units = passes·H; M = units·4·(I + H) + B·D·L·m·a + passes·(H·a + L·a + L·m + l·(m + H)); F = units·(17 + 8·[bias]) + passes·L·(a + 4); T = 5·units + passes·L·(a + 1)',
  }),
];
