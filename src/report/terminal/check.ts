import type { CountedMetric } from '#policy/metrics.ts';
import { isCounted, metricOf, usualMetrics } from '#policy/metrics.ts';
import { timedText } from '#report/words.ts';
import { boundText, judgementText, missingText } from '#report/reason.ts';
import type { GateReport, Judgement, ModelOutcome, Verdict } from '#judge/types.ts';
import { nextSteps } from '#report/comment/advice.ts';
import { failedBuilds } from '#report/comment/build-log.ts';
import { elided, terminalName, terminalText } from '#text/escape.ts';
import { joined, term, type TerminalText } from '#text/safe.ts';
import { paint, unpainted } from './paint.ts';
import type { Style, View } from './paint.ts';
import { briefRows, layerLines } from './diff.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable, textWidth } from './plain-table.ts';
import {
  changeWords,
  headline,
  inputCauses,
  keptJudgements,
  otherCauses,
  sizeNotes,
  outcomeWords,
  percentOf,
  shortSha,
  sideText,
  titleOf,
  toldJudgements,
} from '#report/words.ts';

const marks: Readonly<Record<Verdict, readonly [TerminalText, Style]>> = {
  pass: [term`✔`, 'good'],
  warn: [term`▲`, 'warn'],
  fail: [term`✖`, 'bad'],
  undecided: [term`?`, 'open'],
  skipped: [term`–`, 'dim'],
};

/** Figures with a column of their own. */
const columnsShown = usualMetrics('any').filter(isCounted);

/** `flopgate check`: the verdict, a row a model, why, and what to do next. */
export function renderCheck(report: GateReport, view: View, rows = 50): TerminalText {
  const [mark, style] = marks[report.verdict];
  const lines = [
    term`${paint(term`${mark} ${terminalText(headline(report))}`, style, view.color)}  ${paint(revisions(report), 'dim', view.color)}`,
  ];
  if (report.models.length > 0) lines.push(term``, ...modelTable(report.models.slice(0, rows), view));
  if (report.models.length > rows)
    lines.push(paint(term`  … and ${report.models.length - rows} more (--json has them all)`, 'dim', view.color));
  for (const model of report.models.slice(0, rows)) lines.push(...reasons(model, view));
  lines.push(...remarks(report, view));
  return term`${joined(lines, '\n')}\n`;
}

function revisions({ base, head, unchanged, models }: GateReport): TerminalText {
  const against =
    base === null ? 'without a base' : term`against ${terminalName(shortSha(base.sha))} (${terminalName(base.how)})`;
  const rest = unchanged > 0 && models.length > 0 ? term` · ${unchanged} unchanged not shown` : '';
  return term`${terminalName(shortSha(head.sha))} ${against}${rest}`;
}

/** As many columns as fit; those that are left out first say the least. */
function modelTable(models: readonly ModelOutcome[], view: View): TerminalText[] {
  for (let most = columnsShown.length; most > 1; most -= 1) {
    const lines = tableOf(models, columnsShown.slice(0, most), view);
    if (lines.every((line) => textWidth(unpainted(line)) <= view.width)) return lines;
  }
  return tableOf(models, columnsShown.slice(0, 1), view);
}

function tableOf(models: readonly ModelOutcome[], metrics: readonly CountedMetric[], view: View): TerminalText[] {
  const measured = models.some(({ latency }) => latency !== null);
  const columns: Column[] = [
    { head: term``, align: 'left' },
    { head: term`model`, align: 'left', least: 24 },
    ...metrics.map((metric): Column => ({ head: terminalText(metricOf(metric).head), align: 'right' })),
    ...(measured ? [{ head: terminalText(metricOf('latency').head), align: 'right' as const }] : []),
    { head: term`verdict`, align: 'left' },
  ];
  const body = models.map((model): Cell[] => {
    const [mark, style] = marks[model.verdict];
    const change = changeWords(model);
    const words = outcomeWords(model);
    return [
      { text: mark, style },
      { text: terminalName(titleOf(model)), style: 'strong' },
      ...metrics.map((metric) => figureCell(model, metric)),
      ...(measured ? [latencyCell(model)] : []),
      { text: change === null || change === words ? term`${words}` : term`${words} (${change})`, style },
    ];
  });
  return textTable(columns, body, view.width, view.color);
}

