import { timedText } from '#report/words.ts';
import { bytesText, countText, percentText, timeText } from '#text/number-text.ts';
import { jsonDocument } from '#text/plain-json.ts';
import type { BenchDocument, BenchSide } from '#report/bench-entry.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { fixed, joined, term, type JsonText, type TerminalText } from '#text/safe.ts';
import { paint, type Style, type View } from './paint.ts';
import { textTable, type Cell, type Column } from './plain-table.ts';

/** `bench --json`, schema `flopgate/bench/1`: a record from which the measurement can be repeated and judged anew. */
export function benchJson(document: BenchDocument): JsonText {
  return jsonDocument(document, 1);
}

const MAX_LAYERS = 25;

/** `flopgate bench`: times, verdict, how it was measured, and where. */
export function renderBench(document: BenchDocument, view: View): TerminalText {
  const { base, head, result } = document;
  const title = paint(terminalName(head.path), 'strong', view.color);
  const against = base === null ? '' : paint(term`  against ${terminalName(base.path)}`, 'dim', view.color);
  const rows = [...timeRows(document), ...howRows(document)];
  const columns: Column[] = [
    { head: term``, align: 'left' },
    { head: term``, align: 'left' },
  ];
  const body = rows.map(([label, text, style]): Cell[] => [
    { text: term`  ${label}`, style: 'dim' },
    style === undefined ? { text } : { text, style },
  ]);
  const lines = [term`${title}${against}`, ...textTable(columns, body, Infinity, view.color).slice(1)];
  for (const side of result.problem === null ? [base, head] : []) {
    if (side === null || side.profile === null) continue;
    lines.push(
      term``,
      term`${paint(terminalName(side.path), 'strong', view.color)}  ${paint(profileText(side), 'dim', view.color)}`,
    );
    lines.push(...layerTable(side, view));
  }
  return term`${joined(lines, '\n')}\n`;
}

type Row = readonly [label: TerminalText, text: TerminalText, style?: Style];

const words: Readonly<Record<BenchDocument['result']['verdict'], readonly [text: TerminalText, style: Style]>> = {
  over: [term`✖ slower than allowed`, 'bad'],
  within: [term`✔ within what is allowed`, 'good'],
  warn: [term`▲ slower, within what is allowed`, 'warn'],
  improved: [term`✔ faster`, 'good'],
  undecided: [term`? undecided`, 'open'],
  failed: [term`✖ could not be measured`, 'bad'],
  alone: [term`measured alone`, 'strong'],
};

function timeRows({ limits, result, head: { macs } }: BenchDocument): Row[] {
  const { base, head, estimate, load, verdict, reason, unfit } = result;
  const [text, style] = words[verdict];
  const limit =
    limits.fail === null || verdict === 'alone' || verdict === 'failed' ? '' : term` (${terminalName(limits.fail)})`;
  const because = reason === null ? '' : term`: ${terminalText(reason)}`;
  const rows: Row[] = [];
  if (head !== null) {
    const rate =
      macs === null || macs === 0n
        ? ''
        : term`, ${countText(BigInt(Math.round(Number(macs) / (head.wallMs / 1000))))}MAC/s`;
    const time = {
      baseMs: base?.wallMs ?? null,
      headMs: head.wallMs,
      ratio: estimate?.ratio ?? null,
      interval: estimate?.interval ?? null,
    };
    rows.push([term`time`, term`${timedText(time)}${rate}`, 'strong']);
  }
  rows.push([term`verdict`, term`${text}${limit}${because}`, style]);
  if (estimate !== null) {
    const seen =
      estimate.detectable === null
        ? ''
        : term`; an increase of ${percentText(estimate.detectable)} could have been seen`;
    rows.push([term`interval`, term`${fixed(estimate.confidence * 100, 1)} %${seen}`]);
  }
  if (head !== null) {
    const [baseMs, headMs] = [base?.loadCpuMs ?? null, head.loadCpuMs];
    const loads = { baseMs, headMs, ratio: load?.ratio ?? null, interval: load?.interval ?? null };
    rows.push([term`load (CPU)`, timedText(loads)]);
    const peaks = [base, head].flatMap((side) => (side === null ? [] : [bytesText(BigInt(side.peakBytes))]));
    rows.push([term`process memory`, joined(peaks, ' → ')]);
  }
  if (unfit.length > 0) rows.push([term`runner`, terminalText(unfit.join(', ')), 'warn']);
  return rows;
}

function howRows({ environment, result }: BenchDocument): Row[] {
  const { rounds, clock, provider, threads, cores, seconds } = result;
  const counted = rounds.filter(({ kind }) => kind === 'round').length;
  const fresh = rounds.filter(({ kind }) => kind === 'confirmation').length;
  const pinned = cores.length === 0 ? 'not pinned' : term`core ${terminalName(cores.join(', '))}`;
  const how = term`${counted} rounds${fresh === 0 ? '' : term` and ${fresh} to confirm`}, ${clock} clock, ${terminalName(provider)}, ${threads} ${threads === 1 ? 'thread' : 'threads'}, ${pinned}, ${fixed(seconds, 1)} s`;
  const where = ['cpu', 'cores', 'memory', 'os', 'node', 'runtime', 'gpu'].flatMap((name) => environment[name] ?? []);
  return [
    [term`measured`, how],
    [term`on`, term`${terminalText(where.join(' · '))} [${terminalName(environment['fingerprint'] ?? '')}]`],
  ];
}

const profileText = ({ profile }: BenchSide): TerminalText =>
  profile === null
    ? term``
    : term`time by layer over ${profile.runs} runs; with the profiler on an inference takes ${timeText(profile.micros)}`;

function layerTable({ profile }: BenchSide, view: View): TerminalText[] {
  if (profile === null) return [];
  const columns: Column[] = [
    { head: term`  layer`, align: 'left', least: 24 },
    { head: term`op`, align: 'left', least: 8 },
    { head: term`time`, align: 'right' },
    { head: term`share`, align: 'right' },
    { head: term`MACs`, align: 'right' },
    { head: term`MAC/s`, align: 'right' },
  ];
  const total = profile.layers.reduce((sum, { micros }) => sum + micros, 0);
  const body = profile.layers.slice(0, MAX_LAYERS).map(({ name, op, micros, layers, macs }): Cell[] => {
    const others = layers.length > 1 ? term` +${layers.length - 1}` : '';
    return [
      { text: term`  ${terminalName(layers[0] ?? name)}${others}`, style: layers.length === 0 ? 'dim' : 'name' },
      { text: terminalName(op) },
      { text: timeText(micros) },
      { text: term`${fixed((micros / Math.max(total, 1e-9)) * 100, 1)} %`, style: 'strong' },
      { text: macs === null || macs === 0n ? term`` : countText(macs) },
      {
        text:
          macs === null || macs === 0n || micros === 0
            ? term``
            : countText(BigInt(Math.round((Number(macs) / micros) * 1e6))),
      },
    ];
  });
  const rest = profile.layers.length - body.length;
  const more = rest > 0 ? [paint(term`  … and ${rest} more (--json has them all)`, 'dim', view.color)] : [];
  return [...textTable(columns, body, view.width, view.color), ...more];
}
