import type { ModelReport } from '#count/model-report.ts';
import type { Convention, Tool } from './reconciliation.ts';
import { darknetConvention } from './darknet.ts';
import { fvcoreConvention } from './fvcore.ts';
import { onnxToolConvention } from './onnx-tool.ts';
import { ptflopsConvention } from './ptflops.ts';

const conventions: Readonly<Record<Tool, (report: ModelReport) => Convention>> = {
  fvcore: fvcoreConvention,
  'onnx-tool': onnxToolConvention,
  ptflops: ptflopsConvention,
  darknet: darknetConvention,
};

/** The figure that another tool prints for a model that was counted, reconciled with ours; null if our count isn't exact. */
export function conventionOf(report: ModelReport, tool: Tool): Convention {
  const convention = conventions[tool](report);
  if (report.exact) return convention;
  const problem = 'our own count is a lower bound: see its findings';
  return {
    ...convention,
    figures: convention.figures.map((one) => ({ ...one, total: null, problems: [problem, ...one.problems] })),
  };
}
