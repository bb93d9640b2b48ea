import type { BudgetMetric, CountedMetric } from '#policy/metrics.ts';
import { isTimed, metricOf } from '#policy/metrics.ts';
import { interfaceChanges } from '#diff/interface.ts';
import type { LayerChange, LayerDiff } from '#diff/types.ts';
import type { Judgement, ModelOutcome } from '#judge/types.ts';
import { clipped } from '#text/clip.ts';
import { elided } from '#text/escape.ts';
import { quote } from '#text/quote.ts';
import { boundText, noiseText, openText } from './reason.ts';
import { changeText, openChange, percentOf, shortSha, sideText, timedText, toldJudgements } from './words.ts';

/** What is said first of a model, in a row of its own: the comment's and the terminal's. Hostile text: escape before printing. */
export interface Brief {
  /** That of the worst judgement, or one that changed; null if the model as a whole is judged, or there is no figure. */
  readonly metric: BudgetMetric | null;
  /** `90.3 M (+15 %)`, `quadratic in `sequence``; '' if there is no figure. */
  readonly figure: string;
  /** What broke, as the policy writes it: `max 80M`; null if nothing did. */
  readonly limit: string | null;
  /** The judgement that the row is about; null if nothing is to be said. */
  readonly judgement: Judgement | null;
  /** Further metrics that are no pass. */
  readonly also: readonly BudgetMetric[];
  /** One sentence, without an end; '' if there is none. */
  readonly cause: string;
}

/** Characters of a formula. */
const MOST = 40;

/** @param most characters of a layer's name in the cause */
export function briefOf(model: ModelOutcome, most = 60): Brief {
  const told = toldJudgements(model).filter(({ verdict }) => verdict !== 'skipped');
  const worst = told.filter(({ verdict }) => verdict === model.verdict);
  // A metric says more than the model as a whole.
  const judgement = worst.find((one) => !isWhole(one)) ?? worst[0] ?? told[0] ?? null;
  const others = told.filter((one) => one !== judgement);
  const cause = clipped(causeOf(model, judgement, most));
  if (judgement === null || judgement.metric === 'model') {
    const metric = judgement === null ? metricShown(model) : null;
    return { metric, figure: metric === null ? '' : figureOf(model, metric), limit: null, judgement, also: [], cause };
  }
  const { metric } = judgement;
  const also = others.flatMap((one) => (one.metric === 'model' || one.metric === metric ? [] : [one.metric]));
  const grown = judgement.broke === 'growth' ? grownText(judgement) : null;
  return {
    metric,
    figure: grown?.figure ?? figureOf(model, metric),
    limit: grown?.limit ?? limitOf(judgement),
    judgement,
    also: [...new Set(also)],
    cause,
  };
}

const isWhole = ({ metric }: Judgement): boolean => metric === 'model';

/** Of a model that is in order: the first of the usual figures that changed, else MACs. */
function metricShown({ figures, head }: ModelOutcome): CountedMetric | null {
  if (head?.kind !== 'counted') return null;
  const usual = ['macs', 'params', 'memory', 'size'] as const;
  return usual.find((metric) => (figures[metric].ratio ?? 0) !== 0) ?? 'macs';
}

function figureOf(model: ModelOutcome, metric: BudgetMetric): string {
  if (isTimed(metric)) {
    const pair = metric === 'latency' ? model.latency : (model.latency?.load ?? null);
    return pair === null ? '' : timedText({ ...pair, baseMs: null });
  }
  const text = sideText(model, 'head', metric, MOST);
  if (text === null) return '';
  const { head } = model.figures[metric];
  const percent = percentOf(model, metric);
  return `${head === null ? quote(text) : text}${percent === null ? '' : ` (${percent})`}`;
}

/** `quadratic in `sequence`` and `linear at base`. */
function grownText({ reasons }: Judgement): { readonly figure: string; readonly limit: string } | null {
  const reason = reasons.find(({ kind }) => kind === 'growth');
  if (reason?.kind !== 'growth') return null;
  return {
    figure: `${reason.growth} in ${quote(reason.symbol)}`,
    limit: `${reason.allowed} ${reason.as === 'at-base' ? 'at base' : 'allowed'}`,
  };
}

