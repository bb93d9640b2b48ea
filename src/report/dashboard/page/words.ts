import type { PayloadMetric } from '#report/dashboard/payload-types.ts';
import { quantityText } from '#text/number-text.ts';

/** A figure as people read it; a relative one as a percentage of the first. */
export function valueText(value: number | null, { unit }: PayloadMetric, relative = false): string {
  if (value === null || !Number.isFinite(value)) return '–';
  if (relative) return `${(value * 100).toFixed(value < 0.1 ? 2 : 1)} %`;
  return quantityText(BigInt(Math.round(value)), unit, 4);
}

/** `4,089,184,256`. */
export function exact(digits: string | null): string {
  return digits === null ? '–' : digits.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `+2.5 %`; '' if nothing changed or there is nothing to compare with. */
export function changeText(before: number | null, after: number | null): string {
  if (before === null || after === null || before === after || before === 0) return '';
  const ratio = after / before - 1;
  const size = Math.abs(ratio) * 100;
  return `${ratio > 0 ? '+' : '−'}${size >= 1000 ? size.toExponential(1) : size.toFixed(size < 10 ? 2 : 1)} %`;
}

export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
