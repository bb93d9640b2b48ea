import type { QuantityKind } from '#text/number-text.ts';
import type { Ceiling, Increase } from './policy.ts';

const powers: Readonly<Record<string, number>> = { k: 1, M: 2, G: 3, T: 4 };

const units: Readonly<Record<QuantityKind, Readonly<Record<string, bigint>>>> = {
  count: { '': 1n, k: 10n ** 3n, K: 10n ** 3n, M: 10n ** 6n, G: 10n ** 9n, B: 10n ** 9n, T: 10n ** 12n, P: 10n ** 15n },
  bytes: {
    '': 1n,
    B: 1n,
    ...scale(['k', 'K', 'M', 'G', 'T'], (unit) => [unit, `${unit}B`], 1000n),
    ...scale(['Ki', 'ki', 'Mi', 'Gi', 'Ti'], (unit) => [unit, `${unit}B`], 1024n),
  },
  time: { us: 1n, µs: 1n, ms: 1000n, s: 10n ** 6n, min: 60n * 10n ** 6n, m: 60n * 10n ** 6n, h: 3600n * 10n ** 6n },
};

function scale(prefixes: readonly string[], names: (prefix: string) => readonly string[], base: bigint) {
  const entries = prefixes.flatMap((prefix) => {
    const power = powers[(prefix[0] ?? '').replace('K', 'k')] ?? 0;
    return names(prefix).map((name) => [name, base ** BigInt(power)] as const);
  });
  return Object.fromEntries(entries);
}

const digits = String.raw`\d[\d_]{0,40}(?:\.\d{1,20})?`;

function unitPattern(kind: QuantityKind): string {
  const names = Object.keys(units[kind]).filter((unit) => unit !== '');
  const optional = '' in units[kind] ? '?' : '';
  return `(?:${names.toSorted((a, b) => b.length - a.length).join('|')})${optional}`;
}

/** As the published schema prints them: `4.2G`, `25MiB`, `20ms`; `+5%`, `+2M` (times increase by percentages only). */
export const ceilingPattern = (kind: QuantityKind): RegExp => new RegExp(`^${digits} ?${unitPattern(kind)}$`, 'u');
export const increasePattern = (kind: QuantityKind): RegExp => {
  const percentage = String.raw`\+?${digits} ?%`;
  return new RegExp(
    kind === 'time' ? `^${percentage}$` : String.raw`^(?:${percentage}|\+${digits} ?${unitPattern(kind)})$`,
    'u',
  );
};

/** Examples for messages. */
export const ceilingExample: Readonly<Record<QuantityKind, string>> = { count: '4.2G', bytes: '25MiB', time: '20ms' };

/** A ceiling in the metric's unit, fractions of it dropped; undefined if the text isn't one. */
export function parseCeiling(text: string, kind: QuantityKind): Ceiling | undefined {
  const value = parseQuantity(text.trim(), kind);
  return value === undefined ? undefined : { value, text: text.trim() };
}

/** `+5%`, `5%`, `+2M`; undefined if the text is none of them (a decrease, or an amount without its `+`). */
export function parseIncrease(text: string, kind: QuantityKind): Increase | undefined {
  const trimmed = text.trim();
  const percent = /^\+?(\d[\d_]*(?:\.\d+)?) ?%$/.exec(trimmed)?.[1];
  if (percent !== undefined) {
    const { over, under } = decimal(percent);
    return {
      ratio: { over, under: under * 100n },
      amount: null,
      text: trimmed.startsWith('+') ? trimmed : `+${trimmed}`,
    };
  }
  const amount = trimmed.startsWith('+') ? parseQuantity(trimmed.slice(1), kind) : undefined;
  return amount === undefined ? undefined : { ratio: null, amount, text: trimmed };
}

function parseQuantity(text: string, kind: QuantityKind): bigint | undefined {
  const match = /^(\d[\d_]{0,40}(?:\.\d{1,20})?) ?([a-zA-Zµ]*)$/u.exec(text);
  const unit = match?.[2] ?? '';
  const factor = Object.hasOwn(units[kind], unit) ? units[kind][unit] : undefined;
  if (match === null || factor === undefined) return undefined;
  const { over, under } = decimal(match[1] ?? '0');
  return (over * factor) / under;
}

function decimal(text: string): { over: bigint; under: bigint } {
  const [whole = '0', fraction = ''] = text.replaceAll('_', '').split('.');
  return { over: BigInt(whole + fraction), under: 10n ** BigInt(fraction.length) };
}

/** Number types that a network can be held to, and their bits. */
export const numberBits = { int4: 4, int8: 8, float8: 8, float16: 16, bfloat16: 16 } as const;