function limitOf({ verdict, broke, limit, accepted }: Judgement): string | null {
  if (limit === null || (verdict !== 'fail' && verdict !== 'warn')) return null;
  if (broke === 'max') return `max ${limit}`;
  return verdict === 'fail' || accepted !== null ? `allowed ${limit}` : `worth a look from ${limit}`;
}

function causeOf(model: ModelOutcome, judgement: Judgement | null, most: number): string {
  if (judgement === null) return cameText(model);
  const { accepted, metric, verdict, reasons } = judgement;
  if (accepted !== null) {
    const by = accepted.via === 'trailer' ? shortSha(accepted.by) : accepted.by.slice(0, 40);
    return `accepted (${boundText(accepted)}) by ${quote(by)}${accepted.reason === '' ? '' : `: ${accepted.reason}`}`;
  }
  const failure = reasons.find(({ kind }) => kind === 'unreadable');
  if (failure?.kind === 'unreadable') return failure.message;
  if (isTimed(metric) && verdict === 'undecided' && model.latency !== null) return noiseText(model.latency);
  if (metric === 'model' || verdict === 'undecided') return openText(judgement);
  return changeSentence(model, metric, most) ?? openText(judgement);
}

/** How the model came to be here, if that is all there is to say. */
function cameText({ change, basePath }: ModelOutcome): string {
  if (change === 'added') return 'new: only ceilings apply';
  if (change === 'removed') return 'removed: no longer judged';
  return basePath === null ? '' : `was ${quote(basePath)}`;
}

/** What in the model changed: what explains many layers, else the layer that the metric changed in most. */
function changeSentence(model: ModelOutcome, metric: BudgetMetric, most: number): string | null {
  const { layers } = model;
  if (layers === null) return null;
  const [cause] = layers.causes;
  if (cause !== undefined) return cause;
  const own = byFigure(layers, metric).filter(({ follows }) => !follows);
  const [first] = own;
  if (first === undefined) return interfaceChanges(model)[0] ?? null;
  const rest = own.length - 1 + layers.omitted;
  return `${layerText(first, metric, most)}${rest > 0 ? ` and ${rest} more ${rest === 1 ? 'layer' : 'layers'}` : ''}`;
}

/** `` `Conv_118`: output channels 32 → 34 (+18 M MACs) ``. */
function layerText(change: LayerChange, metric: BudgetMetric, most: number): string {
  const why = change.kind === 'changed' ? (change.why[0] ?? '') : `${quote(change.op)} ${change.kind}`;
  const figure = layerFigure(metric);
  const [words, delta] = [figure === 'params' ? 'parameters' : metricOf(figure).head, change[figure].delta];
  const open = delta === null ? openChange(change[figure], figure, MOST) : null;
  const text = open === null ? (delta === 0n ? null : changeText(change[figure], figure)) : quote(open);
  return `${quote(elided(change.name, most))}${why === '' ? '' : `: ${why}`}${text === null ? '' : ` (${text} ${words})`}`;
}

type LayerFigure = 'macs' | 'params' | 'moved' | 'elementwise';

const followed: Readonly<Partial<Record<BudgetMetric, LayerFigure>>> = {
  params: 'params',
  size: 'params',
  weights: 'params',
  memory: 'moved',
  moved: 'moved',
  elementwise: 'elementwise',
  transcendentals: 'elementwise',
};

/** The layers' own figure that a metric's total follows most closely. */
export const layerFigure = (metric: BudgetMetric): LayerFigure => followed[metric] ?? 'macs';

/** Changes of layers, the largest in the metric first; those without a number before those that are the same. */
export function byFigure({ changes }: LayerDiff, metric: BudgetMetric): readonly LayerChange[] {
  const figure = layerFigure(metric);
  const weight = (change: LayerChange): bigint => {
    const { delta, headFormula, baseFormula } = change[figure];
    if (delta === null) return headFormula === baseFormula ? -1n : 1n;
    return delta < 0n ? -delta : delta;
  };
  return changes
    .map((change) => ({ change, size: weight(change) }))
    .toSorted((a, b) => (a.size === b.size ? 0 : a.size < b.size ? 1 : -1))
    .map(({ change }) => change);
}
