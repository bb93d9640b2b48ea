import { Fault } from '#graph/fault.ts';

/** `90s`, `2m`, `500ms` of a flag in milliseconds. @throws Fault `usage` */
export function durationOf(text: string, flag = 'time'): number {
  const [, digits, unit] = /^(\d{1,6}(?:\.\d{1,3})?)\s*(ms|s|m)$/.exec(text) ?? [];
  if (digits === undefined) throw new Fault('usage', `--${flag} ${text} is no time`, `write --${flag} 60s, or 2m`);
  return Number(digits) * (unit === 'ms' ? 1 : unit === 's' ? 1000 : 60_000);
}