function figureCell(model: ModelOutcome, metric: CountedMetric): Cell {
  const text = sideText(model, 'head', metric, 28);
  if (text === null) return { text: term`–`, style: 'dim' };
  const percent = percentOf(model, metric);
  const worst = model.judgements.find((judgement) => judgement.metric === metric)?.verdict ?? 'pass';
  const style = worst === 'pass' || worst === 'skipped' ? undefined : marks[worst][1];
  return {
    text: elided(terminalName(percent === null ? text : `${text} (${percent})`), 28),
    ...(style === undefined ? {} : { style }),
  };
}

function latencyCell({ latency, judgements }: ModelOutcome): Cell {
  if (latency === null) return { text: term`–`, style: 'dim' };
  const worst = judgements.find(({ metric }) => metric === 'latency')?.verdict ?? 'pass';
  return { text: timedText({ ...latency, baseMs: null, interval: null }), style: marks[worst][1] };
}

/** What is to be said of a model beside its row: nothing if it passed. */
function reasons(model: ModelOutcome, view: View): TerminalText[] {
  const told = [...toldJudgements(model).filter(({ verdict }) => verdict !== 'skipped'), ...keptJudgements(model)];
  const notes = sizeNotes(model);
  if (told.length + notes.length === 0) return [];
  const lines = [term``, paint(terminalName(titleOf(model)), 'strong', view.color)];
  if (model.basePath !== null)
    lines.push(term`  ${paint(term`${model.change} from ${terminalName(model.basePath)}`, 'dim', view.color)}`);
  for (const note of notes) lines.push(term`  ${paint(term`!`, 'warn', view.color)} ${terminalText(note)}`);
  for (const cause of inputCauses(model))
    lines.push(term`  ${paint(term`because`, 'dim', view.color)}  ${terminalText(cause)}`);
  for (const judgement of told) lines.push(reasonLine(judgement, model, view));
  if (model.head?.kind === 'failed')
    lines.push(term`  ${paint(term`hint`, 'dim', view.color)}  ${terminalText(model.head.failure.hint)}`);
  else lines.push(...layerLines(model, view, briefRows, otherCauses(model)));
  return lines;
}

function reasonLine(judgement: Judgement, model: ModelOutcome, view: View): TerminalText {
  const { verdict, accepted } = judgement;
  const [mark, style] = marks[verdict];
  const by =
    accepted === null
      ? ''
      : term` (accepted ${terminalText(boundText(accepted))} by ${terminalName(accepted.by.slice(0, 40))})`;
  return term`  ${paint(mark, style, view.color)} ${terminalText(judgementText(judgement, model))}${by}`;
}

/** What concerns the run as a whole. */
function remarks(report: GateReport, view: View): TerminalText[] {
  const lines: TerminalText[] = [];
  const say = (label: TerminalText, text: TerminalText, style: Style): void => {
    lines.push(term`  ${paint(label, style, view.color)}  ${text}`);
  };
  for (const missing of report.incomplete.slice(0, 10))
    say(term`incomplete`, terminalText(missingText(missing)), 'open');
  for (const { note, lines: last } of failedBuilds(report, 5))
    for (const text of last) say(term`build at ${note.side}`, terminalText(text), 'dim');
  for (const { where, text } of report.policy.changes.filter(({ kind }) => kind === 'loosened').slice(0, 10))
    say(term`loosened`, term`${terminalName(where)}: ${terminalText(text)}`, 'warn');
  for (const { detail, level } of report.findings.filter((finding) => finding.level !== 'info').slice(0, 10))
    say(level === 'warning' ? term`note` : term`${level}`, terminalText(detail), 'warn');
  nextSteps(report).forEach((step, i) => say(i === 0 ? term`next` : term`    `, terminalText(step), 'strong'));
  if (report.policy.path === null && report.models.length > 0)
    say(term`policy`, term`there is no flopgate.yml: built-in warnings only; \`flopgate init\` writes one`, 'dim');
  return lines.length === 0 ? [] : [term``, ...lines];
}
