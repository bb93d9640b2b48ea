import type { CountedMetric } from '#policy/metrics.ts';
import { isCounted, metricOf, usualMetrics } from '#policy/metrics.ts';
import { timedText } from '#report/words.ts';
import { boundText, judgementText, missingText } from '#report/reason.ts';
import type { GateReport, Judgement, ModelOutcome, Verdict } from '#judge/types.ts';
import { nextSteps } from '#report/comment/advice.ts';
import { failedBuilds } from '#report/comment/build-log.ts';
import { elided, terminalName, terminalText } from '#text/escape.ts';
import { paint, unpainted } from './paint.ts';
import type { Style, View } from './paint.ts';
import { briefRows, layerLines } from './diff.ts';
import type { Cell, Column } from './plain-table.ts';
import { textTable, textWidth } from './plain-table.ts';
import {
  changeWords,
  headline,
  outcomeWords,
  percentOf,
  shortSha,
  sideText,
  titleOf,
  toldJudgements,
} from '#report/words.ts';

const marks: Readonly<Record<Verdict, readonly [string, Style]>> = {
  pass: ['✔', 'good'],
  warn: ['▲', 'warn'],
  fail: ['✖', 'bad'],
  undecided: ['?', 'open'],
  skipped: ['–', 'dim'],
};

/** Figures with a column of their own. */
const columnsShown = usualMetrics('any').filter(isCounted);

/** `flopgate check`: the verdict, a row a model, why, and what to do next. */
export function renderCheck(report: GateReport, view: View, rows = 50): string {
  const [mark, style] = marks[report.verdict];
  const lines = [
    `${paint(`${mark} ${headline(report)}`, style, view.color)}  ${paint(revisions(report), 'dim', view.color)}`,
  ];
  if (report.models.length > 0) lines.push('', ...modelTable(report.models.slice(0, rows), view));
  if (report.models.length > rows)
    lines.push(paint(`  … and ${report.models.length - rows} more (--json has them all)`, 'dim', view.color));
  for (const model of report.models.slice(0, rows)) lines.push(...reasons(model, view));
  lines.push(...remarks(report, view));
  return `${lines.join('\n')}\n`;
}

function revisions({ base, head, unchanged, models }: GateReport): string {
  const against = base === null ? 'without a base' : `against ${shortSha(base.sha)} (${terminalName(base.how)})`;
  const rest = unchanged > 0 && models.length > 0 ? ` · ${unchanged} unchanged not shown` : '';
  return `${shortSha(head.sha)} ${against}${rest}`;
}

/** As many columns as fit; those that are left out first say the least. */
function modelTable(models: readonly ModelOutcome[], view: View): string[] {
  for (let most = columnsShown.length; most > 1; most -= 1) {
    const lines = tableOf(models, columnsShown.slice(0, most), view);
    if (lines.every((line) => textWidth(unpainted(line)) <= view.width)) return lines;
  }
  return tableOf(models, columnsShown.slice(0, 1), view);
}

function tableOf(models: readonly ModelOutcome[], metrics: readonly CountedMetric[], view: View): string[] {
  const measured = models.some(({ latency }) => latency !== null);
  const columns: Column[] = [
    { head: '', align: 'left' },
    { head: 'model', align: 'left', least: 24 },
    ...metrics.map((metric): Column => ({ head: metricOf(metric).head, align: 'right' })),
    ...(measured ? [{ head: metricOf('latency').head, align: 'right' as const }] : []),
    { head: 'verdict', align: 'left' },
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
      { text: change === null || change === words ? words : `${words} (${change})`, style },
    ];
  });
  return textTable(columns, body, view.width, view.color);
}

function figureCell(model: ModelOutcome, metric: CountedMetric): Cell {
  const text = sideText(model, 'head', metric, 28);
  if (text === null) return { text: '–', style: 'dim' };
  const percent = percentOf(model, metric);
  const worst = model.judgements.find((judgement) => judgement.metric === metric)?.verdict ?? 'pass';
  const style = worst === 'pass' || worst === 'skipped' ? undefined : marks[worst][1];
  return {
    text: elided(terminalName(percent === null ? text : `${text} (${percent})`), 28),
    ...(style === undefined ? {} : { style }),
  };
}

function latencyCell({ latency, judgements }: ModelOutcome): Cell {
  if (latency === null) return { text: '–', style: 'dim' };
  const worst = judgements.find(({ metric }) => metric === 'latency')?.verdict ?? 'pass';
  return { text: timedText({ ...latency, baseMs: null, interval: null }), style: marks[worst][1] };
}

/** What is to be said of a model beside its row: nothing if it passed. */
function reasons(model: ModelOutcome, view: View): string[] {
  const told = toldJudgements(model).filter(({ verdict }) => verdict !== 'skipped');
  if (told.length === 0) return [];
  const lines = ['', paint(terminalName(titleOf(model)), 'strong', view.color)];
  if (model.basePath !== null)
    lines.push(`  ${paint(`${model.change} from ${terminalName(model.basePath)}`, 'dim', view.color)}`);
  for (const judgement of told) lines.push(reasonLine(judgement, model, view));
  if (model.head?.kind === 'failed')
    lines.push(`  ${paint('hint', 'dim', view.color)}  ${terminalText(model.head.failure.hint)}`);
  else lines.push(...layerLines(model, view, briefRows));
  return lines;
}

function reasonLine(judgement: Judgement, model: ModelOutcome, view: View): string {
  const { verdict, accepted } = judgement;
  const [mark, style] = marks[verdict];
  const by =
    accepted === null
      ? ''
      : ` (accepted ${terminalText(boundText(accepted))} by ${terminalName(accepted.by.slice(0, 40))})`;
  return `  ${paint(mark, style, view.color)} ${terminalText(judgementText(judgement, model))}${by}`;
}

/** What concerns the run as a whole. */
function remarks(report: GateReport, view: View): string[] {
  const lines: string[] = [];
  const say = (label: string, text: string, style: Style): void => {
    lines.push(`  ${paint(label, style, view.color)}  ${text}`);
  };
  for (const missing of report.incomplete.slice(0, 10)) say('incomplete', terminalText(missingText(missing)), 'open');
  for (const { note, lines: last } of failedBuilds(report, 5))
    for (const text of last) say(`build at ${note.side}`, terminalText(text), 'dim');
  for (const { where, text } of report.policy.changes.filter(({ kind }) => kind === 'loosened').slice(0, 10))
    say('loosened', `${terminalName(where)}: ${terminalText(text)}`, 'warn');
  for (const { detail, level } of report.findings.filter((finding) => finding.level !== 'info').slice(0, 10))
    say(level === 'warning' ? 'note' : level, terminalText(detail), 'warn');
  nextSteps(report).forEach((step, i) => say(i === 0 ? 'next' : '    ', terminalText(step), 'strong'));
  if (report.policy.path === null && report.models.length > 0)
    say('policy', 'there is no flopgate.yml: built-in warnings only; `flopgate init` writes one', 'dim');
  return lines.length === 0 ? [] : ['', ...lines];
}
