import { recordedMetrics } from '#policy/metrics.ts';
import { badgeOf } from '#history/badge.ts';
import type { RecordedModel } from '#history/record.ts';
import { jsonDocument } from '#text/plain-json.ts';
import type { JsonText } from '#text/safe.ts';
import { nearest } from '#text/suggest.ts';
import { Fault } from '#graph/fault.ts';

/** A badge as JSON. @throws Fault `usage` for a metric that there isn't */
export function renderBadge(model: RecordedModel, metric: string): JsonText {
  const known = recordedMetrics.find((one) => one === metric);
  if (known !== undefined) return jsonDocument(badgeOf(model, known));
  const meant = nearest(metric, recordedMetrics);
  const hint = meant === undefined ? `write one of ${recordedMetrics.join(', ')}` : `did you mean ${meant}?`;
  throw new Fault('usage', `there is no metric ${metric}`, hint);
}
