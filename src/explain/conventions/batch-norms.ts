import type { Layer } from '#count/model-report.ts';

/** What shows that a convolution's bias was a BatchNorm before the export. */
export type Folded = 'renamed' | 'wrapped' | 'taken over';

/** In words, for a line of the reconciliation. */
export const foldedText: Readonly<Record<Folded, string>> = {
  renamed: 'the exporter renamed its weights, as it does only then',
  wrapped: 'its module is named conv, of a wrapper fused before the export',
  'taken over': 'its output is named as that of a norm',
};

/** The convolutions, in all their forms. */
export const convolutions: ReadonlySet<string> = new Set([
  'Conv',
  'ConvInteger',
  'ConvTranspose',
  'FusedConv',
  'NhwcConv',
  'NhwcFusedConv',
  'QLinearConv',
  'QLinearConvTranspose',
]);

/**
 * The evidence that a BatchNorm was folded into this convolution:
 * torch's legacy exporter gives only folded weights names of its own (`onnx::Conv_497`); wrappers of convolution and norm
 * (`model.0.conv.bias`) have no bias of their own, so one comes from fusing; torch's newer exporter leaves the norm's output
 * name (`getitem_3`: of several outputs, which no convolution has).
 */
export function foldedNorm(layer: Layer): Folded | undefined {
  if (!convolutions.has(layer.op)) return undefined;
  const [, weight = '', bias = ''] = layer.inputs;
  if (/^(?:onnx::Conv_)?\d+$/.test(weight) && /^(?:onnx::Conv_)?\d+$/.test(bias)) return 'renamed';
  if (/^getitem(?:_\d+)?$/.test(layer.outputs[0]?.name ?? '')) return 'taken over';
  if (bias.endsWith('.conv.bias')) return 'wrapped';
  return undefined;
}
