import type { Plain } from './safe.ts';

const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * Figures from first to last as Unicode blocks, the lowest and the highest of them spanning the height; a gap is a space. Of more
 * than `width` figures the highest of each stretch is shown, so that no peak is lost. '' if there is no figure.
 */
export function sparkline(values: readonly (number | null)[], width = 20): Plain {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '' as Plain;
  const [low, high] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
  const each = Math.max(1, Math.ceil(values.length / width));
  let line = '' as Plain;
  for (let at = 0; at < values.length; at += each) {
    const some = values.slice(at, at + each).filter((value) => value !== null);
    const peak = some.length === 0 ? null : Math.max(...some);
    line = `${line}${peak === null ? ' ' : blockOf(peak, low, high)}` as Plain;
  }
  return line;
}

/** A level series lies in the middle. */
function blockOf(value: number, low: number, high: number): string {
  const share = high > low ? (value - low) / (high - low) : 0.45;
  return blocks[Math.min(blocks.length - 1, Math.round(share * (blocks.length - 1)))] ?? '▁';
}
