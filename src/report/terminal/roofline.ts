import { countText, percentText, timeText } from '#text/number-text.ts';
import type { Roofline } from '#explain/roofline.ts';
import type { WhatIf } from '#explain/what-if.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { paint } from './paint.ts';
import type { View } from './paint.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable } from './plain-table.ts';

const MAX_LAYERS = 10;

/** What `explain` prints below the model's own figures. */
export function renderBeside(
  { roofline, whatIf }: { readonly roofline?: Roofline | null; readonly whatIf?: readonly WhatIf[] },
  view: View,
): string {
  const lines: string[] = [];
  if (roofline !== undefined && roofline !== null) lines.push('', ...rooflineLines(roofline, view));
  if (whatIf !== undefined && whatIf.length > 0) lines.push('', ...whatIfLines(whatIf, view));
  if (roofline === null || whatIf?.length === 0)
    lines.push('', paint('a roofline and savings need all sizes: give them with --dim NAME=N', 'warn', view.color));
  return `${lines.join('\n')}\n`;
}

/** `explain --device`: what bounds the model and its slowest layers there. */
function rooflineLines(roofline: Roofline, view: View): string[] {
  const { device, floor, apart, memoryShare, fits } = roofline;
  const ridges = Object.entries(roofline.ridges).map(
    ([name, ridge]) => `${ridge.toFixed(ridge < 10 ? 1 : 0)} in ${name}`,
  );
  const rates = Object.entries(device.peaks).map(
    ([name, peak]) => `${countText(BigInt(Math.round(peak * 1e12)))}/s ${name}`,
  );
  const facts = [
    `peaks: ${rates.join(', ')}; ${countText(BigInt(Math.round(device.bandwidth * 1e9)))}B/s (${device.status})`,
    `layers are taken at their own type: ${roofline.precisions.join(', ')}`,
    `compute bounds them from ${ridges.join(', ')} operations for each byte on, below that memory`,
    `at these rates no run takes less than ${secondsText(floor)}; with nothing fused or cached ${secondsText(apart)}, ${shareText(memoryShare)} of it waiting for memory`,
    ...(fits === false ? ["weights and activations don't fit into its memory"] : []),
  ];
  const columns: Column[] = [
    { head: 'layer', align: 'left', least: 16 },
    { head: 'op', align: 'left' },
    { head: 'at least', align: 'right' },
    { head: 'share', align: 'right' },
    { head: 'bound by', align: 'left' },
    { head: 'FLOPs/byte', align: 'right' },
  ];
  const rows = roofline.layers
    .slice(0, MAX_LAYERS)
    .map((layer): Cell[] => [
      { text: `  ${terminalName(layer.name)}`, style: 'name' },
      { text: terminalName(layer.op), style: 'dim' },
      { text: secondsText(layer.seconds) },
      { text: shareText(apart === 0 ? 0 : layer.seconds / apart) },
      { text: layer.bound },
      { text: Number.isFinite(layer.intensity) ? layer.intensity.toFixed(1) : '' },
    ]);
  return [
    paint(`on ${device.name}${device.variant === '' ? '' : ` ${device.variant}`}`, 'dim', view.color),
    ...facts.map((fact) => `  ${fact}`),
    ...textTable(columns, rows, view.width, view.color),
  ];
}

const secondsText = (seconds: number): string =>
  seconds < 1e-6 ? `${Number((seconds * 1e9).toPrecision(3))} ns` : timeText(seconds * 1e6);
const shareText = (share: number): string => (share === 0 ? '0 %' : percentText(share).replace('+', ''));

const less = (share: number): string => (share <= 0 ? '' : percentText(-share));

/** `explain --what-if`: known ways to lower the count, the one that saves most first. */
function whatIfLines(list: readonly WhatIf[], view: View): string[] {
  const columns: Column[] = [
    { head: 'change', align: 'left', least: 24 },
    ...['MACs', 'params', 'weights', 'layers'].map((head): Column => ({ head, align: 'right' })),
  ];

  const rows = list.map((row): Cell[] => [
    { text: `  ${terminalText(row.change)}` },
    { text: less(row.macs), style: 'good' },
    { text: less(row.params), style: 'good' },
    { text: less(row.weightBytes), style: 'good' },
    { text: row.layers === 0 ? '' : String(row.layers), style: 'dim' },
  ]);
  return [
    paint('what if (estimates, each by itself; accuracy is yours to measure)', 'dim', view.color),
    ...textTable(columns, rows, view.width, view.color),
  ];
}
