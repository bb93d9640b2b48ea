import type { ModelReport } from '#count/model-report.ts';
import { quote } from '#text/quote.ts';
import type { LayerDiff, ModelInterface, SideFacts } from './types.ts';
import { typeOf } from '#text/value-type.ts';
import type { NamedType, ValueType } from '#text/value-type.ts';

export function interfaceOf({ inputs, outputs, origin }: ModelReport): ModelInterface {
  const { producer, onnx } = origin;
  const opsets = onnx?.opsets ?? [];
  return {
    inputs: inputs.map(({ name, value }) => ({ name, ...typeOf(value) })),
    outputs: outputs.map(({ name, value }) => ({ name, ...typeOf(value) })),
    opsets: Object.fromEntries([...opsets].map(([domain, version]) => [domain === '' ? 'ai.onnx' : domain, version])),
    irVersion: onnx?.irVersion ?? 0,
    producer,
  };
}

/** Characters of a size that are shown. */
const maxSize = 40;

/** `f32[N, 3, 224, 224]`, `i64[]`, `f32[?]` where the rank is unknown; long sizes are cut. */
export function typeText({ dtype, shape }: ValueType): string {
  if (shape === null && /^unknown|\(/.test(dtype)) return dtype;
  const sizes = shape?.map((size) => {
    const text = String(size);
    return text.length > maxSize ? `${text.slice(0, maxSize - 1)}…` : text;
  });
  return `${dtype}[${sizes?.join(', ') ?? '?'}]`;
}

/**
 * How the interfaces of both sides differ, in sentences: versions, inputs, outputs. Sizes of an input that the causes of the layers'
 * changes name already are left out.
 */
export function interfaceChanges({
  base,
  head,
  layers,
}: {
  readonly base: SideFacts | null;
  readonly head: SideFacts | null;
  readonly layers: LayerDiff | null;
}): readonly string[] {
  const [before, after] = [base, head].map((side) => (side?.kind === 'counted' ? side.interface : undefined));
  if (before === undefined || after === undefined) return [];
  const causes = layers?.causes.filter((cause) => /^(?:input|batch) /.test(cause)) ?? [];
  const isTold = (one: NamedType): boolean => isFixed(one) && causes.some((cause) => cause.includes(quote(one.name)));
  return [
    ...versionChanges(before, after),
    ...typeChanges('input', before.inputs, after.inputs, isTold),
    ...typeChanges('output', before.outputs, after.outputs, () => false),
  ];
}

const isFixed = ({ shape }: ValueType): boolean => shape?.every((size) => typeof size === 'number') === true;

function versionChanges(before: ModelInterface, after: ModelInterface): string[] {
  const said = [...new Set([...Object.keys(before.opsets), ...Object.keys(after.opsets)])].flatMap((domain) => {
    const [from, to] = [before.opsets[domain], after.opsets[domain]];
    const name = domain === 'ai.onnx' ? 'opset' : `opset of ${quote(domain)}`;
    if (from === to) return [];
    return [
      from === undefined ? `${name} ${to} is new` : to === undefined ? `${name} is gone` : `${name} ${from} → ${to}`,
    ];
  });
  if (before.irVersion !== after.irVersion) said.push(`IR version ${before.irVersion} → ${after.irVersion}`);
  if (before.producer !== after.producer)
    said.push(`written by ${quote(before.producer || 'unknown')} → ${quote(after.producer || 'unknown')}`);
  return said;
}

const sameType = (a: ValueType, b: ValueType): boolean =>
  a.dtype === b.dtype && JSON.stringify(a.shape) === JSON.stringify(b.shape);

type Types = readonly NamedType[];

/** By name; if one is gone and another of its type stands at its position, it is renamed. */
function typeChanges(
  what: 'input' | 'output',
  before: Types,
  after: Types,
  isTold: (one: NamedType) => boolean,
): string[] {
  const old = new Set(before.map(({ name }) => name));
  const now = new Map(after.map((one) => [one.name, one]));
  const renamed = new Map<string, string>();
  before.forEach((one, i) => {
    const other = after[i];
    if (other === undefined || now.has(one.name) || old.has(other.name) || !sameType(one, other)) return;
    renamed.set(one.name, other.name);
  });
  const said = before.flatMap((one) => {
    const [other, name] = [now.get(one.name), renamed.get(one.name)];
    const [subject, type] = [`${what} ${quote(one.name)}`, quote(typeText(one))];
    if (name !== undefined) return [`${subject} is now named ${quote(name)}`];
    if (other === undefined) return [`${subject} is gone (${type})`];
    if (sameType(one, other) || (isTold(one) && isTold(other))) return [];
    return [`${subject}: ${type} → ${quote(typeText(other))}`];
  });
  const arrived = new Set(renamed.values());
  for (const one of after)
    if (!old.has(one.name) && !arrived.has(one.name))
      said.push(`${what} ${quote(one.name)} is new (${quote(typeText(one))})`);
  const isTurned = before.length === after.length && before.every(({ name }) => now.has(name));
  if (isTurned && before.some(({ name }, i) => after[i]?.name !== name)) said.push(`${what}s stand in another order`);
  return said;
}
