import { countText, percentText, shareText, timeText } from '#text/number-text.ts';
import type { Roofline } from '#explain/roofline.ts';
import type { WhatIf } from '#explain/what-if.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { fixed, joined, plain, term, type Plain, type TerminalText } from '#text/safe.ts';
import { paint } from './paint.ts';
import type { View } from './paint.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable } from './plain-table.ts';

const MAX_LAYERS = 10;

/** What `explain` prints below the model's own figures. */
export function renderBeside(
  { roofline, whatIf }: { readonly roofline?: Roofline | null; readonly whatIf?: readonly WhatIf[] },
  view: View,
): TerminalText {
  const lines: TerminalText[] = [];
  if (roofline !== undefined && roofline !== null) lines.push(term``, ...rooflineLines(roofline, view));
  if (whatIf !== undefined && whatIf.length > 0) lines.push(term``, ...whatIfLines(whatIf, view));
  if (roofline === null || whatIf?.length === 0)
    lines.push(
      term``,
      paint(term`a roofline and savings need all sizes: give them with --dim NAME=N`, 'warn', view.color),
    );
  return term`${joined(lines, '\n')}\n`;
}

/** `explain --device`: what bounds the model and its slowest layers there. */
function rooflineLines(roofline: Roofline, view: View): TerminalText[] {
  const { device, floor, apart, memoryShare, fits } = roofline;
  const ridges = Object.entries(roofline.ridges).map(
    ([name, ridge]) => term`${fixed(ridge, ridge < 10 ? 1 : 0)} in ${terminalName(name)}`,
  );
  const rates = Object.entries(device.peaks).map(
    ([name, peak]) => term`${countText(BigInt(Math.round(peak * 1e12)))}/s ${terminalName(name)}`,
  );
  const facts = [
    term`peaks: ${joined(rates, ', ')}; ${countText(BigInt(Math.round(device.bandwidth * 1e9)))}B/s (${terminalText(device.status)})`,
    term`layers are taken at their own type: ${joined(roofline.precisions.map(terminalName), ', ')}`,
    term`compute bounds them from ${joined(ridges, ', ')} operations for each byte on, below that memory`,
    term`at these rates no run takes less than ${secondsText(floor)}; with nothing fused or cached ${secondsText(apart)}, ${shareText(memoryShare)} of it waiting for memory`,
    ...(fits === false ? [term`weights and activations don't fit into its memory`] : []),
  ];
  const columns: Column[] = [
    { head: term`layer`, align: 'left', least: 16 },
    { head: term`op`, align: 'left' },
    { head: term`at least`, align: 'right' },
    { head: term`share`, align: 'right' },
    { head: term`bound by`, align: 'left' },
    { head: term`FLOPs/byte`, align: 'right' },
  ];
  const rows = roofline.layers
    .slice(0, MAX_LAYERS)
    .map((layer): Cell[] => [
      { text: term`  ${terminalName(layer.name)}`, style: 'name' },
      { text: terminalName(layer.op), style: 'dim' },
      { text: secondsText(layer.seconds) },
      { text: shareText(apart === 0 ? 0 : layer.seconds / apart) },
      { text: term`${layer.bound}` },
      { text: Number.isFinite(layer.intensity) ? fixed(layer.intensity, 1) : term`` },
    ]);
  return [
    paint(
      term`on ${terminalName(device.name)}${device.variant === '' ? '' : term` ${terminalName(device.variant)}`}`,
      'dim',
      view.color,
    ),
    ...facts.map((fact) => term`  ${fact}`),
    ...textTable(columns, rows, view.width, view.color),
  ];
}

const secondsText = (seconds: number): Plain =>
  seconds < 1e-6 ? plain`${Number((seconds * 1e9).toPrecision(3))} ns` : timeText(seconds * 1e6);

const less = (share: number): TerminalText => (share <= 0 ? term`` : percentText(-share));

/** `explain --what-if`: known ways to lower the count, the one that saves most first. */
function whatIfLines(list: readonly WhatIf[], view: View): TerminalText[] {
  const columns: Column[] = [
    { head: term`change`, align: 'left', least: 24 },
    ...[term`MACs`, term`params`, term`weights`, term`layers`].map((head): Column => ({ head, align: 'right' })),
  ];

  const rows = list.map((row): Cell[] => [
    { text: term`  ${terminalText(row.change)}` },
    { text: less(row.macs), style: 'good' },
    { text: less(row.params), style: 'good' },
    { text: less(row.weightBytes), style: 'good' },
    { text: row.layers === 0 ? term`` : term`${row.layers}`, style: 'dim' },
  ]);
  return [
    paint(term`what if (estimates, each by itself; accuracy is yours to measure)`, 'dim', view.color),
    ...textTable(columns, rows, view.width, view.color),
  ];
}
