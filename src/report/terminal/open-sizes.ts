import type { ModelReport } from '#count/model-report.ts';
import { reportRoles, usualSize } from '#diff/usual-sizes.ts';
import type { Dim } from '#graph/dim.ts';
import { evaluate } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { terminalName } from '#text/escape.ts';
import { joined, term, type TerminalText } from '#text/safe.ts';

/** Usual sizes for what a model leaves open: a batch of 1, so that a figure is one per unit of it. */
export function usualEnv(report: ModelReport): ReadonlyMap<string, bigint> {
  return new Map([...reportRoles(report)].map(([name, role]) => [name, usualSize(role)]));
}

/** The formula at these sizes; null if it has no value there. */
export function valueAt(formula: Dim | null, sizes: ReadonlyMap<string, bigint>): bigint | null {
  if (formula === null) return null;
  try {
    return evaluate(formula, sizes) ?? null;
  } catch (thrown) {
    if (thrown instanceof Fault) return null;
    throw thrown;
  }
}

/** `at N = 1, H = 224`. */
export function sizesText(sizes: ReadonlyMap<string, bigint>): TerminalText {
  const shown = [...sizes]
    .slice(0, 8)
    .map(([name, size]) => term`${terminalName(name)} = ${terminalName(String(size))}`);
  return term`at ${joined(shown, ', ')}${sizes.size > shown.length ? term`, …` : term``}`;
}
