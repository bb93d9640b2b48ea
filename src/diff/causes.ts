import type { Layer, ModelReport } from '#count/model-report.ts';
import type { Dim } from '#graph/dim.ts';
import { equal } from '#graph/dim.ts';
import type { TensorValue } from '#graph/value.ts';
import type { Matching } from './match.ts';
import { quote } from '#text/quote.ts';
import { sameSizes, shapeText, weightType } from './why.ts';

/** Share of a model's layers with weights from which on a change of type is one cause and not many. */
const most = 0.8;

/** Share of the layers that changed themselves from which on what they have in common is listed once. */
const common = 0.25;

/** What explains many layers' changes at once. */
export interface Causes {
  readonly sentences: readonly string[];
  /** Sentences of single layers that are said by the above. */
  readonly said: ReadonlySet<string>;
}

/** @param reasons what each changed layer does otherwise, for those that are not the same layer with other inputs */
export function causesOf(
  base: ModelReport,
  head: ModelReport,
  { pairs }: Matching,
  reasons: readonly (readonly string[])[],
): Causes {
  const sentences = inputChanges(base.layers, head.layers);
  const said = new Set<string>();
  const weighted = pairs.flatMap(([a, b]) => {
    const [from, to] = [weightType(a.layer), weightType(b.layer)];
    return from === undefined || to === undefined ? [] : [`${from} → ${to}`];
  });
  for (const [change, n] of tally(weighted.filter((text) => !isSame(text)))) {
    if (n < 2 || n < most * weighted.length) continue;
    sentences.push(`weights ${change} in ${n} of ${weighted.length} layers with weights`);
    said.add(`weights ${change}`).add(`output ${change}`);
  }
  for (const [sentence, n] of tally(reasons.flat())) {
    if (said.has(sentence) || n < 4 || n < common * reasons.length) continue;
    sentences.push(`${sentence} in ${n} layers`);
    said.add(sentence);
  }
  return { sentences, said };
}

const isSame = (change: string): boolean => {
  const [from, to] = change.split(' → ');
  return from === to;
};

function tally(items: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

/** Inputs of the model whose shape or type changed, by name, or by position if both have as many under other names. */
function inputChanges(base: readonly Layer[], head: readonly Layer[]): string[] {
  const [before, after] = [inputsOf(base), inputsOf(head)];
  const byPlace = before.size === after.size && [...before.keys()].every((name) => !after.has(name));
  const places = [...before.values()];
  return [...after].flatMap(([name, value], i) => {
    const was = byPlace ? places[i] : before.get(name);
    return was === undefined ? [] : inputChange(name, was, value);
  });
}

function inputChange(name: string, from: TensorValue, to: TensorValue): string[] {
  const type = from.dtype === to.dtype ? [] : [`input ${quote(name)} ${from.dtype} → ${to.dtype}`];
  if (from.shape === null || to.shape === null || sameSizes(from.shape, to.shape)) return type;
  const [a, b] = [from.shape, to.shape];
  const differs = a.length === b.length ? a.flatMap((dim, i) => (equal(dim, b[i] ?? -1) ? [] : [i])) : [];
  const shapes = (axis: number): string => `${shapeText(a.slice(axis))} → ${shapeText(b.slice(axis))}`;
  if (a.length >= 4 && differs.length > 0 && differs.every((i) => i >= 2))
    return [`input resolution ${shapes(2)} (${quote(name)})`, ...type];
  if (differs.length === 1 && differs[0] === 0) return [`batch ${sizeChange(a[0], b[0])} (${quote(name)})`, ...type];
  return [`input ${quote(name)} ${shapes(0)}`, ...type];
}

function sizeChange(a: Dim | undefined, b: Dim | undefined): string {
  return `${shapeText([a ?? 0])} → ${shapeText([b ?? 0])}`;
}

/** What flows into the main graph from outside, in order of use: the tensors that no layer makes and no file holds. */
function inputsOf(layers: readonly Layer[]): ReadonlyMap<string, TensorValue> {
  const made = new Set(layers.flatMap(({ outputs }) => outputs.map(({ name }) => name)));
  const inputs = new Map<string, TensorValue>();
  let owner: string | undefined;
  for (const { name, inputs: names, inputValues } of layers) {
    if (owner !== undefined && name.startsWith(`${owner}/`)) continue;
    owner = name;
    names.forEach((input, i) => {
      const value = inputValues[i];
      if (input === '' || made.has(input) || value?.kind !== 'tensor' || value.constant === true) return;
      inputs.set(input, inputs.get(input) ?? value);
    });
  }
  return inputs;
}
