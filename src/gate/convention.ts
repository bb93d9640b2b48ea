import { conventionOf } from '#explain/conventions/convention.ts';
import { tools } from '#explain/conventions/reconciliation.ts';
import { nearest } from '#text/suggest.ts';
import { Fault } from '#graph/fault.ts';
import type { CountEntry } from '#report/count-entry.ts';

/**
 * What adds another tool's figure to a counted model.
 * @throws Fault `usage` for a tool that isn't known
 */
export function reconcilerOf(name: string): (entry: CountEntry) => CountEntry {
  const tool = tools.find((one) => one === name);
  if (tool === undefined) {
    const meant = nearest(name, tools);
    const hint = `${meant === undefined ? '' : `did you mean ${meant}? `}known are ${tools.join(', ')}`;
    throw new Fault('usage', `--convention ${name}: no such tool`, hint);
  }
  return (entry) => (entry.kind === 'counted' ? { ...entry, convention: conventionOf(entry.report, tool) } : entry);
}
