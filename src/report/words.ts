import { briefPair, changeFormula, tableFormula } from '#text/formula-text.ts';
import { bytesText, countText, deltaText, percentText, timeText } from '#text/number-text.ts';
import type { CountedMetric } from '#policy/metrics.ts';
import { isBound, metricOf, unitOf } from '#policy/metrics.ts';
import { isBlind, runBlindSpots } from '#judge/blind.ts';
import { joined, plain, type Plain } from '#text/safe.ts';
import { quote } from '#text/quote.ts';
import type { GateReport, Judgement, ModelOutcome, TimedPair, Verdict } from '#judge/types.ts';
import type { Figure } from '#diff/types.ts';

const verdictWords = {
  pass: 'within budget',
  warn: 'worth a look',
  fail: 'over budget',
  undecided: 'undecided',
  skipped: 'not judged',
} as const satisfies Readonly<Record<Verdict, string>>;

type OutcomeWords = (typeof verdictWords)[Verdict] | "can't be judged" | 'removed' | 'accepted' | 'new';

/** What became of a model, in a word or two. */
export function outcomeWords(model: ModelOutcome): OutcomeWords {
  if (model.judgements.some(({ broke }) => broke === 'unreadable')) return "can't be judged";
  if (model.change === 'removed' && (model.verdict === 'skipped' || model.verdict === 'warn')) return 'removed';
  if (model.verdict === 'warn' && model.judgements.some(({ accepted }) => accepted !== null)) return 'accepted';
  if (model.verdict === 'skipped' && model.change === 'added') return 'new';
  return verdictWords[model.verdict];
}

/** How the model came to be compared, unless that is simply `changed`. */
export function changeWords({
  change,
}: ModelOutcome): 'new' | Exclude<ModelOutcome['change'], 'added' | 'changed'> | null {
  switch (change) {
    case 'added':
      return 'new';
    case 'removed':
    case 'renamed':
    case 'moved':
    case 'unchanged':
      return change;
    case 'changed':
      return null;
  }
}

/** One sentence for the whole run: `1 of 3 changed models over budget`. */
export function headline(report: GateReport): string {
  const models = idsOf(report.models);
  const blind = blindWords(report);
  if (report.models.length === 0)
    return report.incomplete.length > 0
      ? 'the answer is incomplete'
      : `no model changed${unchangedWords(report.unchanged)}${blind}`;
  const of = `of ${models} ${models === 1 ? 'model' : 'models'}`;
  const unreadable = idsOf(report.models.filter((model) => outcomeWords(model) === "can't be judged"));
  const failed = idsOf(report.models.filter(({ verdict }) => verdict === 'fail')) - unreadable;
  switch (report.verdict) {
    case 'fail':
      return [
        failed > 0 ? `${failed} ${of} over budget` : '',
        unreadable > 0 ? `${unreadable}${failed > 0 ? '' : ` ${of}`} can't be judged` : '',
      ]
        .filter((part) => part !== '')
        .join(', ');
    case 'undecided': {
      const open = idsOf(report.models.filter(({ verdict }) => verdict === 'undecided'));
      if (open > 0) return `${open} ${of} undecided`;
      return report.incomplete.length > 0 ? 'the answer is incomplete' : `${models} ${plural(models, 'model')}${blind}`;
    }
    case 'warn': {
      const warned = report.models.filter(({ verdict }) => verdict === 'warn');
      if (warned.length === 0) return `${models} ${plural(models, 'model')} within budget${blind}`;
      const words = warned.every((model) => outcomeWords(model) === 'accepted')
        ? 'over budget, but accepted'
        : 'worth a look';
      return `${idsOf(warned)} ${of} ${words}`;
    }
    case 'pass':
      return `${models} ${models === 1 ? 'model' : 'models'} within budget`;
    case 'skipped':
      return `${models} ${models === 1 ? 'model' : 'models'} with nothing to judge`;
  }
}

/** What is watched and not judged, beside the models: `, but 2 blind spots`. */
function blindWords(report: GateReport): string {
  const { length } = runBlindSpots(report);
  return length === 0 ? '' : `, but ${length} blind ${plural(length, 'spot')}`;
}

/** What is watched and can't be looked at, as sentences. Hostile text. */
export const notLookedAt = ({ findings }: GateReport): readonly string[] =>
  findings.filter(isBlind).map(({ detail }) => detail);

const plural = (n: number, noun: string): string => (n === 1 ? noun : `${noun}s`);

function unchangedWords(unchanged: number): string {
  return unchanged === 0 ? '' : ` (${unchanged} ${unchanged === 1 ? 'is' : 'are'} the same as at base)`;
}

function idsOf(models: readonly ModelOutcome[]): number {
  return new Set(models.map(({ id }) => id)).size;
}

/** A count or bytes by metric. */
export function amountText(value: bigint, metric: CountedMetric): Plain {
  return unitOf(metric) === 'bytes' ? bytesText(value) : countText(value);
}

/** `+18 M`, `−3 MiB`, `0`; null if there is no difference. */
export function changeText({ delta }: Figure, metric: CountedMetric): Plain | null {
  return delta === null ? null : deltaText(delta, unitOf(metric));
}

/**
 * `+32 M × N`, `−714 M × N`; null if the change is a number, or there is none. Hostile text.
 * @param most characters of a formula
 */
export function openChange({ delta, deltaFormula }: Figure, metric: CountedMetric, most = 36): string | null {
  if (delta !== null || deltaFormula === null || deltaFormula === undefined || deltaFormula === '0') return null;
  return changeFormula(deltaFormula, { kind: unitOf(metric), most });
}

