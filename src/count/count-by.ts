import type { Dim, Growth } from '#graph/dim.ts';
import type { Finding } from '#graph/finding.ts';
import type { Model } from '#graph/graph.ts';
import type { CountOptions } from './bind.ts';
import type { ModelRun } from './engine/engine.ts';
import type { Metric, ModelReport } from './model-report.ts';
import type { Operators } from './ops/registry.ts';
import { add, constantOf, equal, evaluate, fromBigInt, growths, largest, symbolsOf } from '#graph/dim.ts';
import { allot, within } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';
import { flopsOfMacs } from '#graph/units.ts';
import { nearest } from '#text/suggest.ts';
import { bindInputs } from './bind.ts';
import { checkDeclared } from './engine/declared.ts';
import { runModel } from './engine/engine.ts';
import { cutLayers, isCut, listLayers, type Listing } from './engine/layers.ts';
import { metrics } from './model-report.ts';
import { mayDiffer, openDefaults } from './overridable.ts';
import { newRepeats } from './engine/repeats.ts';
import { unknownShapes } from './unknown-shapes.ts';
import { storedWeights } from './engine/weights.ts';

/**
 * `countModel` by a table of operators that holds all of the model's: what isn't in it is an unknown operator.
 * Numbers come from a run with all given sizes bound; formulas from one that keeps the symbols.
 * @throws Fault if the graph is invalid or contradicts itself, or the options don't fit it
 */
export function countBy(operators: Operators, model: Model, options: CountOptions): ModelReport {
  allot(nodesOf(model));
  try {
    return count(operators, model, options);
  } catch (error) {
    // Depths are bounded everywhere; a stack too small for the bounds is the file's doing all the same.
    if (error instanceof RangeError) throw tooDeep(model, error);
    if (!(error instanceof Fault) || error.message.includes(model.path)) throw error;
    throw new Fault(error.code, `${model.path}: ${error.message}`, error.hint, { cause: error });
  } finally {
    // For what is shown of it.
    allot();
  }
}

/** Nodes of the graph and of the functions; those of bodies hang on them. */
function nodesOf({ graph, functions }: Model): number {
  let nodes = graph.nodes.length;
  for (const definition of functions.values()) nodes += definition.nodes.length;
  return nodes;
}

const tooDeep = (model: Model, cause: RangeError): Fault =>
  new Fault(
    'depth-limit',
    `${model.path}: its sizes or graphs nest too deep to be worked out`,
    'flatten the model before counting it',
    { cause },
  );

function count(operators: Operators, model: Model, options: CountOptions): ModelReport {
  const inputs = bindInputs(model, options);
  const repeats = newRepeats();
  const run = runModel(model, inputs.bound, operators, repeats);
  const ofRun = figuresOfRun(model, run);
  const kept =
    inputs.sizes.size === 0
      ? undefined
      : symbolicRun(model, () => runModel(model, inputs.symbolic, operators, repeats));
  const symbolic = kept === undefined ? run : kept.run;
  const findings: Finding[] = [...model.findings, ...inputs.findings, ...run.findings, ...(kept?.findings ?? [])];
  const formulas =
    symbolic === undefined ? ofRun : checkedFormulas(figuresOfRun(model, symbolic), ofRun, inputs.sizes, findings);
  const figures = perMetric((metric) => settled(ofRun[metric], formulas[metric], inputs.sizes));
  findings.push(...checkDeclared(model, symbolic ?? run));
  findings.push(
    ...defaultsThatMatter(model, ofRun, () =>
      runModel(model, { ...inputs.bound, defaults: 'open' }, operators, repeats),
    ),
  );
  const unbound = new Set(metrics.flatMap((metric) => [...symbolsIn(figures[metric])]));
  const used = usedSizes(inputs.sizes, formulas, model, findings);
  findings.push(...emptyGraph(model), ...unknownShapes(model, inputs.bound, run), ...openSizes(unbound, figures));
  let listing: Listing | undefined;
  const listed = (): Listing => (listing ??= listLayers(run.run));
  if (isCut(run.run)) findings.push(...cutLayers(listed()));
  const growth = growthOf(formulas, findings);
  const { coverage } = run.run;
  return {
    ...labelOf(model),
    inputs: model.graph.inputs.map(({ name }) => ({ name, value: inputs.symbolic.inputs.get(name) })),
    outputs: model.graph.outputs.map(({ name }, i) => ({ name, value: (symbolic ?? run).run.outputs[i] })),
    sizes: used,
    unbound: [...unbound],
    totals: perMetric((metric) => numberOf(figures[metric])) as ModelReport['totals'],
    figures,
    formulas,
    growth,
    exact: coverage.bounded === 0 && coverage.unknown === 0 && !findings.some(({ level }) => level === 'lower-bound'),
    coverage,
    // Most who ask for totals never look at the layers.
    get layers() {
      return listed().layers;
    },
    get layersOmitted() {
      return listed().omitted;
    },
    findings,
  };
}

/** What the file says of itself. */
const labelOf = ({ path, format, fileBytes, origin }: Model) => ({ path, format, fileBytes, origin });

/** A finding if the figures would differ with values of defaulted inputs other than the defaults. */
function defaultsThatMatter(model: Model, figures: Totals, runOpen: () => ModelRun): readonly Finding[] {
  const defaults = openDefaults(model);
  if (defaults.length === 0 || isSame(figures, () => figuresOfRun(model, runOpen()))) return [];
  return [mayDiffer(defaults)];
}

function emptyGraph({ path, graph }: Model): readonly Finding[] {
  if (graph.nodes.length > 0) return [];
  const detail = `${path}: the graph has no nodes, so there is nothing to count`;
  return [{ code: 'empty-graph', level: 'warning', detail }];
}

