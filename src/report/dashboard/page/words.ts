import type { PayloadMetric } from '#report/dashboard/payload-types.ts';
import { percentText, quantityText } from '#text/number-text.ts';

/** A figure as people read it; a relative one as a percentage of the first. */
export function valueText(value: number | null, { unit }: PayloadMetric, relative = false, digits = 4): string {
  if (value === null || !Number.isFinite(value)) return '–';
  if (relative) return shareText(value, Math.max(0, digits - 3));
  return quantityText(BigInt(Math.round(value)), unit, digits);
}

/** `104.2 %`; from ten times on `12.5×`. */
const shareText = (share: number, decimals: number): string =>
  share >= 10 ? `${withoutZeros(share.toFixed(decimals))}×` : `${withoutZeros((share * 100).toFixed(decimals))} %`;

const withoutZeros = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** Labels of an axis: no more digits than it takes to distinguish them. */
export function axisTexts(values: readonly number[], metric: PayloadMetric, relative: boolean): readonly string[] {
  for (let digits = 3; digits < 15; digits += 1) {
    const texts = values.map((value) => valueText(value, metric, relative, digits));
    if (new Set(texts).size === new Set(values).size) return texts;
  }
  return values.map((value) => valueText(value, metric, relative, 15));
}

/** `4,089,184,256`. */
export function exact(digits: string | null): string {
  return digits === null ? '–' : digits.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `+2.5 %`, from ten times on `12×`; '' if nothing changed or there is nothing to compare with. */
export function changeText(before: number | null, after: number | null): string {
  if (before === null || after === null || before === after || before === 0) return '';
  return percentText(after / before - 1);
}

export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
