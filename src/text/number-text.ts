import type { Plain } from './safe.ts';

/** What a number measures; microseconds are the unit of time. */
export type QuantityKind = 'count' | 'bytes' | 'time';

type Units = readonly string[];

const decimalUnits = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/** `864`, `55.3 k`, `4.09 G`: a count to `digits` significant digits. */
export function countText(value: bigint, digits = 3): Plain {
  return scaledText(value, 1000n, decimalUnits, digits);
}

/** `512 B`, `22.4 MiB`: bytes to `digits` significant digits. */
export function bytesText(value: bigint, digits = 3): Plain {
  return scaledText(value, 1024n, binaryUnits, digits);
}

/** `340 µs`, `12.1 ms`, `1.25 s` from microseconds. */
export function timeText(micros: number, digits = 3): Plain {
  if (micros < 1000) return `${trimmed(micros, digits)} µs` as Plain;
  if (micros < 1e6) return `${trimmed(micros / 1000, digits)} ms` as Plain;
  return `${trimmed(micros / 1e6, digits)} s` as Plain;
}

/** A value in the unit of its kind; time in microseconds. */
export function quantityText(value: bigint, kind: QuantityKind, digits = 3): Plain {
  switch (kind) {
    case 'count':
      return countText(value, digits);
    case 'bytes':
      return bytesText(value, digits);
    case 'time':
      return timeText(Number(value), digits);
  }
}

/** Two values with as many digits as it takes to distinguish them. */
export function pairText(a: bigint, b: bigint, kind: QuantityKind): [Plain, Plain] {
  for (let digits = 3; digits < 16; digits += 1) {
    const texts: [Plain, Plain] = [quantityText(a, kind, digits), quantityText(b, kind, digits)];
    if (a === b || texts[0] !== texts[1]) return texts;
  }
  return [String(a) as Plain, String(b) as Plain];
}

/** `+18 M`, `−3.2 MiB`, `0`. */
export function deltaText(delta: bigint, kind: QuantityKind): Plain {
  if (delta === 0n) return '0' as Plain;
  return (delta > 0n ? `+${quantityText(delta, kind)}` : `−${quantityText(-delta, kind)}`) as Plain;
}

/** `+2.5 %`, `−12 %`, `0 %`, `+<0.01 %`, `12×` from a ratio of change (0.025 is +2.5 %). */
export function percentText(ratio: number): Plain {
  if (ratio === 0) return '0 %' as Plain;
  const sign = ratio > 0 ? '+' : '−';
  const size = Math.abs(ratio) * 100;
  if (size < 0.005) return `${sign}<0.01 %` as Plain;
  if (ratio >= 9.995) return `${ratio + 1 < 1e6 ? trimmed(ratio + 1, 3) : (ratio + 1).toExponential(1)}×` as Plain;
  const decimals = size >= 9.95 && (size < 99.5 || size >= 100) ? 0 : size >= 0.995 ? 1 : 2;
  const text = size.toFixed(decimals);
  return `${sign}${text.includes('.') ? text.replace(/\.?0+$/, '') : text} %` as Plain;
}

/** `2.5 %`, `0 %`: a part of a whole, from its ratio. */
export const shareText = (ratio: number): Plain => percentText(ratio).replace('+', '') as Plain;

/** `4,089,184,256`. */
export function exactText(value: bigint): Plain {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ',') as Plain;
}

function scaledText(value: bigint, base: bigint, units: Units, digits: number): Plain {
  const size = value < 0n ? -value : value;
  const sign = value < 0n ? '−' : '';
  if (size < base) return `${sign}${size}${units[0] === '' ? '' : ` ${units[0]}`}` as Plain;
  let unit = 1n;
  for (const name of units.slice(1)) {
    unit *= base;
    const text = trimmed(Number((size * 10n ** 9n) / unit) / 1e9, digits);
    if (Number(text) < Number(base)) return `${sign}${text} ${name}` as Plain;
  }
  return `${sign}${Number(size).toExponential(digits - 1)}${units[0] === '' ? '' : ` ${units[0]}`}` as Plain;
}

/** To significant digits, never dropping digits before the point, zeros after it dropped. */
function trimmed(value: number, digits: number): string {
  const whole = value < 1 ? 1 : Math.floor(Math.log10(value)) + 1;
  const text = value.toFixed(Math.max(0, Math.min(digits - whole, 20)));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