/** Sizes that the totals need, and a peak that they leave open. */
function openSizes(unbound: ReadonlySet<string>, figures: Totals): readonly Finding[] {
  const findings: Finding[] = [];
  if (unbound.size > 0)
    findings.push({
      code: 'unbound-size',
      level: 'warning',
      detail: `totals depend on ${[...unbound].join(', ')}: give sizes with --dim NAME=N, or read the formulas`,
    });
  if (figures.peakActivationBytes === null)
    findings.push({
      code: 'no-formula',
      level: 'warning',
      detail:
        'peakActivationBytes: too many sizes are open to know which of its moments is the largest: give sizes with --dim',
    });
  return findings;
}

/** Most steps to find how one formula grows. */
const maxGrowthSteps = 2_000_000;

type Totals = Readonly<Record<Metric, Dim | null>>;

function perMetric<T>(of: (metric: Metric) => T): Record<Metric, T> {
  return Object.fromEntries(metrics.map((metric) => [metric, of(metric)])) as Record<Metric, T>;
}

function figuresOfRun(model: Model, { run, weights }: ModelRun): Totals {
  const stored = storedWeights(model);
  const { totals } = run;
  const flops = flopsOfMacs(totals.macs);
  return {
    macs: totals.macs,
    flops,
    elementwise: totals.elementwise,
    transcendentals: totals.transcendentals,
    flopsTotal: add(flops, totals.elementwise),
    bitOps: totals.bitOps,
    effectiveMacs: totals.effectiveMacs,
    denseMacs: totals.denseMacs,
    params: weights.params(),
    paramsStored: stored.elements,
    weightBytes: stored.bytes,
    movedBytes: totals.movedBytes,
    peakActivationBytes: run.peaks === null ? null : largest(run.peaks),
  };
}

/** The run without bound sizes; a model that only works at the bound sizes has no formulas, and that is said. */
function symbolicRun(model: Model, work: () => ModelRun): { run: ModelRun | undefined; findings: readonly Finding[] } {
  try {
    return { run: work(), findings: [] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return {
      run: undefined,
      findings: [
        {
          code: 'no-formula',
          level: 'info',
          detail: `${model.path}: no formulas in the unbound sizes: ${error.message}`,
        },
      ],
    };
  }
}

/** Whether another run makes the same figures; one that fails makes none. */
function isSame(figures: Totals, other: () => Totals): boolean {
  let others: Totals;
  try {
    others = other();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return false;
  }
  return metrics.every((metric) => {
    const [a, b] = [figures[metric], others[metric]];
    return a === null || b === null ? a === b : equal(a, b);
  });
}

/** A formula is kept only if it equals the number at the bound sizes. */
function checkedFormulas(
  formulas: Totals,
  numbers: Totals,
  sizes: ReadonlyMap<string, bigint>,
  findings: Finding[],
): Totals {
  return perMetric((metric) => {
    const formula = formulas[metric];
    const number = numberOf(numbers[metric]);
    const value = formula === null ? undefined : evaluate(formula, sizes);
    if (value === undefined || number === null || value === number) return formula;
    findings.push({
      code: 'no-formula',
      level: 'info',
      detail: `${metric}: the graph takes another path at these sizes than its formula knows`,
    });
    return numbers[metric];
  });
}

/** The figure of a run; where it is no number, and its formula needs no size but those given, the formula's value. */
function settled(figure: Dim | null, formula: Dim | null, sizes: ReadonlyMap<string, bigint>): Dim | null {
  if (formula === null || sizes.size === 0 || numberOf(figure) !== null) return figure;
  const value = evaluate(formula, sizes);
  return value === undefined ? figure : fromBigInt(value);
}

const symbolsIn = (dim: Dim | null): ReadonlySet<string> => (dim === null ? new Set() : symbolsOf(dim));
const numberOf = (dim: Dim | null): bigint | null => (dim === null ? null : (constantOf(dim) ?? null));

function usedSizes(
  sizes: ReadonlyMap<string, bigint>,
  formulas: Totals,
  model: Model,
  findings: Finding[],
): Map<string, bigint> {
  const known = new Set<string>(metrics.flatMap((metric) => [...symbolsIn(formulas[metric])]));
  for (const { type } of model.graph.inputs)
    if (type.kind === 'tensor') for (const dim of type.shape ?? []) for (const name of symbolsOf(dim)) known.add(name);
  const used = new Map([...sizes].filter(([name]) => known.has(name)));
  for (const name of sizes.keys()) {
    if (!known.has(name))
      findings.push({
        code: 'unused-dim',
        level: 'warning',
        size: name,
        detail: unusedText(name, [...known]),
      });
  }
  return used;
}

function unusedText(name: string, known: readonly string[]): string {
  const sizes = known.length === 0 ? 'the file leaves no size open' : `sizes are: ${known.join(', ')}`;
  const meant = nearest(name, known);
  return `no size is named ${name}${meant === undefined ? `; ${sizes}` : `: did you mean ${meant}? (${sizes})`}`;
}

/** How each formula grows in its symbols; a formula too large for that is said. */
function growthOf(formulas: Totals, findings: Finding[]): ModelReport['growth'] {
  const result: Partial<Record<Metric, Record<string, Growth>>> = {};
  for (const metric of metrics) {
    const formula = formulas[metric];
    if (formula === null || typeof formula === 'number') continue;
    const told = within({ left: maxGrowthSteps }, () => growths(formula));
    if (told === undefined)
      findings.push({
        code: 'no-growth',
        level: 'info',
        detail: `${metric}: its formula is too large to find how it grows`,
      });
    else if (told.size > 0) result[metric] = Object.fromEntries(told);
  }
  return result;
}
