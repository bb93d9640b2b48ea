import type { ModelReport } from '#count/model-report.ts';
import { deviceOf, rooflineOf } from '#explain/roofline.ts';
import type { Roofline } from '#explain/roofline.ts';
import { whatIf } from '#explain/what-if.ts';
import type { WhatIf } from '#explain/what-if.ts';

/** What `explain` was asked for beside the model's own figures. */
export interface Extras {
  /** Null if a size is open. */
  readonly roofline?: Roofline | null;
  readonly whatIf?: readonly WhatIf[];
}

/** @throws Fault `usage` for a device that there isn't, before any model is read */
export function extrasOf(device: string | undefined, isAsked: boolean): (report: ModelReport) => Extras {
  const known = device === undefined ? undefined : deviceOf(device);
  return (report) => ({
    ...(known === undefined ? {} : { roofline: rooflineOf(report, known) }),
    ...(isAsked ? { whatIf: whatIf(report) } : {}),
  });
}
