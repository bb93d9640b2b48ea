import type { Layer, ModelReport } from '#count/model-report.ts';
import { interfaceOf } from '#diff/interface.ts';
import type { Side } from '#diff/types.ts';
import type { Dim } from '#graph/dim.ts';
import { add, constantOf, fromBigInt, mul, sub } from '#graph/dim.ts';
import { globTest } from '#policy/glob.ts';
import type { Contract, Share } from '#policy/policy.ts';
import type { NamedType } from '#text/value-type.ts';
import { standingToMax, type Standing } from './limit.ts';
import { type Reason } from './reason.ts';
import { someOf } from './some.ts';
import type { Judgement, Limit, Verdict } from './types.ts';

/** What a model must be, whatever it costs: a judgement for each key of its contract that it breaks, or that can't be checked. */
export function contractJudgements(contract: Contract, base: Side | null, head: ModelReport): readonly Judgement[] {
  const before = base?.kind === 'counted' ? base.report : null;
  return [
    ...(before === null ? [] : interfaceJudgement(contract, before, head)),
    ...opsetJudgement(contract, head),
    ...quantizationJudgement(contract, head),
    ...opsJudgement(contract, head),
    ...layersJudgement(contract, head),
  ];
}

const judgement = (broke: Limit, reason: Reason, limit: string, verdict: Verdict = 'fail'): readonly Judgement[] => [
  { metric: 'model', verdict, broke, limit, reasons: [reason], accepted: null, undecidedFails: false },
];

function interfaceJudgement(contract: Contract, before: ModelReport, after: ModelReport): readonly Judgement[] {
  if (contract.interface === null) return [];
  const [was, is] = [interfaceOf(before), interfaceOf(after)];
  const names = [...differing(was.inputs, is.inputs), ...differing(was.outputs, is.outputs)];
  if (names.length === 0) return [];
  return judgement('interface', { kind: 'interface-locked', names: someOf([...new Set(names)]) }, 'locked');
}

const keyOf = (one: NamedType | undefined): string =>
  JSON.stringify([one?.name, one?.dtype, one?.shape?.map((size) => (typeof size === 'number' ? size : '?'))]);

/** Names at a place where base and head don't ask for the same. Open sizes may change their names. */
function differing(before: readonly NamedType[], after: readonly NamedType[]): readonly string[] {
  const places = Array.from(
    { length: Math.max(before.length, after.length) },
    (_, i) => [before[i], after[i]] as const,
  );
  return places.flatMap(([was, is]) => (keyOf(was) === keyOf(is) ? [] : [is?.name ?? was?.name ?? '']));
}

function opsetJudgement({ opset }: Contract, report: ModelReport): readonly Judgement[] {
  const version = interfaceOf(report).opsets['ai.onnx'];
  if (opset === null || version === undefined) return [];
  const { max, min } = opset;
  if (max !== null && version > max)
    return judgement('opset', { kind: 'opset', version, most: max, least: null }, String(max));
  if (min !== null && version < min)
    return judgement('opset', { kind: 'opset', version, most: null, least: min }, String(min));
  return [];
}

/** A layer's part of a figure in one inference. */
const inAll = (layer: Layer, figure: 'macs' | 'bitOps'): Dim => mul(layer[figure], layer.times);

/** Whether `part` is at most that share of the whole, for every size. */
function standing(part: Dim, whole: Dim, { over, under }: Share): Standing {
  const room = sub(mul(part, fromBigInt(under)), mul(whole, fromBigInt(over)));
  return standingToMax({ value: typeof room === 'number' ? BigInt(room) : null, formula: room, exact: true }, 0n);
}

const macsOf = ({ totals, formulas }: ModelReport): Dim | null =>
  totals.macs === null ? formulas.macs : fromBigInt(totals.macs);

const shareOf = (part: Dim, whole: Dim): number | null => {
  const [a, b] = [constantOf(part), constantOf(whole)];
  return a === undefined || b === undefined || b === 0n ? null : Number(a) / Number(b);
};

/** Bit-operations are multiply-accumulates × bits of the weights × bits of the activations. */
function quantizationJudgement({ quantization }: Contract, report: ModelReport): readonly Judgement[] {
  const whole = macsOf(report);
  if (quantization === null || whole === null || whole === 0) return [];
  const { type, bits, share } = quantization;
  const isWide = (layer: Layer): boolean => {
    const room = sub(inAll(layer, 'bitOps'), mul(inAll(layer, 'macs'), bits * bits));
    const over = standingToMax(
      { value: typeof room === 'number' ? BigInt(room) : null, formula: room, exact: true },
      0n,
    );
    return over !== 'within';
  };
  const wide = report.layers.filter((layer) => layer.macs !== 0 && isWide(layer));
  if (wide.length === 0) return [];
  const part = wide.reduce<Dim>((sum, layer) => add(sum, inAll(layer, 'macs')), 0);
  const allowed: Share = { over: share.under - share.over, under: share.under, text: share.text };
  const layers = someOf(wide.map(({ name }) => name));
  switch (standing(part, whole, allowed)) {
    case 'within':
      return [];
    case 'broken':
      return judgement(
        'quantization',
        { kind: 'wide-numbers', wanted: type, kept: share.text, share: shareOf(part, whole), layers },
        type,
      );
    case 'open':
      return judgement('quantization', { kind: 'contract-open', of: 'quantization' }, type, 'undecided');
  }
}

function opsJudgement({ ops }: Contract, { layers }: ModelReport): readonly Judgement[] {
  if (ops === null) return [];
  const names = [...new Set(layers.map(operatorName))];
  const work = { steps: 0 };
  const [allow, deny] = [ops.allow, ops.deny].map((globs) => (globs ?? []).map((glob) => globTest(glob, work)));
  const denied = names.filter((name) => deny?.some((fits) => fits(name)));
  if (denied.length > 0) return judgement('ops', { kind: 'operators', of: 'deny', ops: someOf(denied) }, 'deny');
  const other = ops.allow === null ? [] : names.filter((name) => allow?.some((fits) => fits(name)) !== true);
  return other.length === 0 ? [] : judgement('ops', { kind: 'operators', of: 'allow', ops: someOf(other) }, 'allow');
}

const operatorName = ({ op, domain }: Layer): string =>
  domain === '' || domain === 'ai.onnx' ? op : `${domain}:${op}`;

function layersJudgement({ layers }: Contract, report: ModelReport): readonly Judgement[] {
  const whole = macsOf(report);
  if (layers === null || whole === null || whole === 0) return [];
  const { maxShare } = layers;
  const judged = report.layers
    .filter(({ macs }) => macs !== 0)
    .map((layer) => ({ layer, part: inAll(layer, 'macs'), stands: standing(inAll(layer, 'macs'), whole, maxShare) }));
  const broken = judged
    .filter(({ stands }) => stands === 'broken')
    .toSorted((a, b) => (shareOf(b.part, whole) ?? 0) - (shareOf(a.part, whole) ?? 0));
  const [first] = broken;
  if (first !== undefined) {
    const { layer, part } = first;
    const reason: Reason = {
      kind: 'layer-share',
      layer: layer.name,
      share: shareOf(part, whole),
      allowed: maxShare.text,
      others: broken.length - 1,
    };
    return judgement('layers', reason, maxShare.text);
  }
  return judged.some(({ stands }) => stands === 'open')
    ? judgement('layers', { kind: 'contract-open', of: 'layers' }, maxShare.text, 'undecided')
    : [];
}