/** `+2.5 %`; null if there is no base, or either side is only a lower bound. */
export function percentOf(model: ModelOutcome, metric: CountedMetric): Plain | null {
  const { ratio } = model.figures[metric];
  const open = isBoundAt(model, 'base', metric) || isBoundAt(model, 'head', metric);
  return ratio === null || open ? null : percentText(ratio);
}

/** True if the side's figure is a lower bound. */
export function isBoundAt(model: ModelOutcome, side: 'base' | 'head', metric: CountedMetric): boolean {
  const facts = model[side];
  return facts?.kind === 'counted' && isBound(metric, facts.exact);
}

/** `4.31 G`, `≥ 4.31 G`; null if the side has no number. */
export function sideNumber(model: ModelOutcome, side: 'base' | 'head', metric: CountedMetric): Plain | null {
  const value = model.figures[metric][side];
  return value === null ? null : plain`${isBoundAt(model, side, metric) ? '≥ ' : ''}${amountText(value, metric)}`;
}

/**
 * `4.31 G`, `≥ 4.31 G`, a formula, or null if the side has no such figure.
 * @param most characters of a formula
 */
export function sideText(
  model: ModelOutcome,
  side: 'base' | 'head',
  metric: CountedMetric,
  most: number,
): string | null {
  const number = sideNumber(model, side, metric);
  if (number !== null) return number;
  const { baseFormula: base, headFormula: head } = model.figures[metric];
  const style = { kind: unitOf(metric), most };
  // Formulas that differ look different, where digits can make them.
  if (base !== null && head !== null && base !== head) return briefPair(base, head, style)[side === 'base' ? 0 : 1];
  const formula = side === 'base' ? base : head;
  return formula === null ? null : tableFormula(formula, style);
}

/** `12.1 ms → 15.5 ms (+28 % [+24 %, +31 %])`. */
export function timedText({ baseMs, headMs, ratio, interval }: TimedPair): Plain {
  const [base = null, head = null] = [baseMs, headMs].map((ms) => (ms === null ? null : timeText(ms * 1000)));
  const span =
    interval === null
      ? ''
      : plain` [${joined(
          interval.map((edge) => percentText(edge - 1)),
          ', ',
        )}]`;
  const change = ratio === null ? '' : plain` (${percentText(ratio - 1)}${span})`;
  if (head === null) return base === null ? plain`unknown` : plain`${base} at base, unknown at head`;
  return base === null ? plain`${head}${change}` : plain`${base} → ${head}${change}`;
}

/** `detector`, or `detector (b8)`. */
export function titleOf(model: ModelOutcome): string {
  return model.case === '' ? model.id : `${model.id} (${model.case})`;
}

/** Judgements that a reader must see: whatever isn't a pass, the model as a whole last. */
export function toldJudgements({ judgements }: ModelOutcome): readonly Judgement[] {
  return judgements.filter(
    ({ verdict, metric }) => verdict !== 'pass' && !(verdict === 'skipped' && metric !== 'model'),
  );
}

/** Judgements that pass at usual sizes, not proved for all. */
export function keptJudgements({ judgements }: ModelOutcome): readonly Judgement[] {
  return judgements.filter(({ verdict, reasons }) => verdict === 'pass' && reasons.some(({ kind }) => kind === 'kept'));
}

/** Fixed sizes of inputs that are others at head, `batch 1 → 8`: said before what follows from them. Hostile text. */
export const inputCauses = ({ layers }: ModelOutcome): readonly string[] =>
  layers?.causes.filter((cause) => /^(?:input|batch) /.test(cause)) ?? [];

/** What else explains many layers' changes. Hostile text. */
export function otherCauses(model: ModelOutcome): readonly string[] {
  const said = new Set(inputCauses(model));
  return model.layers?.causes.filter((cause) => !said.has(cause)) ?? [];
}

/** Codes of findings on sizes that a person gave, or that two files contradict each other in. */
const sizeCodes = new Set(['unused-dim', 'sizes-contradict']);

/** What is to be said of the sizes that a model was counted at. Hostile text. */
export function sizeNotes({ base, head }: ModelOutcome): readonly string[] {
  const findings = [base, head].flatMap((side) => (side?.kind === 'counted' ? side.findings : []));
  return [...new Set(findings.filter(({ code }) => sizeCodes.has(code)).map(({ detail }) => detail))];
}

/** The first seven digits of a commit's id. */
export function shortSha(sha: string): string {
  return sha === 'worktree' ? 'the worktree' : sha.slice(0, 7);
}

/** An emoji beside the words, never instead of them. */
export const icons = {
  pass: '✅',
  warn: '⚠️',
  fail: '❌',
  undecided: '❔',
  skipped: '➖',
} as const satisfies Readonly<Record<Verdict, string>>;

/** Metrics that grow otherwise than at base, by how: `MACs, peak memory grow quadratically in `sequence`, at base linearly`. */
export function growthSentences({ growth }: ModelOutcome): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { metric, symbol, base, head } of growth) {
    const key = `grow ${adverbs.get(head) ?? head} in ${quote(symbol)}, at base ${adverbs.get(base) ?? base}`;
    groups.set(key, [...(groups.get(key) ?? []), metricOf(metric).head]);
  }
  return [...groups].map(([how, metrics]) => `${metrics.join(', ')} ${how}`);
}

const adverbs: ReadonlyMap<string, string> = new Map([
  ['constant', 'not at all'],
  ['linear', 'linearly'],
  ['quadratic', 'quadratically'],
  ['cubic', 'cubically'],
  ['polynomial', 'faster than cubically'],
]);
